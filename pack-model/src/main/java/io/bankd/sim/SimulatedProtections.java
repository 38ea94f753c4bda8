package io.bankd.sim;

import static io.bankd.pack.PackCondition.*;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The protections of a simulated pack (AM5000 table 3-1), typed from the document once more and
 * worked by another mechanism than the daemon's, so that the one can witness the other.
 */
final class SimulatedProtections {
  /* How far inside its threshold an alarm goes out: mV, mV, mA, 0.1 °C, 0.01 %. */
  private static final int CELL = 20;
  private static final int PACK = 200;
  private static final int AMPERES = 2_000;
  private static final int DEGREE = 10;
  private static final int PERCENT = 100;

  private static final int SHORT_AMPERES = 350;

  private final SimulatedRule shortCircuit =
      high(SHORT_CIRCUIT, m -> -m.current, SimulatedRule.NONE, 1000 * SHORT_AMPERES, AMPERES)
          .within(0)
          .released(m -> !m.loaded || m.charging());

  private final SimulatedRule[] rules = {
    high(CELL_OVER_VOLTAGE, m -> m.highestCell, 3500, 3600, CELL)
        .released(m -> m.highestCell <= 3300 && m.soc < 9600 || m.current < -1000),
    low(CELL_UNDER_VOLTAGE, m -> m.lowestCell, 2800, 2700, CELL)
        .released(m -> m.lowestCell >= 3300 || m.charging()),
    high(PACK_OVER_VOLTAGE, m -> m.pack, 56_800, 57_600, PACK)
        .released(m -> m.pack <= 54_000 && m.soc < 9600 || m.current < -1000),
    low(PACK_UNDER_VOLTAGE, m -> m.pack, 45_600, 44_000, PACK)
        .released(m -> m.pack >= 48_000 || m.charging()),
    high(CHARGE_OVER_CURRENT, m -> m.current, 105_000, 110_000, AMPERES)
        .released(m -> m.current < -1000)
        .tryingAgain(),
    high(DISCHARGE_OVER_CURRENT, m -> -m.current, 105_000, 110_000, AMPERES)
        .released(m -> m.current > 1000)
        .tryingAgain(),
    high(DISCHARGE_OVER_CURRENT, m -> -m.current, SimulatedRule.NONE, 150_000, AMPERES)
        .within(0.1)
        .released(m -> m.current > 1000)
        .tryingAgain(),
    shortCircuit,
    low(CHARGE_UNDER_TEMPERATURE, m -> m.coldest, 80, 50, DEGREE)
        .quiet(Measured::discharging)
        .released(m -> m.coldest >= 80),
    high(CHARGE_OVER_TEMPERATURE, m -> m.hottest, 520, 580, DEGREE)
        .quiet(Measured::discharging)
        .released(m -> m.hottest <= 530),
    low(DISCHARGE_UNDER_TEMPERATURE, m -> m.coldest, -150, -200, DEGREE)
        .quiet(Measured::charging)
        .released(m -> m.coldest >= -100),
    high(DISCHARGE_OVER_TEMPERATURE, m -> m.hottest, 520, 580, DEGREE)
        .quiet(Measured::charging)
        .released(m -> m.hottest <= 530),
    low(ENVIRONMENT_UNDER_TEMPERATURE, m -> m.environment, -150, -200, DEGREE)
        .released(m -> m.environment >= -150),
    high(ENVIRONMENT_OVER_TEMPERATURE, m -> m.environment, 650, 750, DEGREE)
        .released(m -> m.environment <= 650),
    low(LOW_SOC, m -> m.soc, 299, -SimulatedRule.NONE, PERCENT).quiet(Measured::charging),
  };

  private boolean chargeOpen;
  private boolean dischargeOpen;
  private boolean overDischarged;

  private static SimulatedRule high(
      PackCondition what, ToIntFunction<Measured> value, int alarm, int protection, int clears) {
    return new SimulatedRule(what, value, 1, alarm, protection, clears);
  }

  private static SimulatedRule low(
      PackCondition what, ToIntFunction<Measured> value, int alarm, int protection, int clears) {
    return new SimulatedRule(what, value, -1, alarm, protection, clears);
  }

  /** Looks at the pack's own measurement, {@code seconds} after the last look. */
  void look(double seconds, Measured measured) {
    for (SimulatedRule rule : rules) {
      rule.look(seconds, measured);
    }
    drive();
  }

  /** What a comparator sees without waiting for a look (AM5000 3.2 row 9); true if it tripped. */
  boolean shorted(double amperes) {
    if (-amperes < SHORT_AMPERES || dischargeOpen) {
      return false;
    }
    shortCircuit.trip();
    drive();
    return true;
  }

  private void drive() {
    chargeOpen = false;
    dischargeOpen = false;
    overDischarged = false;
    for (SimulatedRule rule : rules) {
      if (rule.isTripped()) {
        chargeOpen |= rule.condition().blocks(Direction.CHARGE);
        dischargeOpen |= rule.condition().blocks(Direction.DISCHARGE);
        overDischarged |= isOverDischarge(rule.condition());
      }
    }
  }

  boolean isOpen(Direction direction) {
    return direction == Direction.CHARGE ? chargeOpen : dischargeOpen;
  }

  /** Whether a protection against empty cells holds (AM5000 3.2 rows 2 and 4). */
  boolean isOverDischarged() {
    return overDischarged;
  }

  /** The discharge MOSFET on again, to look for charge (AM5000 4.1). */
  void suspendOverDischarge() {
    for (SimulatedRule rule : rules) {
      if (isOverDischarge(rule.condition())) {
        rule.suspend();
      }
    }
    drive();
  }

  /** What the reset button does: nothing is locked or tripped any more. */
  void reset() {
    for (SimulatedRule rule : rules) {
      rule.reset();
    }
    drive();
  }

  private static boolean isOverDischarge(PackCondition condition) {
    return condition == CELL_UNDER_VOLTAGE || condition == PACK_UNDER_VOLTAGE;
  }

  Set<PackCondition> protections() {
    return those(SimulatedRule::isReported);
  }

  Set<PackCondition> alarms() {
    return those(SimulatedRule::isAlarmed);
  }

  private Set<PackCondition> those(Predicate<SimulatedRule> which) {
    EnumSet<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
    for (SimulatedRule rule : rules) {
      if (which.test(rule)) {
        conditions.add(rule.condition());
      }
    }
    return conditions;
  }
}
