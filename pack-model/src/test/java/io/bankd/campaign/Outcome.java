package io.bankd.campaign;

import java.util.ArrayList;
import java.util.List;

/**
 * One bank on one course, under every rule.
 *
 * @param verdicts in the order of {@link #RULES}
 */
record Outcome(Course course, List<Verdict> verdicts) {
  static final List<String> RULES =
      List.of("bank-daemon", "limits summed", "n · min L", "0.75 · n · min L", "ideal (true E, R)");
  static final int IDEAL = 4;

  static Outcome of(long seed, int minutes) {
    return of(Course.of(seed, minutes));
  }

  static Outcome of(Course course) {
    int packs = course.packs();
    List<Rule> rules =
        List.of(
            new Ours(packs, course.learntLag()),
            Simple.summed(packs),
            Simple.smallest(packs, 1),
            Simple.smallest(packs, 0.75),
            new Ideal());
    List<Verdict> verdicts = new ArrayList<>();
    for (Rule rule : rules) {
      verdicts.add(new Run(course, rule).judged(bank -> {}));
    }
    return new Outcome(course, verdicts);
  }

  Verdict ours() {
    return verdicts.get(0);
  }

  /** What a rule moved after the first minutes, in parts of what the true limits allow. */
  double energy(int rule) {
    return verdicts.get(rule).later() / Math.max(1e-9, verdicts.get(IDEAL).later());
  }

  /** The same from the first second on. */
  double energyFromStart(int rule) {
    return verdicts.get(rule).energy() / Math.max(1e-9, verdicts.get(IDEAL).energy());
  }

  String name() {
    return "seed %d (%d packs, %s, %s, lag %.0f s, %.1f %% lost)"
        .formatted(
            course.seed(),
            course.packs(),
            course.place(),
            course.rested() ? "rested" : "just connected",
            course.lag(),
            100 * course.lost());
  }
}
