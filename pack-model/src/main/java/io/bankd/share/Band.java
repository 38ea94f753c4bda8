package io.bankd.share;

/**
 * Between what and what a pack's current lies at a bank current x, in amperes, positive charging:
 * {@code still + slope · x}, more or less the root of {@code rest + 2 · both · x + more · x²}.
 *
 * @param rest 0 or more
 * @param more 0 or more
 */
record Band(double still, double slope, double rest, double both, double more) {

  /**
   * The largest bank current in amperes, a magnitude, at which the pack surely stays within its
   * limit: zero where it may be beyond it with the bank at rest, {@code Double.MAX_VALUE} where no
   * current takes it there.
   *
   * <p>Its expectation is a line and the deviation is the length of a line, so their sum is convex:
   * it meets the limit once above zero.
   *
   * @param sign 1 charging, −1 discharging
   * @param limit of the pack, amperes, a magnitude
   */
  double bank(double sign, double limit) {
    double most = limit - sign * still;
    if (most < 0 || most * most < rest) {
      return 0;
    }
    // (most − slope · x)² = rest + 2 · both · x + more · x², the first time above zero.
    double a = slope * slope - more;
    double b = slope * most + sign * both;
    double c = most * most - rest;
    double root = b * b - a * c;
    double divisor = b + Math.sqrt(root);
    return root < 0 || divisor <= 0 ? Double.MAX_VALUE : c / divisor;
  }
}
