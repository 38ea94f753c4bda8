package io.bankd.sim;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Bank, controller and an inverter that obeys. Every nine seconds each pack that is awake is read,
 * and the inverter follows: as slow as a bus may be, and a year has three and a half million steps.
 */
final class SimulatedYear {
  private static final Duration STEP = Duration.ofSeconds(9);
  static final List<PackId> PACKS = List.of(PackId.of(2), PackId.of(3));
  private static final int TAPER_MILLIVOLTS = 500;

  private final HouseholdYear year;
  private final SimulatedBank packs;
  /* As slow as a bus may be: each pack is read every nine seconds. */
  private static final BankPolicy.Ages AGES =
      new BankPolicy.Ages(
          Duration.ofMillis(9500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60));

  private final BankController controller =
      new BankController(BankPolicy.of(PackSpec.AM5000, PACKS).withAges(AGES), STEP);
  private final YearLog log;
  private final Set<PackCondition> reported = EnumSet.noneOf(PackCondition.class);
  private final Set<String> reasons = new TreeSet<>();
  private int wakings;
  private int asleep;
  private BankReadings readings = BankReadings.none();
  private BankSnapshot bank = controller.start(Moment.ofMillis(0));
  private Duration elapsed = Duration.ZERO;
  private Current flow = Current.ZERO;
  private int highestCell;
  private int lowestCell = Integer.MAX_VALUE;

  SimulatedYear(LocalDateTime from) {
    this.year = new HouseholdYear(from, 11);
    Scenario winter = Scenario.of("year", "a house off the grid").starting(550, 10, 100, 10);
    this.packs = new SimulatedBank(PackSpec.AM5000, PACKS, winter, year, 7);
    this.log = new YearLog(year);
  }

  /** Goes on until that hour. */
  void until(LocalDateTime end) {
    Duration last = Duration.between(year.at(Duration.ZERO), end);
    while (elapsed.compareTo(last) < 0) {
      flow = obey(packs.wish(elapsed));
      packs.advance(STEP, flow);
      elapsed = elapsed.plus(STEP);
      Moment now = Moment.ofNanos(elapsed.toNanos());
      PACKS.forEach(pack -> poll(pack, now));
      bank = controller.step(bank, readings, now);
      bank.events().forEach(event -> log.add(elapsed, event));
      watch();
    }
  }

  private void watch() {
    reasons.add(bank.limits().cclReason().rule());
    int sleeping = 0;
    for (PackId pack : PACKS) {
      sleeping += packs.isAsleep(pack) ? 1 : 0;
    }
    wakings += Math.max(0, asleep - sleeping);
    asleep = sleeping;
  }

  private void poll(PackId pack, Moment now) {
    PackReading reading = packs.reading(pack, now);
    PackStatus status = packs.status(pack, now);
    if (reading != null && status != null) {
      readings = readings.with(reading).with(status);
      highestCell = Math.max(highestCell, reading.cells().highest().millivolts());
      lowestCell = Math.min(lowestCell, reading.cells().lowest().millivolts());
      reported.addAll(status.protections());
    }
  }

  /* Within the limits, gently where it regulates; asked to charge, it does so where there is a grid. */
  private Current obey(Current wish) {
    if (bank.phase() != BankPhase.RUNNING) {
      return Current.ZERO;
    }
    BankLimits limits = bank.limits();
    int bar = packs.busVoltage().millivolts();
    int most = tapered(limits.ccl(), limits.cvl().millivolts() - bar);
    int least = -tapered(limits.dcl(), bar - limits.dvl().millivolts());
    int wanted = wish.milliamperes();
    if (limits.forceCharge() && year.isGridThere(elapsed)) {
      wanted = Math.max(wanted, limits.ccl().milliamperes() / 4);
    }
    int target = Math.max(least, Math.min(most, wanted));
    int gently = flow.milliamperes() + (target - flow.milliamperes()) / 4;
    Current kept = Current.min(limits.ccl(), Current.ofMilliamperes(gently));
    return Current.max(limits.dcl().negated(), kept);
  }

  private static int tapered(Current limit, int room) {
    int kept = Math.max(0, Math.min(room, TAPER_MILLIVOLTS));
    return (int) ((long) limit.milliamperes() * kept / TAPER_MILLIVOLTS);
  }

  /** Somebody presses the button of every pack for four seconds. */
  void pressEveryButton() {
    PACKS.forEach(pack -> packs.press(pack, Duration.ofSeconds(4)));
  }

  boolean hasEveryPackGivenUp() {
    return PACKS.stream().allMatch(packs::hasGivenUp);
  }

  /** How often a pack woke, for whatever reason. */
  int wakings() {
    return wakings;
  }

  /** How many packs sleep now. */
  int asleep() {
    return asleep;
  }

  /** Every rule that ever limited charging. */
  Set<String> reasons() {
    return reasons;
  }

  BankSnapshot bank() {
    return bank;
  }

  YearLog log() {
    return log;
  }

  /** Protections that a pack's own BMS reported at any time. */
  Set<PackCondition> reported() {
    return reported;
  }

  /** In millivolts, of all packs and all the time. */
  int highestCell() {
    return highestCell;
  }

  /** In millivolts, of all packs that were awake. */
  int lowestCell() {
    return lowestCell;
  }
}
