package io.bankd.daemon;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether one inverter can be told anything. What it does while it cannot be is no disobedience, so
 * the bank has to know. Used by the thread that sends.
 */
final class Reach {
  /** After so long without a whole set an inverter may go by none of what it was told: 3 s. */
  static final Duration STALE = Duration.ofSeconds(3);

  private final Consumer<@Nullable Moment> changed;
  private @Nullable Moment lastTold;
  private boolean lost;

  /**
   * A way to an inverter, taken to be open.
   *
   * @param changed told at each change: since when nothing has gone out, or null when something
   *     does again
   */
  Reach(Consumer<@Nullable Moment> changed) {
    this.changed = changed;
  }

  /** A whole set went out. */
  void told(Moment now) {
    lastTold = now;
    if (lost) {
      lost = false;
      changed.accept(null);
    }
  }

  /** There was nothing to tell: an inverter that is told nothing on purpose is not lost. */
  void silent() {
    lastTold = null;
  }

  /** A set was not taken, or not whole. */
  void refused(Moment now) {
    Moment last = lastTold == null ? now : lastTold;
    lastTold = last;
    if (!lost && now.since(last).compareTo(STALE) >= 0) {
      lost = true;
      changed.accept(last);
    }
  }
}
