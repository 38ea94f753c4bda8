package io.bankd.share;

/**
 * What a pack's figures may count by when a limit is heeded. At a bank current x the pack then
 * carries {@code share · x + slow · (polarised + follows · x) + offset + drift · (drifted + drifts
 * · x)}.
 *
 * <p>Every limit in every step is the least of a hundred of these, so the sums are written out: of
 * what counts for nothing nothing is summed.
 *
 * @param polarised amperes of the bank, as polarisation will remember them, whatever flows then
 * @param follows by how much of what flows then it will have followed, 0…1
 * @param drifted ampere-seconds by which the offset will have drifted, whatever flows then
 * @param drifts seconds for which it will have drifted by what flows then
 */
record WorstCorner(double polarised, double follows, double drifted, double drifts) {
  private static final int SHARE = PackShare.SHARE;
  private static final int SLOW = PackShare.SLOW;
  private static final int OFFSET = PackShare.OFFSET;
  private static final int DRIFT = PackShare.DRIFT;
  private static final double SQUARED = Sharing.CORNER * Sharing.CORNER;

  /** A pack's current over the bank's, as wide as two standard deviations. */
  Band of(PackShare share) {
    double still = share.get(SLOW) * polarised + share.get(OFFSET) + share.get(DRIFT) * drifted;
    double slope = share.get(SHARE) + share.get(SLOW) * follows + share.get(DRIFT) * drifts;
    double rest =
        polarised * still(share, SLOW) + still(share, OFFSET) + drifted * still(share, DRIFT);
    double ofSlow = moving(share, SLOW);
    double ofDrift = moving(share, DRIFT);
    double both = polarised * ofSlow + moving(share, OFFSET) + drifted * ofDrift;
    double more = moving(share, SHARE) + follows * ofSlow + drifts * ofDrift;
    return new Band(
        still, slope, SQUARED * Math.max(0, rest), SQUARED * both, SQUARED * Math.max(0, more));
  }

  /* The covariance of a figure with the pack's current while the bank is at rest. */
  private double still(PackShare share, int figure) {
    return share.covariance(figure, SLOW) * polarised
        + share.covariance(figure, OFFSET)
        + share.covariance(figure, DRIFT) * drifted;
  }

  /* The same with what an ampere of the bank adds to it. */
  private double moving(PackShare share, int figure) {
    return share.covariance(figure, SHARE)
        + share.covariance(figure, SLOW) * follows
        + share.covariance(figure, DRIFT) * drifts;
  }
}
