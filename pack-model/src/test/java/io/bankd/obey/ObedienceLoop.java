package io.bankd.obey;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.history.Event;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.sim.Course;
import io.bankd.sim.Manners;
import io.bankd.sim.Scenario;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Simulated packs, the whole controller, and an inverter that need not obey. */
final class ObedienceLoop {
  private static final Duration TICK = Duration.ofMillis(250);
  private static final double OHMS = 0.04;

  final List<PackId> packs;
  final BankPolicy policy;
  final List<Event> events = new ArrayList<>();
  final SmallInverter inverter;
  private final SimulatedBank bank;
  private final BankController controller;
  private BankReadings readings = BankReadings.none();
  BankSnapshot snapshot;
  long millis;
  int highestCell;
  int lowestCell = Integer.MAX_VALUE;
  int highestCvl;
  int lowestCvl = Integer.MAX_VALUE;
  boolean toldToStopCharging;

  ObedienceLoop(int count, double soc, int degrees, SmallInverter inverter) {
    packs = IntStream.range(0, count).mapToObj(i -> PackId.of((i + 2) % 16)).toList();
    policy = BankPolicy.of(PackSpec.AM5000, packs);
    controller = new BankController(policy);
    bank = new SimulatedBank(PackSpec.AM5000, packs, scene(soc, degrees), 7);
    snapshot = controller.start(Moment.ofMillis(0));
    this.inverter = inverter;
  }

  /** Lets the inverter want {@code demand} of seconds, in amperes, for a time. */
  ObedienceLoop run(double seconds, DoubleUnaryOperator demand) {
    long end = millis + Math.round(seconds * 1000);
    while (millis < end) {
      tick(demand.applyAsDouble(millis / 1000.0));
    }
    return this;
  }

  void tick(double demand) {
    BankLimits limits = snapshot.limits();
    // What no frame says, no inverter does.
    boolean spoken = !snapshot.limits().cclReason().rule().equals("start");
    inverter.hear(
        millis,
        limits.ccl().milliamperes() / 1000.0,
        limits.dcl().milliamperes() / 1000.0,
        limits.cvl().millivolts() / 1000.0);
    millis += TICK.toMillis();
    Moment now = Moment.ofMillis(millis);
    double volts = bank.busVoltage().millivolts() / 1000.0;
    double amperes = inverter.flow(spoken ? demand : 0, volts, packs.size() / OHMS / 2, millis);
    bank.advance(TICK, ObedienceBench.milli(amperes));
    PackId asked = packs.get((int) (millis / TICK.toMillis()) % packs.size());
    PackReading reading = bank.reading(asked, now);
    PackStatus status = bank.status(asked, now);
    if (reading != null && status != null) {
      readings = readings.with(reading).with(status);
    }
    if (millis % 1000 == 0) {
      watchCells(now);
    }
    snapshot = controller.step(snapshot, readings, now);
    events.addAll(snapshot.events());
    highestCvl = Math.max(highestCvl, snapshot.limits().cvl().millivolts());
    lowestCvl = Math.min(lowestCvl, snapshot.limits().cvl().millivolts());
    toldToStopCharging |= !snapshot.limits().chargeEnabled() && spoken;
  }

  /* In truth, of all packs at once. */
  private void watchCells(Moment now) {
    packs.stream()
        .map(pack -> bank.reading(pack, now))
        .filter(Objects::nonNull)
        .forEach(
            reading -> {
              highestCell = Math.max(highestCell, reading.cells().highest().millivolts());
              lowestCell = Math.min(lowestCell, reading.cells().lowest().millivolts());
            });
  }

  /** How long it takes until an event of obedience holds this in its sentence, s; NaN if never. */
  double secondsUntil(String text, double within, DoubleUnaryOperator demand) {
    long from = millis;
    int heard = events.size();
    while (millis < from + 1000 * within) {
      tick(demand.applyAsDouble(millis / 1000.0));
      if (obedience(heard).stream().anyMatch(event -> event.text().contains(text))) {
        return (millis - from) / 1000.0;
      }
    }
    return Double.NaN;
  }

  List<Event> obedience() {
    return obedience(0);
  }

  private List<Event> obedience(int from) {
    return events.subList(from, events.size()).stream()
        .filter(event -> event.rule().equals("obedience"))
        .toList();
  }

  double current() {
    return Objects.requireNonNull(snapshot.totals()).current().milliamperes() / 1000.0;
  }

  private static Scenario scene(double soc, int degrees) {
    return new Scenario(
        "obedience",
        "an inverter of its own mind",
        new Scenario.Start(
            Ratio.ofBasisPoints((int) Math.round(soc * 10_000)),
            Ratio.ofBasisPoints(50),
            Ratio.ofPercent(10),
            Temperature.ofDegrees(degrees)),
        Course.NOTHING,
        Course.NOTHING,
        List.of(),
        List.of(),
        Manners.ORDINARY);
  }
}
