package io.bankd.rs485;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How old one kind of a pack's data is, and how old it became since somebody last asked that. */
final class Freshness {
  /** What never was comes first. */
  static final Comparator<Freshness> OLDEST_FIRST = Freshness::compare;

  private @Nullable Moment last;
  private Duration worst = Duration.ZERO;

  private static int compare(Freshness one, Freshness other) {
    Moment a = one.last;
    Moment b = other.last;
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.isBefore(b) ? -1 : b.isBefore(a) ? 1 : 0;
  }

  /** When it was renewed last; null where there is nothing. */
  @Nullable Moment last() {
    return last;
  }

  boolean isEmpty() {
    return last == null;
  }

  /**
   * It was renewed. What is older than what is known is of no use to anybody, and renews nothing.
   *
   * @param at as of when the new counts
   * @param now when it was heard: until then there was only the old
   */
  void renewed(Moment at, Moment now) {
    Duration age = age(now);
    if (age != null && age.compareTo(worst) > 0) {
      worst = age;
    }
    last = last == null || last.isBefore(at) ? at : last;
  }

  /** What was known is of no more use: the pack went away. */
  void forget() {
    last = null;
    worst = Duration.ZERO;
  }

  @Nullable Duration age(Moment now) {
    Moment renewed = last;
    return renewed == null ? null : now.since(renewed);
  }

  /** The oldest it has been since this was last asked; null where there is nothing. */
  @Nullable Duration takeWorst(Moment now) {
    Duration age = age(now);
    Duration taken = age == null || age.compareTo(worst) > 0 ? age : worst;
    worst = Duration.ZERO;
    return taken;
  }
}
