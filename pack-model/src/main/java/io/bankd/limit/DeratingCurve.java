package io.bankd.limit;

import io.bankd.unit.Current;

/**
 * A piecewise linear share of the full current over a measured quantity, rounded down.
 *
 * <p>It only rises or only falls: a worse value can then never give a larger limit.
 */
public final class DeratingCurve {
  private static final int WHOLE = 1000;

  private final int[] at;
  private final int[] perMille;

  private DeratingCurve(int[] at, int[] perMille) {
    this.at = at;
    this.perMille = perMille;
  }

  /**
   * A curve through points; beyond its ends it keeps the end's share.
   *
   * @param points value and share in per mille, alternately, with the values rising, {@code (3500,
   *     1000, 3590, 0)}; at least two points
   */
  public static DeratingCurve of(int... points) {
    if (points.length < 4 || points.length % 2 != 0) {
      throw new IllegalArgumentException("a curve needs two or more points of value and share");
    }
    int[] at = new int[points.length / 2];
    int[] perMille = new int[at.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = points[2 * i];
      perMille[i] = points[2 * i + 1];
      if (perMille[i] < 0 || perMille[i] > WHOLE) {
        throw new IllegalArgumentException("a share of " + perMille[i] + " ‰ is outside 0…1000");
      }
      if (i > 0 && at[i] <= at[i - 1]) {
        throw new IllegalArgumentException(at[i] + " does not lie above " + at[i - 1]);
      }
    }
    requireMonotone(perMille);
    return new DeratingCurve(at, perMille);
  }

  private static void requireMonotone(int[] perMille) {
    boolean rises = false;
    boolean falls = false;
    for (int i = 1; i < perMille.length; i++) {
      rises |= perMille[i] > perMille[i - 1];
      falls |= perMille[i] < perMille[i - 1];
    }
    if (rises && falls) {
      throw new IllegalArgumentException("a derating curve rises or falls, never both");
    }
  }

  /** What is left of {@code full} at {@code value}, never more than the exact share. */
  public Current limit(int value, Current full) {
    int last = at.length - 1;
    if (value <= at[0]) {
      return share(full, perMille[0], WHOLE);
    }
    if (value >= at[last]) {
      return share(full, perMille[last], WHOLE);
    }
    int i = 1;
    while (value > at[i]) {
      i++;
    }
    long span = (long) at[i] - at[i - 1];
    long past = (long) value - at[i - 1];
    return share(full, perMille[i - 1] * (span - past) + perMille[i] * past, WHOLE * span);
  }

  private static Current share(Current full, long part, long whole) {
    return Current.ofMilliamperes((int) Math.floorDiv(full.milliamperes() * part, whole));
  }
}
