package io.bankd.bank;

import io.bankd.history.FigureText;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Which serial number the pack at an address has.
 *
 * @param own what it told twice, empty before
 * @param other another one that it told since, empty where it told none
 * @param times how often in a row it told the other
 * @param at of the last answer taken in, null before the first
 * @param away whether the pack has been out of sight since it last told its own: only then can it
 *     be another
 */
record Serial(String own, String other, int times, @Nullable Moment at, boolean away) {
  static final Serial UNKNOWN = new Serial("", "", 0, null, true);

  /* One answer alone may be damaged. */
  private static final int ENOUGH = 2;

  /* Shorter is no number of one pack among many. */
  private static final int SHORTEST = 4;

  static Serial kept(String own) {
    return new Serial(isOne(own) ? own : "", "", 0, null, true);
  }

  /**
   * Whether a text may be the number of one pack: firmware that has none says nothing, or one
   * character over and over, or words.
   */
  static boolean isOne(String text) {
    return text.length() >= SHORTEST
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().filter(Character::isLetterOrDigit).distinct().count() > 1;
  }

  /** After an answer, unless it has been taken in. */
  Serial told(String text, Moment when) {
    Moment last = at;
    if (last != null && !when.isAfter(last)) {
      return this;
    }
    String serial = text.substring(0, Math.min(FigureText.LONGEST, text.length()));
    if (!isOne(serial)) {
      return new Serial(own, other, times, when, away);
    }
    return serial.equals(own)
        ? new Serial(own, "", 0, when, false)
        : new Serial(own, serial, serial.equals(other) ? times + 1 : 1, when, away);
  }

  Serial seen(boolean online) {
    return online || away ? this : new Serial(own, other, times, at, true);
  }

  /** Whether it has told another often enough, and can be another. */
  boolean isAnother() {
    return times >= ENOUGH && (away || own.isEmpty());
  }

  /** With the other as its own. */
  Serial settled() {
    return new Serial(other, "", 0, at, false);
  }

  /** Where others tell the same, it is nobody's. */
  Serial forgotten() {
    return new Serial("", "", 0, at, away);
  }
}
