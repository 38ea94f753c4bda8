package io.bankd.sleep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Voltage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** AM5000 4.1, sleeping and wake up, as an owner would live through it. */
class SleepMonitorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final SleepBench bench = new SleepBench();

  private void emptied() {
    bench.answers(MINUTE);
    bench.pack.cell(12, 2690).soc(100);
    bench.answers(MINUTE).silent(MINUTE);
  }

  @Test
  void aPackThatFallsSilentOverDischargedSleepsAndWakesEveryFourHours() {
    emptied();
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.ASLEEP);
    assertThat(bench.outlook().cause()).isEqualTo(SleepCause.OVER_DISCHARGE);
    assertThat(bench.log)
        .containsExactly(
            "WARNING pack 7 is asleep, for over-discharge was not released in time; wakes in"
                + " 3 h 59 min, try 1 of 10");
    bench.silent(HOUR.multipliedBy(3), MINUTE);
    assertThat(bench.outlook().words()).endsWith("wakes in 59 min, try 1 of 10");
    assertThat(bench.outlook().wakesByItself()).isTrue();
    bench.log.clear();
    bench.silent(HOUR.multipliedBy(6), MINUTE);
    assertThat(bench.log)
        .containsExactly(
            "INFO pack 7 should have woken to look for charge, try 1 of 10, and was not heard",
            "INFO pack 7 should have woken to look for charge, try 2 of 10, and was not heard");
    assertThat(bench.outlook().wakeTries()).isEqualTo(2);
  }

  @Test
  void chargeIsAskedForWhileItIsAwakeAndAroundItsWakeUps() {
    bench.pack.voltage(44_000);
    bench.answers(MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("awake and empty").isTrue();
    bench.silent(MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("just asleep").isTrue();
    bench.silent(HOUR, MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("an hour later").isFalse();
    bench.silent(Duration.ofMinutes(170), MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("9 min before it wakes").isTrue();
    bench.silent(Duration.ofMinutes(18), MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("9 min after it").isTrue();
    bench.silent(Duration.ofMinutes(2), MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("11 min after it").isFalse();
  }

  @Test
  void afterTheTenthTrySomebodyHasToCome() {
    emptied();
    bench.log.clear();
    bench.silent(HOUR.multipliedBy(40), MINUTE);
    assertThat(bench.log).hasSize(9).last().asString().contains("try 9 of 10");
    assertThat(bench.outlook().wakesByItself()).isFalse();
    assertThat(bench.outlook().wantsCharge()).isTrue();
    bench.silent(HOUR.multipliedBy(30), MINUTE);
    assertThat(bench.log)
        .hasSize(10)
        .last()
        .isEqualTo(
            "ALARM pack 7 has woken 10 times, found no charge and stops trying: somebody must press"
                + " its button for 3 to 6 s, or connect a charger of more than 48 V");
    assertThat(bench.outlook().wantsCharge()).isFalse();
    assertThat(bench.outlook().needsHands()).isTrue();
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.ASLEEP);
  }

  @Test
  void aWakeUpThatFindsNoChargeCountsAndOneThatDoesEndsTheCount() {
    emptied();
    bench.silent(HOUR.multipliedBy(8).minus(MINUTE), MINUTE);
    bench.log.clear();
    bench.answers(MINUTE);
    assertThat(bench.log.get(0))
        .isEqualTo(
            "INFO pack 7 is awake again after 8 h of sleep; it is still over-discharged and needs"
                + " charge, 2 of 10 tries gone");
    bench.silent(HOUR, MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.ASLEEP);
    assertThat(bench.outlook().words()).contains("wakes in 3 h", "try 3 of 10");
    bench.silent(HOUR.multipliedBy(3), MINUTE);
    bench.log.clear();
    bench.pack.milliamperes(5000);
    bench.answers(MINUTE);
    assertThat(bench.log)
        .containsExactly(
            "INFO pack 7 is awake again after 4 h of sleep",
            "INFO pack 7 is no longer over-discharged, after 3 wake-ups");
    assertThat(bench.outlook().wantsCharge()).isFalse();
    assertThat(bench.outlook().wakeTries()).isZero();
  }

  @Test
  void thePacksOwnFlagIsAsGoodAsItsVoltages() {
    bench.pack.reports(PackCondition.PACK_UNDER_VOLTAGE);
    bench.answers(MINUTE).silent(MINUTE);
    assertThat(bench.outlook().cause()).isEqualTo(SleepCause.OVER_DISCHARGE);
  }

  @Test
  void overDischargeThatIsReleasedExplainsNothing() {
    bench.pack.cell(12, 2690);
    bench.answers(MINUTE);
    bench.pack.cell(12, 3299);
    bench.answers(MINUTE);
    assertThat(bench.outlook().wantsCharge()).as("3.299 V releases nothing").isTrue();
    bench.pack.cell(12, 3300);
    bench.answers(MINUTE).silent(MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.LOST);
  }

  @Test
  void aSilenceRightAfterTheTripIsNotJudgedBeforeTheThirtySecondsAreOver() {
    bench.answers(MINUTE);
    bench.pack.cell(3, 2700);
    bench.step(SleepBench.TICK, true).silent(Duration.ofSeconds(28));
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.AWAKE);
    assertThat(bench.log).isEmpty();
    bench.silent(Duration.ofSeconds(2));
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.ASLEEP);
  }

  @Test
  void anIdleHealthyPackThatFallsSilentIsLostPerhapsByItsButton() {
    bench.answers(MINUTE).silent(Duration.ofSeconds(6));
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.AWAKE);
    bench.silent(Duration.ofSeconds(2)).silent(HOUR, MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.LOST);
    assertThat(bench.log)
        .containsExactly(
            "WARNING pack 7 is silent, and nothing led one to expect it: it was idle, so somebody"
                + " may have put it to sleep with its button");
  }

  @Test
  void aPackAtWorkThatFallsSilentIsLost() {
    bench.pack.milliamperes(-20_000);
    bench.answers(MINUTE).silent(MINUTE);
    assertThat(bench.log).singleElement().asString().contains("its switch, its fuse");
  }

  @Test
  void aPackThatWasToldToSleepDoesSo() {
    bench.answers(MINUTE).tell().answers(Duration.ofSeconds(4)).silent(MINUTE);
    assertThat(bench.outlook().cause()).isEqualTo(SleepCause.TOLD);
    assertThat(bench.outlook().needsHands()).isTrue();
    assertThat(bench.log).singleElement().asString().contains("press its button");
  }

  @Test
  void aPackThatWasToldToSleepAndDoesNotIsLaterNotExcused() {
    bench.answers(MINUTE).tell().answers(MINUTE.multipliedBy(3));
    assertThat(bench.log)
        .containsExactly(
            "WARNING pack 7 was told to sleep and still answers: voltage on its terminals keeps it"
                + " awake");
    bench.silent(MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.LOST);
  }

  @Test
  void aPackThatNobodyAsksIsNeitherAsleepNorLost() {
    bench.answers(MINUTE).asks(false).silent(HOUR.multipliedBy(48), MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.AWAKE);
    assertThat(bench.log).isEmpty();
  }

  @Test
  void aDayLeftAloneAtRestExplainsASilence() {
    bench.answers(MINUTE).asks(false).silent(HOUR.multipliedBy(25), MINUTE);
    bench.asks(true).silent(MINUTE);
    assertThat(bench.outlook().cause()).isEqualTo(SleepCause.STANDBY);
  }

  @Test
  void lessThanADayDoesNot() {
    bench.answers(MINUTE).asks(false).silent(HOUR.multipliedBy(23), MINUTE);
    bench.asks(true).silent(MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.LOST);
  }

  @Test
  void norDoesADayThatWasOverBeforeThePackAnsweredAgain() {
    bench.answers(MINUTE).asks(false).silent(HOUR.multipliedBy(25), MINUTE);
    bench.asks(true).answers(MINUTE).silent(MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.LOST);
  }

  @Test
  void aLowCellExplainsASilenceOnlyAfterItWasLeftAlone() {
    SleepSettings s = SleepSettings.AM5000;
    SleepSettings higher =
        new SleepSettings(
            s.silentAfter(),
            s.overDischargedCell(),
            s.releasedCell(),
            s.overDischargedPack(),
            s.releasedPack(),
            s.unreleased(),
            Voltage.ofMillivolts(3150),
            s.sleepDelay(),
            s.standby(),
            s.obeys(),
            s.flows(),
            s.wakesEvery(),
            s.tries(),
            s.window());
    SleepBench asked = new SleepBench(higher, false);
    asked.pack.cell(5, 3149);
    asked.answers(MINUTE).silent(HOUR, MINUTE);
    assertThat(asked.outlook().phase()).isEqualTo(SleepPhase.LOST);
    SleepBench alone = new SleepBench(higher, false);
    alone.pack.cell(5, 3149);
    alone.answers(MINUTE).asks(false).silent(MINUTE.multipliedBy(6)).asks(true).silent(MINUTE);
    assertThat(alone.outlook().cause()).isEqualTo(SleepCause.LOW_CELL);
  }

  @Test
  void aPackThatWasNeverHeardIsAwaited() {
    bench.silent(HOUR, MINUTE);
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.AWAITED);
    assertThat(bench.log).isEmpty();
  }
}
