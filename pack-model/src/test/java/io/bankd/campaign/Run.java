package io.bankd.campaign;

import java.util.function.Consumer;

/** One bank on one course with one rule, second by second. */
final class Run {
  static final double TICK = 0.2;
  private static final int TICKS = 5;

  private final Course course;
  private final Rule rule;
  final Bank bank;

  Run(Course course, Rule rule) {
    this.course = course;
    this.rule = rule;
    this.bank = new Bank(course);
  }

  /** The whole course; {@code watcher} sees the bank after every second. */
  Verdict judged(Consumer<Bank> watcher) {
    return judged(course.demand().length, watcher);
  }

  /** The course up to a second. */
  Verdict judged(int end, Consumer<Bank> watcher) {
    boolean knows = rule instanceof Ideal;
    Inverter inverter =
        new Inverter(
            knows ? 0 : course.lag(), knows ? TICK : course.settling(), course.voltmeter(), TICK);
    Bus bus = new Bus(course);
    Judge judge = new Judge(course);
    double nominal = Bank.CONTINUOUS * course.packs();
    for (int second = 0; second < end; second++) {
      bank.open[0] = course.open(second);
      bank.settle();
      for (int tick = 0; tick < TICKS; tick++) {
        double demand = course.demand()[second] * nominal;
        double amperes = inverter.flow(demand, rule, bank);
        bank.flow(amperes, TICK);
        judge.tick(bank, amperes, TICK);
        long millis = 1000L * second + 200L * (tick + 1);
        bus.tick(bank, rule, course.silent(second), millis);
        if (knows || tick % 2 == 0) {
          rule.step(bank, millis);
        }
      }
      judge.second(bank, course.steps()[second]);
      watcher.accept(bank);
    }
    return judge.verdict();
  }
}
