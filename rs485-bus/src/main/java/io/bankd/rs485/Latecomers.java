package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions that were given up and whose answers may still come. An answer does not say what it
 * answers, so one that comes late has to be known for what it is; and where that cannot be, for how
 * old it may be. What it rests on: a pack answers in order, and neither a line nor a connection
 * changes the order. Addresses are as they stand on the wire, moments nanoseconds of the bus's
 * clock. Used by one thread.
 */
final class Latecomers {
  /** What a pack has not begun to answer after so long it does not answer any more. */
  private static final long WINDOW = Duration.ofSeconds(3).toNanos();

  /**
   * A question whose answer may still come.
   *
   * @param asked when it was put
   * @param perhaps whether it may have been answered already
   * @param silent whether it was met with silence; else somebody has answered, if not the pack
   */
  record Owed(PackQuestion question, long asked, boolean perhaps, boolean silent) {}

  private final PackDialect dialect;
  private final long stuck;
  private final BusListener listener;
  private final Map<Integer, Deque<Owed>> owed = new HashMap<>();
  private boolean flows;
  private long flowed;
  private boolean lost;

  Latecomers(PackDialect dialect, BusTiming timing, BusListener listener) {
    this.dialect = dialect;
    this.stuck = timing.stuck().toNanos();
    this.listener = listener;
  }

  /** A question was met with silence. */
  void givenUp(PackQuestion question, int address, long asked) {
    owe(address, new Owed(question, asked, false, true));
  }

  /** Another pack has answered, or one that says it was another. */
  void answeredByAnother(PackQuestion question, int address, long asked) {
    owe(address, new Owed(question, asked, false, false));
  }

  /** What may have answered an earlier question was taken for this one's: there may be one more. */
  void answeredPerhaps(PackQuestion question, int address, long asked) {
    owe(address, new Owed(question, asked, true, false));
  }

  private void owe(int address, Owed one) {
    forget(one.asked);
    owed.computeIfAbsent(address, any -> new ArrayDeque<>()).add(one);
  }

  /** Who is never heard again must not fill the memory: what is too old to be answered goes. */
  private void forget(long now) {
    owed.values().forEach(all -> all.removeIf(each -> isForgotten(each, now)));
  }

  private boolean isForgotten(Owed one, long now) {
    boolean old = now - one.asked > stuck;
    lost |= old && one.silent && (!flows || flowed - one.asked <= 0);
    return old;
  }

  /**
   * Whether nothing is known to have come through for longer than an answer is remembered to be
   * owed: whatever comes now may be older than anybody can tell. Only what holds answers back at
   * all, a gateway or the network before it, can do that.
   */
  boolean isLost(long now) {
    forget(now);
    return lost && stuck > WINDOW;
  }

  /** How long an answer is remembered to be owed. */
  Duration remembered() {
    return Duration.ofNanos(stuck);
  }

  /** For certain: what was asked of this address before is not answered any more. */
  void answered(int address, long asked) {
    owed.remove(address);
    flows = true;
    flowed = asked;
    lost = false;
  }

  /** What was under way on a connection is lost with it. */
  void restart() {
    owed.clear();
    flows = false;
    lost = false;
  }

  /** How many questions are kept whose answers may still come. */
  int count() {
    return owed.values().stream().mapToInt(Deque::size).sum();
  }

  /** The questions given up before that this may be the answer to, the earliest first. */
  List<Owed> before(AsciiFrame answer, long heard) {
    return open(answer.adr(), heard).stream().filter(each -> answers(each, answer)).toList();
  }

  private boolean answers(Owed each, AsciiFrame answer) {
    return !(dialect.read(each.question, answer) instanceof PackReply.Refused);
  }

  /** This was answered, and so nothing that was asked of the same address before will be. */
  void through(int address, Owed answered) {
    Deque<Owed> all = owed.getOrDefault(address, new ArrayDeque<>());
    all.removeIf(each -> each.asked - answered.asked <= 0);
  }

  /** An answer was heard that is not the open question's; whether it came late, which is told. */
  boolean take(AsciiFrame answer, long heard) {
    List<Owed> before = before(answer, heard);
    Owed late = before.isEmpty() ? open(answer.adr(), heard).peek() : before.get(0);
    if (late == null) {
      return false;
    }
    through(answer.adr(), late);
    listener.late(late.question, Duration.ofNanos(heard - late.asked));
    return true;
  }

  /**
   * Who does not answer for long does not answer; but a connection that has carried nothing since
   * may have held an answer back for longer.
   */
  private Deque<Owed> open(int address, long now) {
    @Nullable Deque<Owed> all = owed.get(address);
    if (all == null) {
      return new ArrayDeque<>();
    }
    all.removeIf(
        each ->
            isForgotten(each, now)
                || now - each.asked > WINDOW && flows && flowed - each.asked > 0);
    return all;
  }
}
