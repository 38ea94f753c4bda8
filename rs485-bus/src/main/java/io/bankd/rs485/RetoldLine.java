package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A line that is not there any more: takes the characters that once passed over it, and tells what
 * they mean as {@link Rs485Master} told it then. Waits for nothing and reads no clock; used by one
 * thread.
 */
public final class RetoldLine {
  private final PackDialect dialect;
  private final BusTiming timing;
  private final BusListener listener;
  private final Requests requests;
  private final Latecomers latecomers;
  private final Plausibility plausibility = new Plausibility();
  private final Deframer deframer = new Deframer();
  private final TelnetEar telnet = new TelnetEar();
  private @Nullable Conversation open;
  private @Nullable Exchange outcome;
  private @Nullable AsciiFrame answering;
  private Moment now = Moment.ofNanos(0);

  /** A line on which nothing has passed yet. */
  public RetoldLine(PackDialect dialect, BusTiming timing, BusListener listener) {
    this.dialect = dialect;
    this.timing = timing;
    this.listener = listener;
    this.requests = new Requests(dialect, listener);
    this.latecomers = new Latecomers(dialect, timing, listener);
  }

  /** The master sent these characters: a question begins, and the one before is over. */
  public void sent(byte[] characters, Moment at) {
    ended();
    if (AsciiFrame.parse(characters) instanceof AsciiFrame request) {
      PackQuestion question = dialect.hear(request);
      if (question != null) {
        open =
            new Conversation(
                dialect,
                plausibility,
                listener,
                requests,
                latecomers,
                question,
                request.adr(),
                at.nanos());
        requests.sent(request);
      }
    }
  }

  /** These characters were heard. */
  public void heard(byte[] characters, Moment at) {
    now = at;
    boolean known = telnet.isTelnet();
    for (byte character : characters) {
      if (telnet.take(character)) {
        deframer.take(character, this::take);
      }
    }
    if (telnet.isTelnet() && !known) {
      listener.telnetHeard();
    }
    // With an answer the master looks no further; it finds the noise when it asks again.
    if (!(outcome instanceof Exchange.Answered)) {
      tellNoise();
    }
  }

  private void take(FrameCandidate candidate) {
    Conversation conversation = open;
    if (conversation != null && outcome == null) {
      outcome = conversation.take(candidate, now.nanos());
      if (outcome instanceof Exchange.Answered answered) {
        answering = (AsciiFrame) candidate;
        tellLate(conversation.question(), answered, ((AsciiFrame) candidate).characters());
      }
    } else if (!(candidate instanceof AsciiFrame frame)
        || !requests.heard(frame, now.nanos()) && !latecomers.take(frame, now.nanos())) {
      listener.overheard(candidate);
    }
  }

  private void tellLate(PackQuestion question, Exchange.Answered answered, int answer) {
    Duration wire = timing.wire(dialect.ask(question).characters() + answer);
    if (answered.roundTrip().minus(wire).compareTo(timing.firstCharacter()) > 0) {
      listener.late(question, answered.roundTrip());
    }
  }

  /** The master was through with the question, by what had been heard until then. */
  public void ended() {
    Exchange heard = outcome;
    Conversation conversation = open;
    boolean cut = quiet();
    tell(heard != null || conversation == null ? heard : conversation.unanswered(cut));
  }

  /** The master had heard nothing, and waited no longer. */
  public void silent() {
    quiet();
    Conversation conversation = open;
    if (conversation != null) {
      conversation.givenUp();
      AsciiFrame late = answering;
      if (late != null) {
        latecomers.take(late, now.nanos()); // It came while the master drained the line.
      }
    }
    tell(new Exchange.Silent());
  }

  /** The line went away, in the middle of a question if there was one. */
  public void gone(String why) {
    quiet();
    telnet.restart();
    latecomers.restart();
    tell(new Exchange.PortGone(why));
  }

  /** A frame begun and not ended will not be; whether there was one. */
  private boolean quiet() {
    boolean cut = deframer.midFrame();
    deframer.abandon();
    return cut;
  }

  private void tell(@Nullable Exchange how) {
    Conversation conversation = open;
    open = null;
    outcome = null;
    answering = null;
    if (conversation != null && how != null) {
      listener.exchanged(conversation.question(), how);
    }
    tellNoise();
  }

  private void tellNoise() {
    deframer.takeBroken().forEach(listener::brokenOff);
    int noise = deframer.takeNoise();
    if (noise > 0) {
      listener.noise(noise);
      Conversation conversation = open;
      if (conversation != null) {
        conversation.noise(noise);
      }
    }
  }
}
