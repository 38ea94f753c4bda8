package io.bankd.sim;

/**
 * What a simulated pack's electronics measure, in the whole units of the wire. Renewed in place
 * before each look: a year has a hundred million of them.
 */
final class Measured {
  /** Millivolts. */
  int highestCell;

  /** Millivolts. */
  int lowestCell;

  /** Millivolts. */
  int pack;

  /** Milliamperes, positive charging, with the sensor's error. */
  int current;

  /** Tenths of a degree Celsius, as are the next two. */
  int hottest;

  int coldest;
  int environment;

  /** Hundredths of a percent, by the pack's own count. */
  int soc;

  /** Millivolts at the terminals that come from a charger or from other packs, 0 where none do. */
  int outside;

  /** Whether something on the busbar draws current, or would if it could. */
  boolean loaded;

  /** More than a sensor at rest may show, in milliamperes. */
  private static final int FLOWING = 200;

  boolean charging() {
    return current > FLOWING;
  }

  boolean discharging() {
    return current < -FLOWING;
  }

  /** Whether no row of the protection table is anywhere near. */
  boolean isCalm() {
    return lowestCell > 2850
        && highestCell < 3450
        && Math.abs(current) < 90_000
        && coldest > 90
        && hottest < 510
        && environment < 600
        && soc >= 400;
  }
}
