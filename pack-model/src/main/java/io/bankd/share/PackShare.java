package io.bankd.share;

/**
 * How one pack takes part in the bank's current: {@code I_pack = share · I_bank + offset}, in
 * amperes, positive charging, and how well that is known.
 *
 * <p>Share is G_i/ΣG of the packs connected, offset the current that flows through the pack when
 * the bank as a whole is at rest. A share changes with temperature and age, an offset within
 * minutes.
 *
 * @param share above 0; all shares of the packs connected add up to about 1
 * @param offset all offsets add up to about 0
 * @param shareVariance square of the standard deviation of {@code share}
 * @param covariance of share and offset
 * @param offsetVariance square of the standard deviation of {@code offset}, A²
 */
record PackShare(
    double share, double offset, double shareVariance, double covariance, double offsetVariance) {

  /** The pack's current to be expected at a bank current. */
  double at(double bank) {
    return share * bank + offset;
  }

  /** The variance of that expectation. */
  double variance(double bank) {
    double variance = shareVariance * bank * bank + 2 * covariance * bank + offsetVariance;
    return Math.max(0, variance);
  }

  /** Known less well, after time has passed. */
  PackShare wider(double moreShareVariance, double moreOffsetVariance) {
    return new PackShare(
        share,
        offset,
        shareVariance + moreShareVariance,
        covariance,
        offsetVariance + moreOffsetVariance);
  }

  /** One measurement of both currents wiser (a Kalman filter of two states). */
  PackShare measured(double bank, double pack, double noise) {
    double ofShare = shareVariance * bank + covariance;
    double ofOffset = covariance * bank + offsetVariance;
    double expected = variance(bank) + noise;
    double surprise = pack - at(bank);
    double gainShare = ofShare / expected;
    double gainOffset = ofOffset / expected;
    return new PackShare(
        share + gainShare * surprise,
        offset + gainOffset * surprise,
        Math.max(0, shareVariance - gainShare * ofShare),
        covariance - gainShare * ofOffset,
        Math.max(0, offsetVariance - gainOffset * ofOffset));
  }

  /**
   * The same pack among other packs.
   *
   * @param kept what the packs that stay had together of the former whole, above 0
   * @param offsets the sum of their offsets, which their new offsets must no longer have
   * @param offsetsVariance of that sum
   */
  PackShare among(double kept, double offsets, double offsetsVariance) {
    double next = share / kept;
    return new PackShare(
        next,
        offset - next * offsets,
        shareVariance / (kept * kept),
        covariance / kept,
        offsetVariance + next * next * offsetsVariance);
  }
}
