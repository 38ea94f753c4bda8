package io.bankd.rs485;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions that were given up and whose answers may still come. An answer does not say what it
 * answers, so one that comes late has to be known for what it is. Addresses are as they stand on
 * the wire, moments nanoseconds of the bus's clock. Used by one thread.
 */
final class Latecomers {
  /** Who has not begun after so long does not answer any more. */
  private static final long WINDOW = Duration.ofSeconds(2).toNanos();

  /** How long an address is known to answer too late to be waited for. */
  private static final long REMEMBERED = Duration.ofSeconds(30).toNanos();

  private record Owed(PackQuestion question, long asked, boolean perhaps) {}

  private final BusListener listener;
  private final Map<Integer, Deque<Owed>> owed = new HashMap<>();
  private final Map<Integer, Long> tooLate = new HashMap<>();

  Latecomers(BusListener listener) {
    this.listener = listener;
  }

  /** A question was met with silence. */
  void givenUp(PackQuestion question, int address, long asked) {
    owed.computeIfAbsent(address, any -> new ArrayDeque<>()).add(new Owed(question, asked, false));
  }

  /** The only answer to two questions was taken for the second's: there may be one more. */
  void answeredPerhaps(PackQuestion question, int address, long asked) {
    owed.computeIfAbsent(address, any -> new ArrayDeque<>()).add(new Owed(question, asked, true));
  }

  /** Packs answer in order: what was asked before is not answered any more. */
  void answered(int address) {
    owed.remove(address);
  }

  /** The oldest question that an address may still answer; null where there is none. */
  @Nullable PackQuestion owedBy(int address, long now) {
    Owed oldest = oldest(address, now);
    return oldest == null || oldest.perhaps ? null : oldest.question;
  }

  /** An answer of this address was heard; whether it came late, which is told then. */
  boolean take(int address, long heard) {
    Owed late = oldest(address, heard);
    if (late == null) {
      return false;
    }
    owed.getOrDefault(address, new ArrayDeque<>()).poll();
    if (!late.question.probe()) {
      tooLate.put(address, heard);
    }
    listener.late(late.question, Duration.ofNanos(heard - late.asked));
    return true;
  }

  /** Whether an address has lately answered when nobody waited for it any more. */
  boolean isTooLate(int address, long now) {
    Long last = tooLate.get(address);
    return last != null && now - last < REMEMBERED;
  }

  private @Nullable Owed oldest(int address, long now) {
    Deque<Owed> all = owed.get(address);
    if (all == null) {
      return null;
    }
    all.removeIf(each -> now - each.asked > WINDOW);
    return all.peek();
  }
}
