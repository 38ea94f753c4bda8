package io.bankd.share;

/**
 * How one pack takes part in the bank's current, and how well that is known: {@code I_pack = share
 * · I_bank + slow · F + offset}, in amperes, positive charging, where F is what the bank's current
 * was of late; the offset moves by {@code drift · I_bank} a second.
 *
 * <p>Share is G_i/ΣG of the packs connected. What a pack's polarisation adds to its resistance
 * within a minute differs from pack to pack: that is {@code slow}. The offset is the current that
 * flows through the pack when the bank has long been at rest, and it drifts with the charge moved
 * where the packs' voltages are steep. All shares add up to about 1, all others to about 0.
 *
 * <p>Four figures with their covariance; immutable.
 */
final class PackShare {
  static final int SHARE = 0;
  static final int SLOW = 1;
  static final int OFFSET = 2;
  static final int DRIFT = 3;
  static final int SIZE = 4;

  private final double[] mean;
  private final double[] covariance;

  private PackShare(double[] mean, double[] covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  /** Figures without any doubt. */
  static PackShare of(double share, double slow, double offset, double drift) {
    return new PackShare(new double[] {share, slow, offset, drift}, new double[SIZE * SIZE]);
  }

  /** Above 0. */
  double share() {
    return mean[SHARE];
  }

  double offset() {
    return mean[OFFSET];
  }

  double get(int which) {
    return mean[which];
  }

  /** The square of a figure's standard deviation. */
  double variance(int which) {
    return covariance[which * SIZE + which];
  }

  /** Of two figures. */
  double covariance(int one, int other) {
    return covariance[one * SIZE + other];
  }

  /** The pack's current to be expected. */
  double expected(double[] at) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += mean[i] * at[i];
    }
    return sum;
  }

  /** The covariance of what is to be expected at two places; with one place twice its variance. */
  double covariance(double[] at, double[] and) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      if (at[i] != 0) {
        double row = 0;
        for (int j = 0; j < SIZE; j++) {
          row += covariance[i * SIZE + j] * and[j];
        }
        sum += at[i] * row;
      }
    }
    return sum;
  }

  /** Known less well, by a variance more for each figure. */
  PackShare wider(double share, double slow, double offset, double drift) {
    double[] wide = covariance.clone();
    wide[SHARE * SIZE + SHARE] += share;
    wide[SLOW * SIZE + SLOW] += slow;
    wide[OFFSET * SIZE + OFFSET] += offset;
    wide[DRIFT * SIZE + DRIFT] += drift;
    return new PackShare(mean, wide);
  }

  /**
   * The same pack where it is known to carry nothing at a place.
   *
   * @param variance of that nothing, A²
   */
  PackShare resting(double[] at, double variance) {
    double[] next = mean.clone();
    double[] sure = covariance.clone();
    next[OFFSET] -= expected(at);
    for (int i = 0; i < SIZE; i++) {
      sure[OFFSET * SIZE + i] = 0;
      sure[i * SIZE + OFFSET] = 0;
    }
    sure[OFFSET * SIZE + OFFSET] = Math.min(variance, variance(OFFSET));
    return new PackShare(next, sure);
  }

  /**
   * The same pack where it is known that no current presses one way: it carries nothing, and is
   * shut the other way. What was learnt stays where it says as much; what might press that way does
   * not.
   *
   * @param way 1 for charging, −1 for discharging
   * @param variance of that nothing, A²
   */
  PackShare shut(double[] at, int way, double variance) {
    double presses = way * expected(at);
    if (presses >= 0) {
      return resting(at, variance);
    }
    // With this deviation the worst corner lies where that of nothing does.
    double most = Math.sqrt(variance) - presses / Sharing.CORNER;
    double any = Double.POSITIVE_INFINITY;
    return capped(any, any, most * most, any);
  }

  /**
   * Ampere-seconds of the bank further: the offset has drifted.
   *
   * @param kept the part of the drift that lasts, 0…1
   */
  PackShare moved(double ampereSeconds, double kept) {
    double[] next = mean.clone();
    double[] wide = covariance.clone();
    next[OFFSET] += ampereSeconds * mean[DRIFT];
    next[DRIFT] *= kept;
    for (int i = 0; i < SIZE; i++) {
      wide[OFFSET * SIZE + i] += ampereSeconds * wide[DRIFT * SIZE + i];
    }
    for (int i = 0; i < SIZE; i++) {
      wide[i * SIZE + OFFSET] += ampereSeconds * wide[i * SIZE + DRIFT];
    }
    for (int i = 0; i < SIZE; i++) {
      wide[DRIFT * SIZE + i] *= kept;
      wide[i * SIZE + DRIFT] *= kept;
    }
    return new PackShare(next, wide);
  }

  /** One measurement wiser (a Kalman filter). */
  PackShare measured(double[] at, double amperes, double noise) {
    double[] of = new double[SIZE];
    double expected = noise;
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        of[i] += covariance[i * SIZE + j] * at[j];
      }
      expected += at[i] * of[i];
    }
    double surprise = amperes - expected(at);
    double[] wiser = mean.clone();
    double[] sure = new double[SIZE * SIZE];
    for (int i = 0; i < SIZE; i++) {
      wiser[i] += of[i] / expected * surprise;
      for (int j = 0; j < SIZE; j++) {
        sure[i * SIZE + j] = covariance[i * SIZE + j] - of[i] * of[j] / expected;
      }
      sure[i * SIZE + i] = Math.max(0, sure[i * SIZE + i]);
    }
    return new PackShare(wiser, sure);
  }

  /**
   * The same pack among other packs.
   *
   * @param kept what the packs that stay had together of the former whole, above 0
   * @param offsets the sum of their offsets, which their new offsets must no longer have
   * @param offsetsVariance of that sum
   */
  PackShare among(double kept, double offsets, double offsetsVariance) {
    double[] next = mean.clone();
    double[] wide = covariance.clone();
    for (int i = 0; i < SIZE; i++) {
      double part = i == OFFSET ? 1 : 1 / kept;
      next[i] *= part;
      for (int j = 0; j < SIZE; j++) {
        wide[i * SIZE + j] *= part;
        wide[j * SIZE + i] *= part;
      }
    }
    next[OFFSET] -= next[SHARE] * offsets;
    wide[OFFSET * SIZE + OFFSET] += next[SHARE] * next[SHARE] * offsetsVariance;
    return new PackShare(next, wide);
  }

  /** No less known than these variances say; what goes with what stays possible. */
  PackShare capped(double... widest) {
    double[] sure = covariance.clone();
    for (int i = 0; i < SIZE; i++) {
      double variance = covariance[i * SIZE + i];
      if (variance > widest[i]) {
        // Scaling a row and its column leaves the covariance one of something.
        double part = Math.sqrt(widest[i] / variance);
        for (int j = 0; j < SIZE; j++) {
          sure[i * SIZE + j] *= part;
          sure[j * SIZE + i] *= part;
        }
      }
    }
    return new PackShare(mean, sure);
  }
}
