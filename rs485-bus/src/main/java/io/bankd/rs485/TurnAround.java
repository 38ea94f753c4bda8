package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the packs of a line, and what stands between, take to begin an answer: the slowest, and
 * each by itself, late answers included. It fades over some hundred answers, and the slowest counts
 * only where there were two of them: once, any machine is busy. A pack that is looked for needs to
 * be given no more than twice that, which makes looking cheap; and on a slow line, or where it was
 * slow itself when it was last heard, no less. And who is slower than a pack may be, as behind a
 * slow gateway, is waited for as long as that takes, within bounds.
 */
final class TurnAround {
  /** What packs take that were measured, 25–160 ms: it costs 2.5 % of the time, and finds most. */
  private static final Duration LOOK = Duration.ofMillis(180);

  /** Twice what the slower packs take as a rule, and a USB adaptor's 16 ms. */
  private static final Duration LEAST = Duration.ofMillis(80);

  private static final int FADES = 64;

  /** The two slowest that were heard lately. */
  private static final class Slowest {
    private Duration first;
    private @Nullable Duration second;

    Slowest(Duration first) {
      this.first = first;
    }

    void heard(Duration now) {
      Duration once = faded(first, now);
      Duration again = second == null ? now : faded(second, now);
      boolean slower = now.compareTo(once) > 0;
      first = slower ? now : once;
      second = slower ? once : longer(again, now);
    }

    private static Duration faded(Duration before, Duration now) {
      return now.compareTo(before) > 0 ? before : before.minus(before.minus(now).dividedBy(FADES));
    }

    Duration twiceSeen() {
      return second == null ? first : second;
    }
  }

  private @Nullable Slowest slowest;
  private final Map<PackAddress, Slowest> own = new HashMap<>();

  /**
   * An answer was heard, in time or late.
   *
   * @param turnAround its round trip without the characters of request and answer
   */
  void heard(PackAddress address, Duration turnAround) {
    slowest = with(slowest, turnAround);
    own.put(address, with(own.get(address), turnAround));
  }

  private static Slowest with(@Nullable Slowest before, Duration turnAround) {
    if (before == null) {
      return new Slowest(turnAround);
    }
    before.heard(turnAround);
    return before;
  }

  /**
   * How long a pack is given for its first character: what its transport's timing says, or half as
   * much again as this pack needs, or the slowest where it has not been heard.
   */
  Duration patience(PackAddress address, BusTiming timing) {
    Slowest known = own.getOrDefault(address, slowest);
    return known == null ? timing.firstCharacter() : patience(known, timing);
  }

  private static Duration patience(Slowest known, BusTiming timing) {
    Duration needed = known.twiceSeen().multipliedBy(3).dividedBy(2);
    return shorter(longer(timing.firstCharacter(), needed), timing.longest());
  }

  /** How long a pack known to be silent is given for its first character. */
  Duration probe(PackAddress address, BusTiming timing) {
    Slowest all = slowest;
    if (all == null) {
      return timing.probe();
    }
    Slowest known = own.getOrDefault(address, all);
    Duration needed = longer(all.twiceSeen(), known.twiceSeen()).multipliedBy(2);
    Duration most = longer(patience(all, timing), patience(known, timing));
    return longer(shorter(needed, most), LOOK);
  }

  /**
   * When an answer on this line has begun that anybody asked for, be it the slowest of all: who
   * begins sooner talks into it.
   */
  Duration answerDue(BusTiming timing) {
    Slowest known = slowest;
    if (known == null) {
      return timing.probe();
    }
    Duration most = patience(known, timing);
    return longer(shorter(known.first.multipliedBy(2), most), LEAST);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
