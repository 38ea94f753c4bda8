package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sleep and wake by AM5000 4.1, with the clock in the margin. */
class SimulatedSleepTest {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  private final SimulatedSleep sleep = new SimulatedSleep();
  private final Measured measured = new Measured();
  private boolean unreleased;
  private boolean balancing;
  private boolean polledEverySecond;
  private int wakings;

  private void pass(double seconds) {
    for (int i = 0; i < seconds; i++) {
      if (polledEverySecond && !sleep.isAsleep()) {
        sleep.polled();
      }
      wakings += sleep.look(1, measured, unreleased, balancing) ? 1 : 0;
    }
  }

  private void overDischarge() {
    measured.lowestCell = 2690;
    unreleased = true;
    polledEverySecond = true;
    pass(29);
    assertThat(sleep.isAsleep()).isFalse();
    pass(1);
    assertThat(sleep.isAsleep()).as("30 s after over-discharge").isTrue();
    unreleased = false;
  }

  @Test
  void anOverDischargedPackSleepsAndLooksForChargeEveryFourHours() {
    overDischarge();
    pass(4 * HOUR - 1);
    assertThat(sleep.isAsleep()).isTrue();
    pass(1);
    assertThat(sleep.isAsleep()).as("4 h later").isFalse();
    pass(2 * MINUTE - 1);
    assertThat(sleep.isAsleep()).isFalse();
    pass(1);
    assertThat(sleep.isAsleep()).as("found nothing").isTrue();
  }

  @Test
  void afterTenTriesItGivesUpAndWaitsForItsButton() {
    overDischarge();
    pass(10 * (4 * HOUR + 2 * MINUTE));
    assertThat(wakings).isEqualTo(10);
    assertThat(sleep.hasGivenUp()).isTrue();
    pass(72 * HOUR);
    assertThat(wakings).isEqualTo(10);
    sleep.wake();
    assertThat(sleep.isAsleep()).isFalse();
    assertThat(sleep.hasGivenUp()).isFalse();
  }

  @Test
  void chargeKeepsItAwakeAndGivesItTenNewTries() {
    overDischarge();
    pass(4 * HOUR);
    measured.current = 2_000;
    pass(HOUR);
    assertThat(sleep.isAsleep()).isFalse();
    measured.current = 0;
    overDischarge();
    wakings = 0;
    pass(10 * (4 * HOUR + 2 * MINUTE));
    assertThat(wakings).isEqualTo(10);
  }

  @Test
  void aPackThatGaveUpAndWasWokenByAChargerHasTenNewTries() {
    overDischarge();
    pass(10 * (4 * HOUR + 2 * MINUTE));
    measured.outside = 52_000;
    measured.current = 5_000;
    pass(HOUR);
    measured.outside = 0;
    measured.current = 0;
    overDischarge();
    pass(4 * HOUR);
    assertThat(wakings).isEqualTo(11);
  }

  @Test
  void aChargerAboveFortyEightVoltsWakesItAtOnce() {
    overDischarge();
    measured.outside = 48_000;
    pass(1);
    assertThat(sleep.isAsleep()).isTrue();
    measured.outside = 48_001;
    pass(1);
    assertThat(sleep.isAsleep()).isFalse();
  }

  @Test
  void withAVoltageFromOutsideItCannotSleep() {
    unreleased = true;
    measured.outside = 51_000;
    pass(HOUR);
    assertThat(sleep.isAsleep()).isFalse();
    measured.outside = 0;
    pass(1);
    assertThat(sleep.isAsleep()).isTrue();
  }

  @Test
  void aDayOfStandbyWithoutAQuestionPutsItToSleepForGood() {
    measured.lowestCell = 3300;
    pass(24 * HOUR);
    assertThat(sleep.isAsleep()).isFalse();
    pass(MINUTE);
    assertThat(sleep.isAsleep()).isTrue();
    pass(48 * HOUR);
    assertThat(wakings).isZero();
  }

  @Test
  void pollingKeepsItAwake() {
    measured.lowestCell = 3300;
    polledEverySecond = true;
    pass(72 * HOUR);
    assertThat(sleep.isAsleep()).isFalse();
  }

  @Test
  void aLowPackNobodyAsksSleepsAfterFiveMinutesUnlessItBalances() {
    measured.lowestCell = 3149;
    balancing = true;
    pass(HOUR);
    assertThat(sleep.isAsleep()).isFalse();
    balancing = false;
    pass(5 * MINUTE);
    assertThat(sleep.isAsleep()).isTrue();
  }

  @Test
  void sentToSleepItDoesNotWakeByItself() {
    sleep.sendToSleep();
    pass(48 * HOUR);
    assertThat(wakings).isZero();
    assertThat(sleep.isAsleep()).isTrue();
  }
}
