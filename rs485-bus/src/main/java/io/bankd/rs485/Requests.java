package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Requests heard on the line: our own that an adaptor gives back, be it late, told from another
 * master's. Used by one thread.
 */
final class Requests {
  /** A gateway that is held up gives back a probe’s echo when others have been sent since. */
  private static final int LATE_ECHOES = 4;

  /** So many questions without a foreign request, and the other master is thought gone. */
  static final int FORGOTTEN_AFTER = 300;

  private final PackDialect dialect;
  private final BusListener listener;
  private final Deque<AsciiFrame> unechoed = new ArrayDeque<>();
  private @Nullable AsciiFrame asked;
  private int echoing;
  private int sinceForeign = FORGOTTEN_AFTER;
  private boolean foreign;
  private final Rhythm rhythm = new Rhythm();

  Requests(PackDialect dialect, BusListener listener) {
    this.dialect = dialect;
    this.listener = listener;
  }

  /** We ask this now; it may come back once. */
  void sent(AsciiFrame request) {
    asked = request;
    sinceForeign = Math.min(sinceForeign + 1, FORGOTTEN_AFTER);
    echoing = Math.max(0, echoing - 1);
    unechoed.addLast(request);
    if (unechoed.size() > LATE_ECHOES) {
      unechoed.removeFirst();
    }
  }

  /** Takes note of a request heard while our question is open; whether this is one. */
  boolean heardInTime(AsciiFrame frame, long at) {
    AsciiFrame open = asked;
    if (open == null || !open.equals(frame)) {
      return heard(frame, at);
    }
    asked = null;
    echoing = LATE_ECHOES;
    foreign = false;
    unechoed.removeLast();
    listener.echoRemoved();
    return true;
  }

  /**
   * Takes note of a request heard when no question is open; whether this is one. Only an adaptor
   * that echoed in time just now can be late: another master asks the same questions.
   */
  boolean heard(AsciiFrame frame, long at) {
    foreign = false;
    if (echoing > 0 && unechoed.remove(frame)) {
      listener.echoRemoved();
    } else if (dialect.isRequest(frame)) {
      foreign = true;
      sinceForeign = 0;
      rhythm.heard(at);
      listener.foreignRequest(frame.adr(), frame.code());
    } else {
      return false;
    }
    return true;
  }

  /** Whether the request that was heard last is another master's. */
  boolean lastWasForeign() {
    return foreign;
  }

  /** When another master asks. */
  Rhythm rhythm() {
    return rhythm;
  }

  /** Whether another master has asked something lately. */
  boolean lineIsShared() {
    return sinceForeign < FORGOTTEN_AFTER;
  }
}
