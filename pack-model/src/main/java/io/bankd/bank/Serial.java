package io.bankd.bank;

import io.bankd.history.FigureText;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Which serial number the pack at an address has.
 *
 * @param own what it told twice, empty before
 * @param other another one that it told since it was last out of sight, empty where it told none
 * @param times how often in a row it told the other
 * @param at of the last answer taken in, null before the first
 * @param away whether the pack has been out of sight since it last told its own: only then can it
 *     be another
 */
record Serial(String own, String other, int times, @Nullable Moment at, boolean away) {
  static final Serial UNKNOWN = new Serial("", "", 0, null, true);

  /* Of an address whose pack has told its number at another one: no pack can tell this. */
  static final String ELSEWHERE = "one that is elsewhere now";

  /* One answer alone may be damaged. */
  private static final int ENOUGH = 2;

  /* Shorter is no number of one pack among many. */
  private static final int SHORTEST = 4;

  static Serial kept(String own) {
    boolean known = isOne(own) || own.equals(ELSEWHERE);
    return new Serial(known ? own : "", "", 0, null, true);
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

  /** As much of an answer as is kept. */
  static String cut(String text) {
    return text.substring(0, Math.min(FigureText.LONGEST, text.length()));
  }

  boolean hasTakenIn(Moment when) {
    Moment last = at;
    return last != null && !when.isAfter(last);
  }

  /** After an answer, cut, that tells a number. */
  Serial told(String serial, Moment when) {
    return serial.equals(own)
        ? new Serial(own, "", 0, when, false)
        : new Serial(own, serial, serial.equals(other) ? times + 1 : 1, when, away);
  }

  /** After an answer that tells nothing. */
  Serial toldNothing(Moment when) {
    return new Serial(own, other, times, when, away);
  }

  /** What was told before it was out of sight may have been told by another. */
  Serial seen(boolean online) {
    return online || away && other.isEmpty() ? this : new Serial(own, "", 0, at, true);
  }

  /** Whether it has told that number often enough since it came, and no other after it. */
  boolean claims(String serial) {
    return other.isEmpty()
        ? !away && isOne(own) && own.equals(serial)
        : times >= ENOUGH && other.equals(serial);
  }

  /** Whether it has told another often enough, and can be another. */
  boolean isAnother() {
    return times >= ENOUGH && (away || own.isEmpty());
  }

  /** Whether it has told a number twice, at whatever address that was before. */
  boolean hasNumber() {
    return isOne(own);
  }

  /** Whether the pack that was here last is out of sight, or has not told its number since. */
  boolean isMissed() {
    return away && !own.isEmpty();
  }

  /** With the other as its own. */
  Serial settled() {
    return new Serial(other, "", 0, at, false);
  }

  /** After it was found that a number that it told is not one. */
  Serial without(String text) {
    return new Serial(own.equals(text) ? "" : own, "", 0, at, away);
  }

  /** Its pack has told its number at another address, and is no longer expected here. */
  Serial moved() {
    return new Serial(ELSEWHERE, other, times, at, true);
  }
}
