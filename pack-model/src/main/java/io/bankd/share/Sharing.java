package io.bankd.share;

import static io.bankd.share.PackShare.DRIFT;
import static io.bankd.share.PackShare.OFFSET;
import static io.bankd.share.PackShare.SHARE;
import static io.bankd.share.PackShare.SLOW;

import io.bankd.unit.Current;
import io.bankd.unit.Ratio;

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

  /* What polarisation takes off a pack's share or adds to it, in parts of the share. */
  private static final double SLOW_SPREAD = 0.08;
  private static final double POLARISATION_SECONDS = 60;

  /* How an offset drifts, in parts a second of what flows through the pack; it lasts two minutes. */
  private static final double DRIFT_SPREAD = 5e-4;
  private static final double DRIFT_SECONDS = 120;

  /* So much it may drift where a measurement says so: at the knees of the cells' voltage. */
  private static final double FASTEST_DRIFT = 3e-3;

  /* Shares change by about 1 % within an hour; offsets by the square root of 0.0125 A² a second. */
  private static final double SHARE_CHANGE = 2.2e-8;
  private static final double SLOW_CHANGE = 1e-7;
  private static final double OFFSET_CHANGE = 5e-6;

  /* Of a pack that nobody measures no surprise tells: its offset changes by √(0.1 A² a second). */
  private static final double UNSEEN_CHANGE = 4e-5;

  /* What flows from pack to pack fades within a minute or never: by so much of its square. */
  private static final double OFFSET_FADES = 1.0 / 60 / 60;

  /* A sensor's step and its noise: 0.4 % of nominal, and 0.2 % of what it reads. */
  private static final double NOISE = 0.004;
  private static final double RELATIVE_NOISE = 0.002;

  /* The variance of a step that lies anywhere between two readings, each place as likely. */
  private static final double BEND = 1.0 / 3;

  /** How many standard deviations the worst corner lies out. */
  static final double CORNER = 2;

  /** A measurement that far out says that the pack is no longer what was learnt of it. */
  static final double NONSENSE = 6;

  /* A surprise of which part is put down to drift: what it would have made of it in ten seconds. */
  private static final double SURPRISE_SECONDS = 10;

  /** Within this share of itself, by the worst corner, a share counts as identified. */
  private static final double IDENTIFIED = 0.15;

  /* Kept back of a pack's limit where others share: sensors, and knees that move within the lag. */
  private static final double RESERVE = 0.02;

  /* The same until the shares are known: what the first minute after a start may still hide. */
  private static final double FIRST_RESERVE = 0.06;

  /** What is published has to hold at least until the next round. */
  static final double ROUND_SECONDS = 4;

  /** A reading so much newer than the one before is of a bus in trouble. */
  static final double LONGEST_ROUND_SECONDS = 20;

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
    return unknown(1.0 / packs, packs == 1 ? 0 : 1);
  }

  /** A pack never seen before, in proportion to the whole of so many others, at least one. */
  PackShare newcomer(int others) {
    return unknown(1.0 / others, 2);
  }

  private PackShare unknown(double share, double times) {
    PackShare known = PackShare.of(share, 0, 0, 0);
    double[] widest = widest(known);
    double square = times * times;
    return known.wider(
        widest[0] * square, widest[1] * square, widest[2] * Math.min(1, times), widest[3] * square);
  }

  /** By how much less the offset of a pack is known that was away: a tenth of nominal, squared. */
  double joinedOffset() {
    return nominalAmperes * nominalAmperes / 100;
  }

  /** How far a pack that measures next to nothing may be from it: 1 A of 50, squared. */
  double restingOffset() {
    return nominalAmperes * nominalAmperes / 2500;
  }

  private double unknownOffset() {
    double off = OFFSET_SPREAD * nominalAmperes;
    return off * off;
  }

  /** Known from before a restart: its offset and its drift are as those of a pack never seen. */
  PackShare restored(PackShare share) {
    double[] widest = widest(share);
    double offset = Math.max(0, widest[2] - share.variance(OFFSET));
    double drift = Math.max(0, widest[3] - share.variance(DRIFT));
    return share.wider(0, 0, offset, drift);
  }

  /** What of a current's polarisation is left after a time, 0…1. */
  static double polarised(double seconds) {
    return Math.exp(-seconds / POLARISATION_SECONDS);
  }

  /** After a time in which the bank carried so much. */
  PackShare aged(PackShare share, double seconds, double bank) {
    double lasts = Math.exp(-seconds / DRIFT_SECONDS);
    double drifting = DRIFT_SECONDS * (1 - lasts);
    return changed(share.moved(bank * drifting, lasts), seconds, 1 - lasts * lasts, OFFSET_CHANGE);
  }

  /** After a time in which nobody measured the pack. */
  PackShare unseen(PackShare share, double seconds) {
    return changed(share, seconds, 1, UNSEEN_CHANGE);
  }

  /**
   * After a time of which the current is not known. The drift is left to who asks; of a new one,
   * from nothing, the part counts that {@link #drifting} says of the time.
   */
  PackShare later(PackShare share, double seconds, double drifting) {
    return changed(share, seconds, drifting, OFFSET_CHANGE);
  }

  /** Of what a new drift would have done within a time a third counts at its end. */
  static double drifting(double seconds) {
    double lasts = Math.exp(-seconds / DRIFT_SECONDS);
    return (1 - lasts * lasts) / 3;
  }

  private PackShare changed(PackShare share, double seconds, double drifted, double changing) {
    double square = share.share() * share.share();
    double fading = OFFSET_FADES * share.offset() * share.offset();
    double offset = (changing * nominalAmperes * nominalAmperes + fading) * seconds;
    double drift = DRIFT_SPREAD * DRIFT_SPREAD * square;
    return share.wider(
        upTo(spread * spread * square, share, SHARE, SHARE_CHANGE * seconds * square),
        upTo(SLOW_SPREAD * SLOW_SPREAD * square, share, SLOW, SLOW_CHANGE * seconds * square),
        upTo(unknownOffset(), share, OFFSET, offset),
        upTo(drift, share, DRIFT, drift * drifted));
  }

  /* So much more variance, or what is left of it until the figure is as unknown as can be. */
  private static double upTo(double widest, PackShare share, int figure, double more) {
    return Math.max(0, Math.min(more, widest - share.variance(figure)));
  }

  /* No pack is ever known less than one that was never seen. */
  private double[] widest(PackShare share) {
    double square = share.share() * share.share();
    return new double[] {
      spread * spread * square,
      SLOW_SPREAD * SLOW_SPREAD * square,
      unknownOffset(),
      DRIFT_SPREAD * DRIFT_SPREAD * square
    };
  }

  /** No pack is ever known less than one that was never seen, however often packs come and go. */
  PackShare capped(PackShare share) {
    return share.capped(widest(share));
  }

  /**
   * Where a measurement is a surprise, of more than the worst corner, something has begun to move
   * faster than was assumed: from then on that much is.
   *
   * @param surprise amperes, squared
   * @param expected the variance there was
   */
  PackShare surprised(PackShare share, double surprise, double expected, double bank) {
    double more = surprise / (CORNER * CORNER) - expected;
    if (more <= 0) {
      return share;
    }
    double fastest = FASTEST_DRIFT * share.share();
    double moved = SURPRISE_SECONDS * Math.max(Math.abs(bank), nominalAmperes);
    double drift = Math.min(more / (moved * moved), fastest * fastest);
    double offset = Math.min(more, unknownOffset());
    double known = share.variance(DRIFT);
    return share.wider(0, 0, offset, Math.max(0, Math.min(drift, fastest * fastest - known)));
  }

  /**
   * How far a pack's current at the round's beginning may be from what was found of it, squared.
   *
   * @param own amperes by which the pack's current bent between its readings
   * @param others the pack's part of what all of them bent
   */
  double noise(double packAmperes, double own, double others) {
    double step = NOISE * nominalAmperes;
    double relative = RELATIVE_NOISE * packAmperes;
    return step * step + relative * relative + BEND * (own * own + others * others);
  }

  /** Of a pack's limit what it is let to in a bank, rounded down. */
  static Current lessReserve(Current own, boolean identified) {
    double kept = 1 - (identified ? RESERVE : FIRST_RESERVE);
    return Current.ofMilliamperes((int) (own.milliamperes() * kept));
  }

  boolean isIdentified(PackShare share) {
    return CORNER * Math.sqrt(share.variance(SHARE)) < IDENTIFIED * share.share();
  }

  /** How far a share may lie from an even one before it is nonsense. */
  boolean isPlausible(PackShare share, int packs) {
    double relative = share.share() * packs;
    return relative > 0.1 && relative < 8 && Math.abs(share.offset()) < 4 * nominalAmperes;
  }
}
