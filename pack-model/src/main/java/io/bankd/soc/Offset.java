package io.bankd.soc;

import io.bankd.history.Figures;

/**
 * What a pack's current sensor shows when nothing flows, as an interval that observations narrow.
 *
 * @param microamperes the middle of what is possible
 * @param bound ± around it, in µA
 */
record Offset(long microamperes, long bound) {
  static final Offset UNKNOWN = new Offset(0, Belief.OFFSET_BOUND);

  private static final double NANOS_A_DAY = 86_400e9;

  /** After some time in which nothing was learned. */
  Offset aged(long nanos) {
    long wandered = (long) Math.ceil(Belief.OFFSET_DRIFT_PER_DAY * (nanos / NANOS_A_DAY));
    return bound >= Belief.OFFSET_BOUND
        ? this
        : new Offset(microamperes, Math.min(Belief.OFFSET_BOUND, bound + wandered));
  }

  /**
   * What both allow, and in it nearer to the surer of the two. An observation that excludes what
   * was known is believed at half its worth.
   *
   * @param likely ± in µA, what the observation is usually good for
   * @param surely ± in µA, what it is always good for
   */
  Offset narrowed(double observed, double likely, double surely) {
    if (Math.abs(observed) > Belief.OFFSET_LIMIT) {
      return this;
    }
    double least = Math.max(microamperes - bound, observed - surely);
    double most = Math.min(microamperes + bound, observed + surely);
    if (least > most) {
      double bounded = Math.min(Belief.OFFSET_LIMIT, 2 * surely);
      return new Offset(Math.round(observed), (long) Math.ceil(bounded));
    }
    double share = (double) bound * bound / ((double) bound * bound + likely * likely);
    double moved = microamperes + (observed - microamperes) * share;
    long middle = Math.round(Math.max(least, Math.min(most, moved)));
    return new Offset(middle, (long) Math.ceil(Math.max(middle - least, most - middle)));
  }

  /** The charge in nAh that was measured and never flowed. */
  double charge(long nanos) {
    return microamperes * (double) nanos / 3.6e9;
  }

  /** The charge in nAh by which that may be wrong. */
  double uncertainty(long nanos) {
    return bound * (double) nanos / 3.6e9;
  }

  Figures figures() {
    return Figures.NONE.with("microamperes", microamperes).with("bound", bound);
  }

  static Offset restored(Figures figures) {
    long middle = figures.get("microamperes", Long.MAX_VALUE);
    long bound = figures.get("bound", -1);
    boolean possible = Math.abs(middle) <= Belief.OFFSET_LIMIT && middle != Long.MIN_VALUE;
    return possible && bound >= 0 && bound <= 2 * Belief.OFFSET_LIMIT
        ? new Offset(middle, bound)
        : UNKNOWN;
  }
}
