package io.bankd.sim;

import java.util.Random;

/**
 * How a simulated pack counts its charge: with a sensor that errs, set right where the cells say
 * full or empty, so that it stays within the maker's 8 % but is never the truth.
 */
final class SimulatedGauge {
  /* Of the current sensor: share, and amperes. */
  private static final double GAIN = 0.008;
  private static final double OFFSET = 0.03;
  private static final double START = 0.02;
  /* Less than this is taken for the sensor's own error. */
  private static final double DEAD_BAND = 0.06;

  /* Full: the highest cell high, and little current left (0.05 C) for a minute. */
  private static final int FULL_MILLIVOLTS = 3450;
  private static final int OVERFULL_MILLIVOLTS = 3600;
  private static final int TAIL_MILLIAMPERES = 5000;
  private static final double TAIL_SECONDS = 60;
  private static final int EMPTY_MILLIVOLTS = 2800;
  private static final double NEARLY_EMPTY = 0.01;
  private static final double NEARLY_FULL = 0.99;
  private static final double NO_LONGER_FULL = 0.97;

  private final double gain;
  private final double offset;
  private double capacity;
  private double count;
  private double dischargedAmpereHours;
  private double tailFor;
  private boolean full;
  private double wrongGain = 1;
  private double wrongOffset;

  SimulatedGauge(double capacity, double charge, Random random) {
    this.gain = 1 + GAIN * swing(random);
    this.offset = OFFSET * swing(random);
    this.capacity = capacity;
    this.count = kept(charge + capacity * START * swing(random), 0, capacity);
  }

  /* −1…1. */
  private static double swing(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  private static double kept(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  /** What the sensor shows of a current, in milliamperes; it resolves ten. */
  int milliamperes(double amperes) {
    double seen = (amperes * gain + offset) * wrongGain + wrongOffset;
    return Math.abs(seen) < DEAD_BAND ? 0 : 10 * (int) Math.round(100 * seen);
  }

  /** From now on the sensor errs by so much more; 1 and 0 for what a good one does. */
  void distort(double gain, double offset) {
    wrongGain = gain;
    wrongOffset = offset;
  }

  /** Counts what happened elsewhere; {@code soc} of 0…1. */
  void recharge(double soc) {
    count = kept(soc * capacity, 0, capacity);
    full = false;
  }

  /** Counts what the sensor showed for some seconds; {@code capacity} in Ah fades with age. */
  void look(double seconds, Measured measured, double capacity) {
    this.capacity = capacity;
    double ampereHours = measured.current / 1000.0 * seconds / 3600;
    dischargedAmpereHours += Math.max(0, -ampereHours);
    double before = count;
    count += ampereHours;
    // The last percent at either end is not counted but seen.
    double top = Math.max(before, NEARLY_FULL * capacity);
    double bottom = Math.min(before, NEARLY_EMPTY * capacity);
    count = kept(count, bottom, Math.min(top, capacity));
    seeFull(seconds, measured);
    if (measured.lowestCell <= EMPTY_MILLIVOLTS && !measured.charging()) {
      count = Math.min(count, NEARLY_EMPTY * capacity);
    }
  }

  private void seeFull(double seconds, Measured measured) {
    boolean tail =
        measured.highestCell >= FULL_MILLIVOLTS
            && measured.current >= 0
            && measured.current < TAIL_MILLIAMPERES;
    tailFor = tail ? tailFor + seconds : 0;
    if (tailFor >= TAIL_SECONDS || measured.highestCell >= OVERFULL_MILLIVOLTS) {
      full = true;
      count = capacity;
    } else if (count < NO_LONGER_FULL * capacity) {
      full = false;
    }
  }

  /** In Ah. */
  double remaining() {
    return count;
  }

  /** In Ah, as learned. */
  double capacity() {
    return capacity;
  }

  /** Hundredths of a percent. */
  int soc() {
    return (int) (10_000 * count / capacity);
  }

  boolean isFull() {
    return full;
  }

  /** For life, in Ah. */
  double discharged() {
    return dischargedAmpereHours;
  }
}
