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
   * <p>Found by halving: expectation and uncertainty together only rise with the current, and
   * halving cannot go wrong where a root of a quadratic could.
   */
  static Current of(PackShare share, Direction way, Current limit) {
    double most = limit.milliamperes() / 1000.0;
    int low = -1;
    int high = HIGHEST_MILLIAMPERES;
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (corner(share, way, middle / 1000.0) <= most) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Current.ofMilliamperes(Math.max(0, low));
  }

  /* What the pack carries that way at worst, with the bank at a magnitude that way. */
  private static double corner(PackShare share, Direction way, double magnitude) {
    double bank = way == Direction.CHARGE ? magnitude : -magnitude;
    double expected = share.at(bank);
    double deviation = Math.sqrt(share.variance(bank));
    return (way == Direction.CHARGE ? expected : -expected) + Sharing.CORNER * deviation;
  }
}
