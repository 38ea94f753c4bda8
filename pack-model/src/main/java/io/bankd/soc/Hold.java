package io.bankd.soc;

import io.bankd.pack.PackReading;

/**
 * A full pack whose voltage an inverter holds.
 *
 * <p>Near full a cell's voltage moves by at least 30 mV with each percent. One that stays within 2
 * mV has gained or lost hardly any charge: whatever the sensor showed meanwhile is its offset.
 *
 * @param tenthMillivolts the mean cell when it began
 */
record Hold(int tenthMillivolts, Stretch stretch) {
  static final Hold NONE = new Hold(0, Stretch.NONE);

  private static final int STEEP_FROM = 33_800; // 0.1 mV, the mean of the cells
  private static final int STEADY = 20; // 0.1 mV
  private static final int REST = 1000; // mA
  private static final long LONG_ENOUGH = 3600; // s
  private static final double MAY_HAVE_MOVED = 0.001; // of the capacity
  private static final double LEAKS = 20_000; // µA

  Hold next(PackReading reading, Interval interval) {
    int mean = 10 * reading.cells().sum().millivolts() / reading.cells().count();
    boolean still = Math.abs(reading.current().milliamperes()) <= REST;
    if (mean < STEEP_FROM || !still) {
      return NONE;
    }
    return stretch.going() && Math.abs(mean - tenthMillivolts) <= STEADY
        ? new Hold(tenthMillivolts, stretch.plus(interval))
        : new Hold(mean, Stretch.BEGINS);
  }

  /** What this says about the offset of a pack that holds some nAh. */
  Offset narrowed(Offset offset, double capacity) {
    if (!stretch.longerThan(LONG_ENOUGH)) {
      return offset;
    }
    double within = stretch.uncertainty(MAY_HAVE_MOVED * capacity, 0) + LEAKS;
    return offset.narrowed(stretch.mean(), within, within);
  }
}
