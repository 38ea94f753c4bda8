package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.unit.Current;

/** The largest bank current at which a pack surely stays within its limit. */
final class WorstCorner {
  /* Above any bank: 64 packs of 100 A. */
  private static final int HIGHEST_MILLIAMPERES = 6_400_000;

  private WorstCorner() {}

  /**
   * That current, a magnitude, rounded down; zero where the pack may be beyond its limit with the
   * bank at rest.
   *
   * <p>The pack is at {@code still + bank · moving}. Its expectation is a line and two standard
   * deviations are the length of a line, so their sum is convex: it meets the limit once above
   * zero.
   */
  static Current of(
      PackShare share, Direction way, Current limit, double[] still, double[] moving) {
    double sign = way == Direction.CHARGE ? 1 : -1;
    double most = limit.milliamperes() / 1000.0 - sign * share.expected(still);
    double slope = share.expected(moving);
    double squared = Sharing.CORNER * Sharing.CORNER;
    double rest = squared * Math.max(0, share.covariance(still, still));
    double both = sign * squared * share.covariance(still, moving);
    double more = squared * Math.max(0, share.covariance(moving, moving));
    if (most < 0 || most * most < rest) {
      return Current.ZERO;
    }
    // (most − slope · x)² = rest + 2 · both · x + more · x², the first time above zero.
    double a = slope * slope - more;
    double b = slope * most + both;
    double c = most * most - rest;
    double root = b * b - a * c;
    double x = root < 0 || b + Math.sqrt(root) <= 0 ? Double.MAX_VALUE : c / (b + Math.sqrt(root));
    return Current.ofMilliamperes((int) Math.floor(Math.min(HIGHEST_MILLIAMPERES, 1000 * x)));
  }
}
