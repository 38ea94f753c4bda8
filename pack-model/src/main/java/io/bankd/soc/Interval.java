package io.bankd.soc;

import io.bankd.pack.PackReading;

/**
 * The time between two readings, and the charge that flowed in it as far as two currents can say.
 *
 * @param charge in nAh by the straight line between the currents, charging positive
 * @param through in nAh, whichever way it flowed
 * @param doubt in nAh: what the current may have done between the readings
 */
record Interval(long nanos, double charge, double through, double doubt) {

  static Interval between(Seen seen, PackReading reading) {
    long nanos = reading.at().since(seen.at()).toNanos();
    double before = seen.milliamperes();
    double now = reading.current().milliamperes();
    double hours = nanos / 3.6e12;
    double late = Math.max(0, nanos - seen.usual()) / 3.6e12;
    return new Interval(
        nanos,
        (before + now) / 2 * hours * 1e6,
        (Math.abs(before) + Math.abs(now)) / 2 * hours * 1e6,
        (Math.abs(now - before) / 2 * hours + Belief.UNSEEN * late) * 1e6);
  }
}
