package io.bankd.can;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * The pause between two frames of a set: receivers lose frames sent back to back, and the queue of
 * an interface may hold only ten.
 *
 * @param gap 0…100 ms; public systems use 2…100
 * @param park waits that many nanoseconds without keeping a core busy; the daemon hands in {@code
 *     LockSupport::parkNanos}
 */
public record Spacing(Duration gap, LongConsumer park) {
  /** The gap that suits every inverter known. */
  public static final Duration DEFAULT_GAP = Duration.ofMillis(5);

  public Spacing {
    if (gap.isNegative() || gap.compareTo(Duration.ofMillis(100)) > 0) {
      throw new IllegalArgumentException("a spacing of " + gap + " is outside 0…100 ms");
    }
  }

  /** No pause: for wires in memory. */
  public static Spacing none() {
    return new Spacing(Duration.ZERO, nanos -> {});
  }

  /** Waits once. */
  public void pause() {
    if (!gap.isZero()) {
      park.accept(gap.toNanos());
    }
  }
}
