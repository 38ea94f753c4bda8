package io.bankd.protect;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Trips of one row of the table that released by themselves, in a row.
 *
 * <p>The document does not say what ends such a row. Here it ends with current in the healing
 * direction, as the lock itself does, with a reset, and when the protection was not reached for a
 * setting's worth of watching (an hour). Silence is no watching: it begins the stretch anew.
 *
 * @param count none or more
 * @param calmSince the first reading of the stretch without the condition, null while it is bad
 */
record Trips(int count, @Nullable Moment calmSince) {
  static final Trips NONE = new Trips(0, null);

  /* As old as a reading may get and still count (BANK-6). */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  Trips oneMore() {
    return new Trips(count == Integer.MAX_VALUE ? count : count + 1, null);
  }

  /** After a reading on the bad side that did not trip. */
  Trips bad() {
    return new Trips(count, null);
  }

  /** After a reading on the good side. */
  Trips calm(RowLock lock, @Nullable Moment last, Moment now) {
    Moment since = calmSince;
    if (count == 0) {
      return NONE;
    }
    boolean watched =
        since != null
            && last != null
            && !since.isAfter(now)
            && now.since(last).compareTo(SILENCE) <= 0;
    if (since == null || !watched) {
      return new Trips(count, now);
    }
    return now.since(since).compareTo(lock.calm()) >= 0 ? NONE : this;
  }
}
