package io.bankd.rs485;

import java.time.Duration;
import java.util.Arrays;

/**
 * The longest of what took its time lately, so many of them: in this stretch and the one before.
 */
final class Longest {
  private final Duration[] before;
  private final Duration[] lately;

  /**
   * Nothing has taken any time yet.
   *
   * @param kept of how many the time is known
   */
  Longest(int kept) {
    before = none(kept);
    lately = none(kept);
  }

  private static Duration[] none(int kept) {
    Duration[] none = new Duration[kept];
    Arrays.fill(none, Duration.ZERO);
    return none;
  }

  void add(Duration time) {
    int place = lately.length;
    while (place > 0 && lately[place - 1].compareTo(time) < 0) {
      place--;
    }
    if (place < lately.length) {
      System.arraycopy(lately, place, lately, place + 1, lately.length - 1 - place);
      lately[place] = time;
    }
  }

  /** A stretch has ended; one in which there was nothing says nothing new. */
  void ended() {
    if (!lately[0].isZero()) {
      System.arraycopy(lately, 0, before, 0, lately.length);
      Arrays.fill(lately, Duration.ZERO);
    }
  }

  boolean isEmpty() {
    return before[0].isZero() && lately[0].isZero();
  }

  /**
   * The longest few together, each taken to be so long at least; of more than are known as well.
   */
  Duration sum(int count, Duration least) {
    Duration sum = Duration.ZERO;
    int here = 0;
    int there = 0;
    for (int i = 0; i < count; i++) {
      Duration one = at(lately, here);
      Duration other = at(before, there);
      boolean first = one.compareTo(other) >= 0;
      Duration next = first ? one : other;
      here += first ? 1 : 0;
      there += first ? 0 : 1;
      sum = sum.plus(next.compareTo(least) < 0 ? least : next);
    }
    return sum;
  }

  private static Duration at(Duration[] sorted, int place) {
    return place < sorted.length ? sorted[place] : Duration.ZERO;
  }

  /** The longest of all; zero where there is none. */
  Duration first() {
    return sum(1, Duration.ZERO);
  }

  /** The longest but one, which no single accident has made; the longest where it is alone. */
  Duration second() {
    Duration second = sum(2, Duration.ZERO).minus(first());
    return second.isZero() ? first() : second;
  }
}
