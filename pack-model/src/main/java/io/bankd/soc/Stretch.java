package io.bankd.soc;

/**
 * What was measured since a moment worth remembering.
 *
 * @param going whether there is such a moment, and no time lost since
 * @param charge in nAh as the sensor showed it, charging positive
 * @param nanos the time
 * @param scatter in nAh, as {@link Count#scatter()}
 */
record Stretch(boolean going, long charge, long nanos, long scatter) {
  static final Stretch NONE = new Stretch(false, 0, 0, 0);
  static final Stretch BEGINS = new Stretch(true, 0, 0, 0);

  Stretch plus(Interval interval) {
    return going
        ? new Stretch(
            true,
            charge + Math.round(interval.charge()),
            nanos + interval.nanos(),
            (long) Math.ceil(Math.hypot(scatter, interval.doubt())))
        : this;
  }

  /** The sensor's mean current in µA. */
  double mean() {
    return charge * 3.6e9 / nanos;
  }

  /** In µA: what an uncertainty of some nAh, and so many times the scatter, make of the mean. */
  double uncertainty(double nanoampereHours, int scatters) {
    return (nanoampereHours + (double) scatters * scatter) * 3.6e9 / nanos;
  }

  boolean longerThan(long seconds) {
    return going && nanos >= seconds * 1_000_000_000L;
  }
}
