package io.bankd.life;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether something is due, since when, and when it was last told.
 *
 * @param since null while nothing is due
 * @param toldAt null until it has been told
 */
record Reminder(@Nullable Moment since, @Nullable Moment toldAt) {
  static final Reminder QUIET = new Reminder(null, null);

  /**
   * @param due whether it is due now
   * @param over whether it is surely over; between the two it stays as it was
   */
  Reminder next(boolean due, boolean over, Moment now) {
    if (over) {
      return QUIET;
    }
    return due && since == null ? new Reminder(now, null) : this;
  }

  boolean tells(Moment now, Duration after, Duration again) {
    Moment first = since;
    Moment told = toldAt;
    if (first == null || now.since(first).compareTo(after) < 0) {
      return false;
    }
    return told == null || now.since(told).compareTo(again) >= 0;
  }

  Reminder told(Moment now) {
    return new Reminder(since, now);
  }

  Figures figures() {
    return Figures.NONE.with("since", since).with("told-at", toldAt);
  }

  static Reminder restored(Figures figures) {
    Moment since = figures.moment("since");
    return since == null ? QUIET : new Reminder(since, figures.moment("told-at"));
  }
}
