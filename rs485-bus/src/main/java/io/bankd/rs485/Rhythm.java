package io.bankd.rs485;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When another master asks, if it does so at even intervals: one that looks at nobody else's
 * questions can only be gone out of the way of. Moments are nanoseconds of the bus's clock, at the
 * end of its requests.
 */
final class Rhythm {
  /** Intervals that have to fit. */
  private static final int ENOUGH = 6;

  /** Requests in a row that may have been talked over, and not heard. */
  private static final int MISSED = 4;

  /** The share of an interval that it may be early or late. */
  private static final int EVEN = 12;

  private final Deque<Long> intervals = new ArrayDeque<>();
  private long last;
  private boolean heard;

  void heard(long at) {
    if (heard) {
      intervals.add(at - last);
      if (intervals.size() > ENOUGH) {
        intervals.remove();
      }
    }
    heard = true;
    last = at;
  }

  /** The time between two of its requests; 0 where there is no telling. */
  long interval() {
    long shortest = intervals.stream().mapToLong(each -> each).min().orElse(0);
    boolean even = intervals.size() == ENOUGH && shortest > 0;
    for (long each : intervals) {
      long times = even ? (each + shortest / 2) / shortest : 0;
      even &= times <= MISSED && Math.abs(each - times * shortest) <= shortest / EVEN;
    }
    return even ? shortest : 0;
  }

  /** By how much a request may differ from when it is due. */
  long tolerance() {
    return interval() / EVEN;
  }

  /** Whether its next request can be told now, and so much time lies between two of them. */
  boolean leaves(long time, long now) {
    return interval() - 2 * tolerance() >= time && now - last < MISSED * interval();
  }

  /** When its next request has been made, or the one that is late; only where there is one. */
  long due(long now) {
    long interval = interval();
    return last + Math.max(1, (now - tolerance() - last) / interval + 1) * interval;
  }
}
