package io.bankd.sim;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.history.Event;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Sunny days: a bank is discharged by a fifth, charged at 0.3 C, and kept at its charge voltage
 * until the evening, by an inverter that obeys. Three packs; the cells of the second are apart.
 */
final class BalancingDays {
  static final PackId DRIFTED = PackId.of(3);
  private static final List<PackId> PACKS = List.of(PackId.of(2), DRIFTED, PackId.of(4));
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final Voltage BALANCES = Voltage.ofMillivolts(3500);

  private final SimulatedBank packs;
  private final BankController controller;
  private final List<Event> events = new ArrayList<>();
  private BankReadings readings = BankReadings.none();
  private BankSnapshot bank;
  private Duration elapsed = Duration.ZERO;
  private double flow;
  private final Set<String> reasons = new TreeSet<>();
  private final Set<PackCondition> reported = EnumSet.noneOf(PackCondition.class);
  private int balancing;
  private int highest;

  BalancingDays(int milliampereHoursApart, UnaryOperator<BankPolicy> setting) {
    Scenario drifted =
        Scenario.of("drifted", "one pack's cells are apart")
            .starting(930, 5, 100, 23)
            .differing(Whom.of(3), Map.of(Trait.IMBALANCE, milliampereHoursApart));
    this.packs = new SimulatedBank(PackSpec.AM5000, PACKS, drifted, 1);
    this.controller = new BankController(setting.apply(BankPolicy.of(PackSpec.AM5000, PACKS)));
    this.bank = controller.start(Moment.ofMillis(0));
  }

  /** A day: six hours of sun, an hour of evening load. */
  void day() {
    run(Duration.ofHours(6), 90_000);
    run(Duration.ofHours(1), -60_000);
  }

  private void run(Duration duration, int wish) {
    Duration end = elapsed.plus(duration);
    while (elapsed.compareTo(end) < 0) {
      packs.advance(STEP, obey(wish));
      elapsed = elapsed.plus(STEP);
      Moment now = Moment.ofNanos(elapsed.toNanos());
      PACKS.forEach(pack -> poll(pack, now));
      bank = controller.step(bank, readings, now);
      events.addAll(bank.events());
      reasons.add(bank.limits().cvlReason().rule());
    }
  }

  private void poll(PackId pack, Moment now) {
    PackReading reading = packs.reading(pack, now);
    PackStatus status = packs.status(pack, now);
    if (reading != null && status != null) {
      readings = readings.with(reading).with(status);
      highest = Math.max(highest, reading.cells().highest().millivolts());
      reported.addAll(status.protections());
      boolean should = pack.equals(DRIFTED) && reading.cells().highest().compareTo(BALANCES) >= 0;
      balancing += should && status.balancing() != 0 ? (int) STEP.toSeconds() : 0;
    }
  }

  /* Regulates to the charge voltage, slowly, within the currents. */
  private Current obey(int wish) {
    BankLimits limits = bank.limits();
    if (bank.phase() != BankPhase.RUNNING) {
      flow = 0;
    } else if (wish <= 0) {
      flow = Math.max(wish, -limits.dcl().milliamperes());
    } else {
      int room = limits.cvl().millivolts() - packs.busVoltage().millivolts();
      double most = Math.min(wish, limits.ccl().milliamperes());
      flow = Math.max(0, Math.min(most, Math.max(0, flow) + 10.0 * room));
    }
    return Current.ofMilliamperes((int) flow);
  }

  /** Ah from the emptiest to the fullest cell of the drifted pack, in truth. */
  double apart() {
    return packs.imbalance(DRIFTED);
  }

  /** How long the drifted pack has balanced. */
  Duration balanced() {
    return Duration.ofSeconds(balancing);
  }

  /** In millivolts, of all packs and all the time. */
  int highestCell() {
    return highest;
  }

  /** What was said of balancing. */
  List<String> said() {
    return events.stream().filter(event -> event.rule().equals("BAL-1")).map(Event::text).toList();
  }

  /** Every rule that ever limited the charge voltage. */
  Set<String> reasons() {
    return reasons;
  }

  /** Protections that a pack's own BMS reported at any time. */
  Set<PackCondition> reported() {
    return reported;
  }
}
