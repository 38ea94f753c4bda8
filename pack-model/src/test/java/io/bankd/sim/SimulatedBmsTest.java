package io.bankd.sim;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static io.bankd.pack.PackCondition.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The simulated pack's electronics against the maker's table 3-1, a tenth of a second at a time.
 */
class SimulatedBmsTest {
  private static final PackId PACK = PackId.of(2);
  private static final double TENTH = 0.1;

  private final Measured measured = calm();
  private final SimulatedGauge gauge = new SimulatedGauge(100, 50, new Random(1));
  private final SimulatedBms bms = new SimulatedBms(gauge);

  private static Measured calm() {
    Measured calm = new Measured();
    calm.highestCell = 3300;
    calm.lowestCell = 3290;
    calm.pack = 52_700;
    calm.coldest = 230;
    calm.hottest = 238;
    calm.environment = 220;
    calm.soc = 5000;
    return calm;
  }

  private void seconds(double seconds) {
    for (long i = Math.round(seconds / TENTH); i > 0; i--) {
      bms.look(TENTH, measured, 100, 0);
    }
  }

  private PackStatus status() {
    return bms.status(PACK, Moment.ofMillis(0));
  }

  private void assertTripped(PackCondition condition) {
    assertThat(status().protections()).contains(condition);
    assertThat(status().chargeMosOn()).isEqualTo(!condition.blocks(CHARGE));
    assertThat(status().dischargeMosOn()).isEqualTo(!condition.blocks(DISCHARGE));
  }

  private void assertQuiet() {
    assertThat(status().protections()).isSubsetOf(FULLY_CHARGED);
    assertThat(status().chargeMosOn()).isTrue();
    assertThat(status().dischargeMosOn()).isTrue();
  }

  @Test
  void row1CellOverCharge() {
    measured.highestCell = 3500;
    seconds(1);
    assertThat(status().warnings()).containsExactly(CELL_OVER_VOLTAGE);
    measured.highestCell = 3600;
    seconds(2.9);
    assertQuiet();
    seconds(0.1);
    assertTripped(CELL_OVER_VOLTAGE);
    measured.highestCell = 3300;
    measured.soc = 9600;
    seconds(1);
    assertTripped(CELL_OVER_VOLTAGE);
    measured.soc = 9599;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void row1IsReleasedByDischargeAlone() {
    measured.highestCell = 3610;
    seconds(3);
    measured.current = -1000;
    seconds(1);
    assertTripped(CELL_OVER_VOLTAGE);
    measured.current = -1010;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void row2CellOverDischarge() {
    measured.lowestCell = 2800;
    seconds(1);
    assertThat(status().warnings()).containsExactly(CELL_UNDER_VOLTAGE);
    measured.lowestCell = 2700;
    seconds(3);
    assertTripped(CELL_UNDER_VOLTAGE);
    measured.lowestCell = 3299;
    seconds(1);
    assertTripped(CELL_UNDER_VOLTAGE);
    measured.lowestCell = 3300;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void row3PackOverCharge() {
    measured.pack = 57_600;
    seconds(3);
    assertTripped(PACK_OVER_VOLTAGE);
    assertThat(status().warnings()).contains(PACK_OVER_VOLTAGE);
    measured.pack = 54_000;
    seconds(0.1);
    assertQuiet();
    measured.pack = 56_800;
    seconds(0.1);
    assertThat(status().warnings()).contains(PACK_OVER_VOLTAGE);
  }

  @Test
  void row4PackOverDischargeIsReleasedByCharge() {
    measured.pack = 44_000;
    seconds(3);
    assertTripped(PACK_UNDER_VOLTAGE);
    measured.current = 210;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void rows6And7OverCurrentLocksWhenItComesTenTimesInARow() {
    for (int turn = 1; turn <= 10; turn++) {
      measured.current = -110_000;
      seconds(3);
      assertTripped(DISCHARGE_OVER_CURRENT);
      measured.current = 0;
      seconds(59.9);
      assertTripped(DISCHARGE_OVER_CURRENT);
      if (turn < 10) {
        seconds(0.1);
        assertQuiet();
      }
    }
    seconds(3600);
    assertTripped(DISCHARGE_OVER_CURRENT);
    measured.current = 1010;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void tenOverCurrentsWithAMinuteOfPeaceBetweenThemLockNothing() {
    for (int turn = 1; turn <= 12; turn++) {
      measured.current = 110_000;
      seconds(3);
      assertTripped(CHARGE_OVER_CURRENT);
      measured.current = 0;
      seconds(121);
      assertQuiet();
    }
  }

  @Test
  void theResetButtonUnlocks() {
    for (int turn = 1; turn <= 10; turn++) {
      measured.current = -120_000;
      seconds(3);
      measured.current = 0;
      seconds(60);
    }
    assertTripped(DISCHARGE_OVER_CURRENT);
    bms.reset();
    assertQuiet();
  }

  @Test
  void row8OverCurrent2IsThirtyTimesFaster() {
    measured.current = -150_000;
    seconds(0.1);
    assertTripped(DISCHARGE_OVER_CURRENT);
  }

  @Test
  void row9ShortCircuitStaysUntilTheLoadIsGone() {
    assertThat(bms.reacts(-350)).as("before any time has passed").isTrue();
    assertTripped(SHORT_CIRCUIT);
    measured.loaded = true;
    seconds(600);
    assertTripped(SHORT_CIRCUIT);
    measured.loaded = false;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void row10Temperatures() {
    measured.coldest = 80;
    seconds(1);
    assertThat(status().warnings()).containsExactly(CHARGE_UNDER_TEMPERATURE);
    measured.coldest = 50;
    seconds(3);
    assertTripped(CHARGE_UNDER_TEMPERATURE);
    measured.coldest = 79;
    seconds(1);
    assertTripped(CHARGE_UNDER_TEMPERATURE);
    measured.coldest = 80;
    seconds(0.1);
    assertQuiet();
    measured.coldest = -200;
    measured.current = -5_000;
    seconds(3);
    assertTripped(DISCHARGE_UNDER_TEMPERATURE);
    measured.coldest = -100;
    seconds(0.1);
    assertQuiet();
    measured.current = 0;
    measured.coldest = 230;
    measured.hottest = 580;
    seconds(3);
    assertThat(status().protections())
        .containsExactlyInAnyOrder(CHARGE_OVER_TEMPERATURE, DISCHARGE_OVER_TEMPERATURE);
    measured.hottest = 530;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void row11EnvironmentBlocksBothWays() {
    measured.environment = 750;
    seconds(3);
    assertTripped(ENVIRONMENT_OVER_TEMPERATURE);
    measured.environment = 650;
    seconds(0.1);
    assertQuiet();
    measured.environment = -200;
    seconds(3);
    assertTripped(ENVIRONMENT_UNDER_TEMPERATURE);
    measured.environment = -150;
    seconds(0.1);
    assertQuiet();
  }

  @Test
  void row13LowStateOfChargeIsNoAlarmWhileCharging() {
    measured.soc = 299;
    seconds(1);
    assertThat(status().warnings()).containsExactly(LOW_SOC);
    measured.current = 5_000;
    seconds(1);
    assertThat(status().warnings()).isEmpty();
  }

  @Test
  void theLimiterHoldsTenAmperesForTwoMinutesAndLooksAgain() {
    assertThat(bms.reacts(100)).isFalse();
    assertThat(bms.reacts(101)).isTrue();
    assertThat(status().limiterActive()).isTrue();
    assertThat(bms.mostCharge()).isEqualTo(10);
    measured.current = 10_000;
    seconds(119.9);
    assertThat(status().limiterActive()).isTrue();
    seconds(0.2);
    assertThat(status().limiterActive()).isFalse();
    assertThat(bms.mostCharge()).isInfinite();
  }

  @Test
  void theTenthStartOfTheLimiterInARowLocksIt() {
    lockTheLimiter();
    seconds(3600);
    assertThat(bms.mostCharge()).isEqualTo(10);
    measured.current = -1010;
    seconds(0.1);
    assertThat(status().limiterActive()).isFalse();
  }

  @Test
  void aLockedLimiterIsFreedWhenNothingFlows() {
    lockTheLimiter();
    measured.current = 0;
    seconds(0.1);
    assertThat(status().limiterActive()).isFalse();
  }

  private void lockTheLimiter() {
    measured.current = 10_000;
    for (int turn = 1; turn <= 10; turn++) {
      assertThat(bms.reacts(130)).isTrue();
      seconds(120.1);
    }
    assertThat(status().limiterActive()).isTrue();
  }

  @Test
  void aFullPackSaysSoUntilSomeOfItIsGone() {
    measured.highestCell = 3455;
    measured.current = 4_000;
    seconds(60);
    assertThat(status().protections()).containsExactly(FULLY_CHARGED);
    assertThat(status().chargeMosOn()).as("being full protects from nothing").isTrue();
    assertThat(gauge.soc()).isEqualTo(10_000);
    measured.highestCell = 3330;
    measured.current = -20_000;
    seconds(600);
    assertThat(status().protections()).isEmpty();
  }
}
