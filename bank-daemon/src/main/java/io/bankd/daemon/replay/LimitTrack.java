package io.bankd.daemon.replay;

import io.bankd.limit.LimitReason;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Follows one limit, and tells its movements: those one way, with no rest between, are one; what is
 * too small to matter is none until it adds up.
 */
final class LimitTrack {
  /** A limit that has stood so long has come to rest. */
  private static final Duration REST = Duration.ofSeconds(10);

  /**
   * A limit moved.
   *
   * @param reason why it is what it is at the end
   */
  record Movement(Moment start, Moment end, String from, String to, LimitReason reason) {}

  private final int least;
  private final IntFunction<String> words;
  private final Consumer<Movement> told;
  private @Nullable Integer shown;
  private boolean moving;
  private boolean rising;
  private Moment start = Moment.ofNanos(0);
  private Moment end = Moment.ofNanos(0);
  private int to;
  private LimitReason reason = LimitReason.ofBank("", "");

  /**
   * A limit that has not been seen yet.
   *
   * @param least the smallest difference to tell
   * @param words a value for people
   */
  LimitTrack(int least, IntFunction<String> words, Consumer<Movement> told) {
    this.least = least;
    this.words = words;
    this.told = told;
  }

  void take(Moment at, int value, LimitReason why) {
    Integer last = shown;
    if (last == null) {
      shown = value;
      told.accept(new Movement(at, at, "", words.apply(value), why));
      return;
    }
    if (moving) {
      boolean back = rising ? to - value >= least : value - to >= least;
      boolean otherRule = !why.rule().equals(reason.rule()) && Math.abs(value - to) >= least;
      if (back || otherRule || at.since(end).compareTo(REST) > 0) {
        tell(last);
        last = to;
      } else if (rising ? value > to : value < to) {
        follow(at, value, why);
        return;
      } else {
        return;
      }
    }
    boolean matters = Math.abs(value - last) >= least || (value == 0) != (last == 0);
    if (matters) {
      moving = true;
      rising = value > last;
      start = at;
      follow(at, value, why);
    }
  }

  private void follow(Moment at, int value, LimitReason why) {
    to = value;
    end = at;
    reason = why;
  }

  private void tell(int from) {
    moving = false;
    shown = to;
    told.accept(new Movement(start, end, words.apply(from), words.apply(to), reason));
  }

  /** The tape has ended. */
  void close() {
    Integer last = shown;
    if (moving && last != null) {
      tell(last);
    }
  }
}
