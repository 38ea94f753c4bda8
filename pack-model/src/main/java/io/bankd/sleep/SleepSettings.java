package io.bankd.sleep;

import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;

/**
 * When a pack of a type goes to low power, and how it comes back (AM5000 4.1, “sleeping and wake
 * up”).
 *
 * @param silentAfter how long after its last answer a pack that is asked counts as silent
 * @param overDischargedCell lowest cell at or below which it is over-discharged (table 3-1 row 2)
 * @param releasedCell lowest cell at or above which that is over
 * @param overDischargedPack pack voltage at or below which it is over-discharged (row 4)
 * @param releasedPack pack voltage at or above which that is over
 * @param unreleased how long over-discharge lasts before the pack sleeps
 * @param sleepVoltage lowest cell below which it sleeps when left alone
 * @param sleepDelay how long it must have been left alone for that
 * @param standby how long at rest and left alone before it sleeps whatever its cells
 * @param obeys how long a pack that was told to sleep may take
 * @param flows the magnitude above which a current counts as flowing
 * @param wakesEvery how often it wakes by itself after over-discharge
 * @param tries after how many such wake-ups without charge it stops
 * @param window how far from a wake-up charge is asked for, either way
 */
public record SleepSettings(
    Duration silentAfter,
    Voltage overDischargedCell,
    Voltage releasedCell,
    Voltage overDischargedPack,
    Voltage releasedPack,
    Duration unreleased,
    Voltage sleepVoltage,
    Duration sleepDelay,
    Duration standby,
    Duration obeys,
    Current flows,
    Duration wakesEvery,
    int tries,
    Duration window) {

  /**
   * The AM5000's. The document gives no sleep voltage and no delay for it: 2.65 V keeps the rule
   * from excusing any silence that over-discharge would not, and 5 min is our figure too.
   */
  public static final SleepSettings AM5000 =
      new SleepSettings(
          Duration.ofSeconds(8),
          Voltage.ofMillivolts(2700),
          Voltage.ofMillivolts(3300),
          Voltage.ofMillivolts(44_000),
          Voltage.ofMillivolts(48_000),
          Duration.ofSeconds(30),
          Voltage.ofMillivolts(2650),
          Duration.ofMinutes(5),
          Duration.ofHours(24),
          Duration.ofMinutes(2),
          Current.ofMilliamperes(200),
          Duration.ofHours(4),
          10,
          Duration.ofMinutes(10));

  public SleepSettings {
    if (tries < 1 || !isPositive(wakesEvery) || !isPositive(silentAfter)) {
      throw new IllegalArgumentException("wake-ups, their interval and silence are positive");
    }
    if (window.isNegative() || window.multipliedBy(2).compareTo(wakesEvery) >= 0) {
      throw new IllegalArgumentException("a window of " + window + " leaves no time between two");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
