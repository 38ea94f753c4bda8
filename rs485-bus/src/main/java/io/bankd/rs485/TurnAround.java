package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the packs of a line, and what stands between, take to begin an answer: the slowest, and
 * each by itself, which fades over some hundred answers. A pack that is looked for needs to be
 * given no more than twice that, which makes looking cheap; and on a slow line, or where it was
 * slow itself when it was last heard, no less.
 */
final class TurnAround {
  /** What packs take that were measured, 25–160 ms: it costs 2.5 % of the time, and finds most. */
  private static final Duration LEAST = Duration.ofMillis(180);

  private static final int FADES = 64;

  private @Nullable Duration slowest;
  private final Map<PackAddress, Duration> own = new HashMap<>();

  /**
   * An answer was heard.
   *
   * @param turnAround its round trip without the characters of request and answer
   */
  void heard(PackAddress address, Duration turnAround) {
    slowest = faded(slowest, turnAround);
    own.put(address, faded(own.get(address), turnAround));
  }

  private static Duration faded(@Nullable Duration before, Duration now) {
    return before == null || now.compareTo(before) > 0
        ? now
        : before.minus(before.minus(now).dividedBy(FADES));
  }

  /** How long a pack known to be silent is given for its first character. */
  Duration probe(PackAddress address, BusTiming timing) {
    Duration known = own.get(address);
    Duration line = slowest(timing);
    return known == null || enough(known, timing).compareTo(line) < 0
        ? line
        : enough(known, timing);
  }

  /** When the slowest pack of this line has begun to answer. */
  Duration slowest(BusTiming timing) {
    Duration known = slowest;
    return known == null ? timing.probe() : enough(known, timing);
  }

  private static Duration enough(Duration known, BusTiming timing) {
    Duration twice = known.multipliedBy(2);
    Duration longest = timing.firstCharacter();
    Duration enough = twice.compareTo(LEAST) < 0 ? LEAST : twice;
    return enough.compareTo(longest) < 0 ? enough : longest;
  }
}
