package io.bankd.soc;

import static io.bankd.soc.Belief.ONE;

import io.bankd.history.Figures;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a reading until the next.
 *
 * @param own the pack's own state of charge, in trillionths
 * @param usual the time from reading to reading when none is lost, in ns
 */
record Seen(Moment at, int milliamperes, long own, long usual) {
  private static final long SLOWLY = 16;

  static Seen first(PackReading reading) {
    return new Seen(
        reading.at(), reading.current().milliamperes(), own(reading), Belief.BLIND.toNanos());
  }

  /** A shorter time is the usual one at once, a longer one only if it lasts. */
  Seen next(PackReading reading) {
    long nanos = Math.max(0, reading.at().since(at).toNanos());
    long longer = Math.min(nanos - usual, usual) / SLOWLY;
    long now = nanos <= usual ? nanos : usual + longer;
    return new Seen(reading.at(), reading.current().milliamperes(), own(reading), now);
  }

  static long own(PackReading reading) {
    return reading.soc().basisPoints() * (ONE / 10_000);
  }

  Figures figures() {
    return Figures.NONE.with("at", at).with("ma", milliamperes).with("own", own);
  }

  static @Nullable Seen restored(Figures figures) {
    Moment at = figures.moment("at");
    long own = figures.get("own", -1);
    long current = figures.get("ma", 0);
    return at == null || own < 0 || own > ONE || current != (int) current
        ? null
        : new Seen(at, (int) current, own, Belief.BLIND.toNanos());
  }
}
