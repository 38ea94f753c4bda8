package io.bankd.sleep;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pack is being asked: only then does its silence mean anything, and being asked keeps it
 * awake.
 *
 * @param since when that began
 * @param quiet how long it had not been asked before that; zero while it is not
 */
record Asking(boolean asked, Moment since, Duration quiet) {

  static Asking next(@Nullable Asking before, boolean asked, Moment now) {
    if (before == null) {
      return new Asking(asked, now, Duration.ZERO);
    }
    if (before.asked == asked) {
      return before;
    }
    Duration quiet = asked ? now.since(before.since) : Duration.ZERO;
    return new Asking(asked, now, quiet.isNegative() ? Duration.ZERO : quiet);
  }

  /** How long a pack had been left alone whose last word came before this; zero if it has not. */
  Duration aloneSince(Moment lastWord) {
    return lastWord.isAfter(since) ? Duration.ZERO : quiet;
  }

  /** From when on a pack has owed an answer. */
  Moment owedFrom(Moment lastWord) {
    return lastWord.isAfter(since) ? lastWord : since;
  }

  Figures figures() {
    return Figures.NONE
        .with("asked", asked ? 1 : 0)
        .with("since", since)
        .with("quiet-ns", quiet.toNanos());
  }

  static @Nullable Asking restored(Figures figures, Moment now) {
    Moment since = Kept.moment(figures, "since", now);
    Duration quiet = Duration.ofNanos(Math.max(0, figures.get("quiet-ns", 0)));
    return since == null ? null : new Asking(Kept.is(figures, "asked"), since, quiet);
  }
}
