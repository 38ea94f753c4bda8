package io.bankd.rs485;

import io.bankd.rs485.Latecomers.Owed;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
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
  private final Latecomers latecomers;
  private final PackQuestion question;
  private final int address;
  private final long start;
  private @Nullable AsciiFrame held;
  private long heldAt;
  private boolean talkedOver;
  private int noise;

  /**
   * A question that is put now.
   *
   * @param address as it stands in the request
   */
  Conversation(
      PackDialect dialect,
      Plausibility plausibility,
      BusListener listener,
      Requests requests,
      Latecomers latecomers,
      PackQuestion question,
      int address,
      long start) {
    this.dialect = dialect;
    this.plausibility = plausibility;
    this.listener = listener;
    this.requests = requests;
    this.latecomers = latecomers;
    this.question = question;
    this.address = address;
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
    if (requests.heardInTime(frame, at)) {
      talkedOver |= requests.lastWasForeign();
      return null;
    }
    if (latecomers.isLost(at)) {
      long seconds = latecomers.remembered().toSeconds();
      return new Exchange.PortGone("nothing came through for " + seconds + " s, calling anew");
    }
    if (frame.adr() != address) {
      return latecomers.take(frame, at) ? null : ended(frame, at, start);
    }
    AsciiFrame first = held;
    if (first != null) {
      latecomers.take(first, heldAt); // Of two answers the first is the earlier question's.
      held = null;
    }
    List<Owed> before = latecomers.before(frame, at);
    if (before.isEmpty()) {
      return ended(frame, at, start);
    }
    if (!answers(frame)) {
      latecomers.take(frame, at);
      return null;
    }
    if (before.stream().allMatch(each -> each.perhaps() && each.question().asksTheSame(question))) {
      return doubtful(frame, at, before.get(0));
    }
    held = frame;
    heldAt = at;
    return null;
  }

  private boolean answers(AsciiFrame frame) {
    return !(dialect.read(question, frame) instanceof PackReply.Refused);
  }

  /** It answers the earlier question or this one: it is as old as the earlier one makes it. */
  private Exchange doubtful(AsciiFrame frame, long at, Owed before) {
    Exchange outcome = ended(frame, at, before.asked());
    latecomers.through(address, before);
    latecomers.answeredPerhaps(question, address, start);
    return outcome;
  }

  /**
   * This ends the question.
   *
   * @param asked when what it answers was put, at the earliest. A reading is as old as that: where
   *     in between the pack has measured, and where the answer was held up, nobody knows
   */
  private Exchange ended(AsciiFrame frame, long at, long asked) {
    PackReply reply = read(frame, asked);
    if (!(reply instanceof PackReply.Refused refused)) {
      if (asked == start) {
        latecomers.answered(address, start);
      }
      return new Exchange.Answered(reply, Moment.ofNanos(asked), Duration.ofNanos(at - asked));
    }
    if (refused.reason() == Refusal.WRONG_ADDRESS) {
      latecomers.answeredByAnother(question, address, start);
    }
    return new Exchange.Refused(refused.reason(), refused.detail());
  }

  /** Nobody waits for the answer any more. */
  void givenUp() {
    latecomers.givenUp(question, address, start);
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
    AsciiFrame only = held;
    if (only != null) {
      List<Owed> before = latecomers.before(only, heldAt);
      if (before.stream().allMatch(each -> each.question().asksTheSame(question))) {
        return before.isEmpty()
            ? ended(only, heldAt, start)
            : doubtful(only, heldAt, before.get(0));
      }
      latecomers.take(only, heldAt);
    }
    if (cut || isDisturbed()) {
      return new Exchange.Garbled(cut ? FrameFault.SHORT : FrameFault.NO_SOI);
    }
    givenUp();
    return new Exchange.Silent();
  }

  private PackReply read(AsciiFrame frame, long asked) {
    PackReply said = dialect.read(question, frame);
    if (said instanceof PackReply.Refused refused && refused.reason() == Refusal.WRONG_ADDRESS) {
      listener.answeredByAnother(question, frame.adr());
    }
    return plausibility.check(question, said, Moment.ofNanos(asked));
  }
}
