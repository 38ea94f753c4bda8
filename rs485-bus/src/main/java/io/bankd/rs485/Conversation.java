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
  private final PackDialect dialect;
  private final Plausibility plausibility;
  private final BusListener listener;
  private final Requests requests;
  private final PackQuestion question;
  private final long start;

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
    if (requests.heard(frame)) {
      return null;
    }
    PackReply reply = read(frame, at);
    return reply instanceof PackReply.Refused refused
        ? new Exchange.Refused(refused.reason(), refused.detail())
        : new Exchange.Answered(reply, Moment.ofNanos(at), Duration.ofNanos(at - start));
  }

  private PackReply read(AsciiFrame frame, long at) {
    PackReply said = dialect.read(question, frame);
    if (said instanceof PackReply.Refused refused && refused.reason() == Refusal.WRONG_ADDRESS) {
      listener.answeredByAnother(question, frame.adr());
    }
    return plausibility.check(question, said, Moment.ofNanos(at));
  }
}
