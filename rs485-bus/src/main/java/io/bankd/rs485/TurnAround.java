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
  private static final Duration LOOK = Duration.ofMillis(180);

  /** Twice what the slower packs take as a rule, and a USB adaptor's 16 ms. */
  private static final Duration LEAST = Duration.ofMillis(80);

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
    Duration due = answerDue(timing);
    Duration needed = known == null ? due : longer(due, twice(known, timing));
    return slowest == null ? needed : longer(needed, LOOK);
  }

  /** When an answer on this line has begun that anybody asked for. */
  Duration answerDue(BusTiming timing) {
    Duration known = slowest;
    return known == null ? timing.probe() : longer(twice(known, timing), LEAST);
  }

  private static Duration twice(Duration known, BusTiming timing) {
    Duration twice = known.multipliedBy(2);
    Duration longest = timing.firstCharacter();
    return twice.compareTo(longest) < 0 ? twice : longest;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
