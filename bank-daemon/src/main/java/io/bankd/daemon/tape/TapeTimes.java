package io.bankd.daemon.tape;

import io.bankd.unit.Moment;

/** Service time on a tape: whole microseconds, which nothing in the daemon is finer than. */
final class TapeTimes {
  private static final long NANOS = 1_000;

  private TapeTimes() {}

  static long micros(long nanos) {
    return Math.floorDiv(nanos, NANOS);
  }

  static Moment moment(long micros) {
    return Moment.ofNanos(micros * NANOS);
  }

  /** The next whole microsecond: what was known before is not later than it. */
  static long roundedUp(long nanos) {
    return -Math.floorDiv(-nanos, NANOS) * NANOS;
  }
}
