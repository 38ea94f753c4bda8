package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.unit.Current;

/**
 * Where the bank may be by the time a limit is heeded: corners between which all lies that may
 * become of a pack's part, so that a later time never narrows them.
 */
final class Outlook {
  private final double seconds;
  private final double[][][] corners;

  /**
   * An outlook.
   *
   * @param seconds until the limit is heeded, from what is known
   * @param bank amperes that flowed last
   * @param slow amperes of late, as polarisation remembers them
   */
  Outlook(double seconds, double bank, double slow) {
    this.seconds = seconds;
    this.corners = corners(seconds, bank, slow);
  }

  double seconds() {
    return seconds;
  }

  /*
   * What a pack's figures count by at a bank current: so much, and so much more for each ampere.
   * Polarisation is what it was or what the current of that time has made of it, drift has ended or
   * gone on as long; that current is the one that is looked for, or the last one.
   */
  private static double[][][] corners(double seconds, double bank, double slow) {
    double left = Sharing.polarised(seconds);
    double followed = left * slow + (1 - left) * bank;
    double drifted = seconds * bank;
    double[] still = {0, slow, 1, 0};
    double[] fading = {0, left * slow, 1, 0};
    double[] share = {1, 0, 0, 0};
    return new double[][][] {
      {still, share},
      {still, {1, 0, 0, seconds}},
      {fading, {1, 1 - left, 0, 0}},
      {fading, {1, 1 - left, 0, seconds}},
      {{0, slow, 1, drifted}, share},
      {{0, followed, 1, 0}, share},
      {{0, followed, 1, drifted}, share},
    };
  }

  /** The largest bank current, a magnitude, at which a pack stays within its limit. */
  Current worst(PackShare share, Direction way, Current own) {
    Current least = WorstCorner.of(share, way, own, corners[0][0], corners[0][1]);
    for (int i = 1; i < corners.length; i++) {
      Current bank = WorstCorner.of(share, way, own, corners[i][0], corners[i][1]);
      least = Current.min(least, bank);
    }
    return least;
  }
}
