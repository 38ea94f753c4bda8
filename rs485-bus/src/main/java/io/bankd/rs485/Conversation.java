package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One question on the wire and what its answer comes to: the part of asking that needs neither line
 * nor clock, so that what was recorded is read as it was read then.
 */
final class Conversation {
  /** A line that turns around makes some 20 characters, the shortest answer to these has 86. */
  static final int TURNING_AROUND = 40;

  private final PackDialect dialect;
  private final Plausibility plausibility;
  private final BusListener listener;
  private final Requests requests;
  private final PackQuestion question;
  private final long start;
  private boolean talkedOver;
  private int noise;

  Conversation(
      PackDialect dialect,
      Plausibility plausibility,
      BusListener listener,
      Requests requests,
      PackQuestion question,
      long start) {
    this.dialect = dialect;
    this.plausibility = plausibility;
    this.listener = listener;
    this.requests = requests;
    this.question = question;
    this.start = start;
  }

  PackQuestion question() {
    return question;
  }

  /** How the question ends with this; null where it has not ended yet. */
  @Nullable Exchange take(FrameCandidate candidate, long at) {
    if (at - start < 0) {
      return null; // What was heard before the question was put answers an earlier one.
    }
    if (candidate instanceof FrameFault fault) {
      return new Exchange.Garbled(fault);
    }
    AsciiFrame frame = (AsciiFrame) candidate;
    if (requests.heardInTime(frame)) {
      talkedOver |= requests.lastWasForeign();
      return null;
    }
    PackReply reply = read(frame, at);
    return reply instanceof PackReply.Refused refused
        ? new Exchange.Refused(refused.reason(), refused.detail())
        : new Exchange.Answered(reply, Moment.ofNanos(at), Duration.ofNanos(at - start));
  }

  /** Characters were heard that belong to no frame. */
  void noise(int characters) {
    noise += characters;
  }

  /** Whether somebody else talked, so that no answer does not mean that none was given. */
  boolean isDisturbed() {
    return talkedOver || noise > TURNING_AROUND;
  }

  /**
   * How the question ends when its time is over.
   *
   * @param cut whether a frame was begun and not ended
   */
  Exchange unanswered(boolean cut) {
    return cut
        ? new Exchange.Garbled(FrameFault.SHORT)
        : isDisturbed() ? new Exchange.Garbled(FrameFault.NO_SOI) : new Exchange.Silent();
  }

  private PackReply read(AsciiFrame frame, long at) {
    PackReply said = dialect.read(question, frame);
    if (said instanceof PackReply.Refused refused && refused.reason() == Refusal.WRONG_ADDRESS) {
      listener.answeredByAnother(question, frame.adr());
    }
    return plausibility.check(question, said, Moment.ofNanos(at));
  }
}
