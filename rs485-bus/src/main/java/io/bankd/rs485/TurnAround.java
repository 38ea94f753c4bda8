package io.bankd.rs485;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the packs of a line, and what stands between, take to begin an answer: the slowest,
 * which fades over some hundred answers. A pack that is looked for needs to be given no more than
 * twice that, which makes looking cheap; and on a slow line no less, or it would never be found.
 */
final class TurnAround {
  /** Twice what the slower packs take that were measured, and a USB adaptor's 16 ms. */
  private static final Duration LEAST = Duration.ofMillis(80);

  private static final int FADES = 64;

  private @Nullable Duration slowest;

  /**
   * An answer was heard.
   *
   * @param turnAround its round trip without the characters of request and answer
   */
  void heard(Duration turnAround) {
    Duration before = slowest;
    if (before == null || turnAround.compareTo(before) > 0) {
      slowest = turnAround;
    } else {
      slowest = before.minus(before.minus(turnAround).dividedBy(FADES));
    }
  }

  /** How long a pack known to be silent is given for its first character. */
  Duration probe(BusTiming timing) {
    Duration known = slowest;
    if (known == null) {
      return timing.probe();
    }
    Duration twice = known.multipliedBy(2);
    Duration longest = timing.firstCharacter();
    Duration enough = twice.compareTo(LEAST) < 0 ? LEAST : twice;
    return enough.compareTo(longest) < 0 ? enough : longest;
  }
}
