package io.bankd.bank;

import static io.bankd.pack.Direction.CHARGE;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackReading;
import io.bankd.pack.Quantity;
import io.bankd.rules.PackRules;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How high the bank may be charged (BANK-3): what is wanted, less what its highest cell is too high
 * by; and where it is told to stand while nothing may be charged.
 */
final class CvlCeiling {
  /* How far below its end of charge a cell begins to pull the bank's voltage down. */
  private static final int SOFT_MILLIVOLTS = 100;

  private final BankPolicy policy;
  private final PackRules rules;

  CvlCeiling(BankPolicy policy, PackRules rules) {
    this.policy = policy;
    this.rules = rules;
  }

  /*
   * The charge voltage told until now. While nothing could be discharged it may have been far below
   * the bank's own; where discharging begins it is not, or some inverters would empty the bank.
   */
  Ramp told(List<PackStep> packs, BankTotals totals, Ramp dcl, LimiterMemory before) {
    boolean begins = before.dcl().value() == 0 && dcl.value() > 0;
    Voltage bank = Voltage.min(totals.voltage(), policy.voltages().charge());
    boolean lifts = begins && millivoltsOver(highest(packs)) <= 0;
    return lifts && bank.millivolts() > before.cvl().value()
        ? Ramp.at(bank.millivolts())
        : before.cvl();
  }

  /** The highest voltage to charge to, before any ramp. */
  record Ceiling(Voltage voltage, LimitReason reason) {
    /** Why it is this voltage that is told, on its way there. */
    LimitReason reason(Ramp cvl) {
      return cvl.value() >= voltage.millivolts()
          ? reason
          : LimitReason.ofBank("ramp", "rising slowly to " + voltage + ": " + reason);
    }
  }

  /* The wanted voltage, less what the highest cell is over its soft ceiling, times the cells. */
  Ceiling ceiling(List<PackStep> packs, ChargeVoltage goal, Moment now) {
    Voltage wanted = goal.voltage();
    PackReading highest = null;
    int over = 0;
    for (PackStep pack : packs) {
      PackReading reading = pack.memory().reading();
      if (reading != null && ChargeRequests.isThere(pack)) {
        // A balancing cell stands higher, and from there all come down together.
        boolean held = goal.floats() || ChargeVoltage.isHeldFor(pack, rules, now);
        int above = millivoltsOver(reading) - (held ? balancingMillivolts() : 0);
        highest = above > over ? reading : highest;
        over = Math.max(over, above);
      }
    }
    if (highest == null) {
      return new Ceiling(wanted, goal.reason());
    }
    Voltage lowered = wanted.minus(Voltage.ofMillivolts(over * policy.spec().cellCount()));
    return new Ceiling(
        Voltage.max(lowered, policy.voltages().rest()),
        new LimitReason(
            highest.pack(),
            highest.cells().highestNumber(),
            "cell-voltage",
            Quantity.HIGHEST_CELL.describe(highest) + " lowers the charge voltage"));
  }

  /* How much higher a cell may stand while its pack balances. */
  private int balancingMillivolts() {
    int soft = policy.spec().endOfChargeCell().millivolts() - SOFT_MILLIVOLTS;
    return Math.max(0, policy.spec().rules().balancing().ceiling().millivolts() - soft);
  }

  /*
   * Some inverters heed only the voltage: stopping is said with all three (never with 0 V). But below
   * the bank's own voltage some would empty it into the grid. So where nothing is too high and the
   * bank may discharge, the voltage stops where the bank is, and follows it down.
   */
  Ceiling stopped(List<PackStep> packs, BankTotals totals, Ramp dcl, Ramp told, LimitReason why) {
    Voltage stop = policy.voltages().rest();
    if (dcl.value() > 0 && millivoltsOver(highest(packs)) <= 0) {
      Voltage highest = Voltage.ofMillivolts(told.value());
      stop = Voltage.max(stop, Voltage.min(highest, totals.voltage()));
    }
    return new Ceiling(
        stop,
        new LimitReason(
            why.pack(), why.cell(), why.rule(), "charging stopped: " + Causes.stopped(why)));
  }

  /* Whether every pack that can be charged is full. */
  static boolean areFull(List<PackStep> packs) {
    List<PackView> charged =
        packs.stream()
            .map(PackStep::view)
            .filter(view -> view.carrying() && !view.blocked(CHARGE))
            .toList();
    return !charged.isEmpty() && charged.stream().allMatch(v -> v.life().chargeEnd().finished());
  }

  private int millivoltsOver(@Nullable PackReading highest) {
    int soft = policy.spec().endOfChargeCell().millivolts() - SOFT_MILLIVOLTS;
    return highest == null ? 0 : highest.cells().highest().millivolts() - soft;
  }

  /* Of the packs that may still hang on the busbar. */
  private static @Nullable PackReading highest(List<PackStep> packs) {
    PackReading highest = null;
    for (PackStep pack : packs) {
      PackReading reading = pack.memory().reading();
      if (reading != null && ChargeRequests.isThere(pack) && isHigher(reading, highest)) {
        highest = reading;
      }
    }
    return highest;
  }

  /* Of two as high the first by name. */
  private static boolean isHigher(PackReading reading, @Nullable PackReading than) {
    if (than == null) {
      return true;
    }
    int higher = reading.cells().highest().compareTo(than.cells().highest());
    return higher > 0 || (higher == 0 && reading.pack().compareTo(than.pack()) < 0);
  }
}
