package io.bankd.share;

import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.time.Duration;

/**
 * What is assumed of the physics before and while sharing is learnt, for packs of one model.
 *
 * <p>All currents are in proportion to the pack's continuous current, since bigger packs have wider
 * copper. The figures come from banks with path resistances of 12–30 mΩ, polarisation of 40–90 s
 * and sensors of ±1 %; see docs/bank-limits.md.
 *
 * @param nominalAmperes what one pack may carry for long, above 0
 * @param spread how far, in parts of itself, an unknown share may lie from an even one: one
 *     standard deviation
 */
record Sharing(double nominalAmperes, double spread) {
  /* Before anything is known offsets may differ by 0.4 of the nominal: one standard deviation. */
  private static final double OFFSET_SPREAD = 0.4;

  /* Shares drift by about 1 % within an hour; offsets by the square root of 0.1 A² a second. */
  private static final double SHARE_DRIFT = 2.2e-8;
  private static final double OFFSET_DRIFT = 4e-5;

  /* A sensor's step and its noise: 0.4 % of nominal, and 0.2 % of what it reads. */
  private static final double NOISE = 0.004;
  private static final double RELATIVE_NOISE = 0.002;

  /** How many standard deviations the worst corner lies out. */
  static final double CORNER = 2;

  /** A measurement that far out says that the pack is no longer what was learnt of it. */
  static final double NONSENSE = 6;

  /** Within this share of itself, by the worst corner, a share counts as identified. */
  private static final double IDENTIFIED = 0.15;

  /**
   * A limit must hold until the next round and the inverter's reaction to it, so it is made from
   * what will be known by then; it also keeps it from swinging with every round.
   */
  static final Duration HORIZON = Duration.ofSeconds(5);

  /** A round that took longer is of a bus in trouble. */
  static final Duration LONGEST_ROUND = Duration.ofSeconds(15);

  /**
   * The assumptions for a policy.
   *
   * @param nominal of one pack
   * @param assumedSpread what is kept back of the limit for unequal sharing until it is known
   */
  static Sharing assuming(Current nominal, Ratio assumedSpread) {
    double kept = Math.max(0.1, 1 - assumedSpread.fraction());
    double corner = 1 / kept - 1;
    return new Sharing(nominal.milliamperes() / 1000.0, corner / CORNER);
  }

  /** A pack of which nothing is known, among so many. */
  PackShare unknown(int packs) {
    double share = 1.0 / packs;
    double off = packs == 1 ? 0 : spread * share;
    return new PackShare(share, 0, off * off, 0, packs == 1 ? 0 : unknownOffset());
  }

  /** A pack never seen before, in proportion to the whole of so many others, at least one. */
  PackShare newcomer(int others) {
    double share = 1.0 / others;
    double off = 2 * spread * share;
    return new PackShare(share, 0, off * off, 0, unknownOffset());
  }

  /** By how much less the offset of a pack is known that was away: a tenth of nominal, squared. */
  double joinedOffset() {
    return nominalAmperes * nominalAmperes / 100;
  }

  double unknownOffset() {
    double off = OFFSET_SPREAD * nominalAmperes;
    return off * off;
  }

  PackShare aged(PackShare share, Duration by) {
    double seconds = Math.max(0, by.toNanos() / 1e9);
    double limit = spread * share.share();
    double more = SHARE_DRIFT * seconds * share.share() * share.share();
    double offset = OFFSET_DRIFT * seconds * nominalAmperes * nominalAmperes;
    // No pack is ever known less than one that was never seen.
    return share.wider(
        Math.max(0, Math.min(more, limit * limit - share.shareVariance())),
        Math.max(0, Math.min(offset, unknownOffset() - share.offsetVariance())));
  }

  /** No pack is ever known less than one that was never seen, however often packs come and go. */
  PackShare capped(PackShare share) {
    double widest = spread * share.share() * spread * share.share();
    double shareVariance = Math.min(widest, share.shareVariance());
    double offsetVariance = Math.min(unknownOffset(), share.offsetVariance());
    double most = Math.sqrt(shareVariance * offsetVariance);
    double covariance = Math.max(-most, Math.min(most, share.covariance()));
    return new PackShare(share.share(), share.offset(), shareVariance, covariance, offsetVariance);
  }

  double noise(double packAmperes) {
    double step = NOISE * nominalAmperes;
    double relative = RELATIVE_NOISE * packAmperes;
    return step * step + relative * relative;
  }

  boolean isIdentified(PackShare share) {
    return CORNER * Math.sqrt(share.shareVariance()) < IDENTIFIED * share.share();
  }

  /** How far a share may lie from an even one before it is nonsense. */
  boolean isPlausible(PackShare share, int packs) {
    double relative = share.share() * packs;
    return relative > 0.1 && relative < 8 && Math.abs(share.offset()) < 4 * nominalAmperes;
  }
}
