package io.bankd.soc;

import static io.bankd.soc.Belief.ONE;

import io.bankd.history.Figures;

/**
 * A counted state of charge and how far it may be off, in trillionths.
 *
 * @param inner the best estimate; corrections act on it at once
 * @param shown what is published: follows the current as the inner one does, and its corrections
 *     slowly
 * @param error what may be off in one direction for ever: gain, offset, anchors
 * @param scatter what may be off either way from interval to interval: adds up in squares
 * @param hurry whether the correction being shown comes from an anchor
 */
record Count(long inner, long shown, long error, long scatter, boolean hurry) {
  /** Nothing is known. */
  static final Count UNKNOWN = new Count(0, 0, ONE, 0, false);

  /* Independent bounded errors stay within three times the root of the sum of their squares. */
  private static final long SCATTERS = 3;

  static Count first(long share, long error) {
    return new Count(share, share, error, 0, false);
  }

  /** ± around the inner estimate. */
  long bound() {
    return Math.min(ONE, error + SCATTERS * scatter);
  }

  /** ± around the published one. */
  long shownBound() {
    return Math.min(ONE, bound() + Math.abs(inner - shown));
  }

  Count moved(long share, long growth, long doubt) {
    return new Count(
        clamped(inner + share),
        clamped(shown + share),
        Math.min(ONE, error + growth),
        Math.min(ONE, (long) Math.ceil(Math.hypot(scatter, doubt))),
        hurry);
  }

  Count anchored(long at, long within) {
    return new Count(at, shown, within, 0, true);
  }

  /**
   * With the knowledge that the truth lies between the two: no further from where it was than it
   * must. Where they exclude each other the new knowledge holds.
   */
  Count within(long low, long high) {
    long least = Math.max(Math.max(0, low), inner - bound());
    long most = Math.min(Math.min(ONE, high), inner + bound());
    if (least > most) {
      return between((low + high) / 2, low, high);
    }
    long kept = Math.max(least, Math.min(most, inner));
    boolean better = Math.max(kept - least, most - kept) < bound();
    return better || kept != inner ? between(kept, least, most) : this;
  }

  /** As {@link #within}, and towards the middle by as much as it is the surer of the two. */
  Count towards(long low, long high) {
    double own = (double) bound() * bound();
    double told = (high - low) / 2.0 * ((high - low) / 2.0);
    if (own <= told) {
      return within(low, high);
    }
    double share = own / (own + told);
    long least = Math.max(low, inner - bound());
    long most = Math.min(high, inner + bound());
    if (least > most) {
      return between((low + high) / 2, low, high);
    }
    long middle = inner + Math.round(((low + high) / 2 - inner) * share);
    return between(Math.max(least, Math.min(most, middle)), least, most);
  }

  private Count between(long at, long low, long high) {
    long middle = clamped(at);
    long least = Math.max(0, low);
    long most = Math.min(ONE, high);
    return new Count(middle, shown, Math.max(middle - least, most - middle), 0, hurry);
  }

  /** The published value nearer to the inner one, by what may be shown at a time. */
  Count shownAfter(long nanos) {
    long aMinute = hurry ? Belief.ANCHOR_SLEW : Belief.SLEW;
    double minutes = Math.min(1, nanos / 60e9);
    long step = (long) (aMinute * minutes);
    long missing = inner - shown;
    long next = shown + Math.max(-step, Math.min(step, missing));
    return new Count(inner, next, error, scatter, hurry && next != inner);
  }

  Figures figures() {
    return Figures.NONE
        .with("inner", inner)
        .with("shown", shown)
        .with("error", error)
        .with("scatter", scatter)
        .with("hurry", hurry ? 1 : 0);
  }

  /** What cannot have been stored is unknown, and an error that cannot is the largest. */
  static Count restored(Figures figures) {
    long inner = figures.get("inner", -1);
    long shown = figures.get("shown", -1);
    if (inner < 0 || inner > ONE || shown < 0 || shown > ONE) {
      return UNKNOWN;
    }
    return new Count(
        inner,
        shown,
        orAll(figures.get("error", ONE)),
        orAll(figures.get("scatter", ONE)),
        figures.get("hurry", 0) == 1);
  }

  private static long orAll(long error) {
    return error < 0 || error > ONE ? ONE : error;
  }

  private static long clamped(long share) {
    return Math.max(0, Math.min(ONE, share));
  }
}
