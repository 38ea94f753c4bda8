package io.bankd.life;

import io.bankd.history.Figures;

/**
 * Charge that flowed one way, whole mAh and what is left over: nothing is lost to rounding, and
 * half a million years at 100 A fit.
 *
 * @param rest in mA·ns, less than a mAh
 */
record Throughput(long milliampereHours, long rest) {
  static final Throughput NONE = new Throughput(0, 0);

  private static final long MILLIAMPERE_HOUR = 3_600_000_000_000L; // mA·ns

  /**
   * @param milliamperes not negative
   * @param nanos at most ten seconds, so that the product of both fits
   */
  Throughput plus(long milliamperes, long nanos) {
    long all = rest + milliamperes * nanos;
    return new Throughput(milliampereHours + all / MILLIAMPERE_HOUR, all % MILLIAMPERE_HOUR);
  }

  Figures figures() {
    return Figures.NONE.with("mah", milliampereHours).with("rest", rest);
  }

  static Throughput restored(Figures figures) {
    long rest = figures.get("rest", 0);
    return new Throughput(
        Math.max(0, figures.get("mah", 0)), rest < 0 || rest >= MILLIAMPERE_HOUR ? 0 : rest);
  }
}
