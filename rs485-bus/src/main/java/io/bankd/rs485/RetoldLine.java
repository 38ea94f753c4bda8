package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.Deframer;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A line that is not there any more: takes the characters that once passed over it, and tells what
 * they mean as {@link Rs485Master} told it then. Waits for nothing and reads no clock; used by one
 * thread.
 */
public final class RetoldLine {
  private final PackDialect dialect;
  private final BusListener listener;
  private final Plausibility plausibility = new Plausibility();
  private final Deframer deframer = new Deframer();
  private @Nullable Conversation open;
  private Moment now = Moment.ofNanos(0);

  /** A line on which nothing has passed yet. */
  public RetoldLine(PackDialect dialect, BusListener listener) {
    this.dialect = dialect;
    this.listener = listener;
  }

  /** The master sent these characters: a question begins, and the one before is over. */
  public void sent(byte[] characters, Moment at) {
    silent();
    if (AsciiFrame.parse(characters) instanceof AsciiFrame request) {
      PackQuestion question = dialect.hear(request);
      if (question != null) {
        open = new Conversation(dialect, plausibility, listener, question, request, at.nanos());
      }
    }
  }

  /** These characters were heard. */
  public void heard(byte[] characters, Moment at) {
    now = at;
    for (byte character : characters) {
      deframer.take(character, this::take);
    }
    tellNoise();
  }

  private void take(FrameCandidate candidate) {
    Conversation conversation = open;
    if (conversation != null) {
      Exchange outcome = conversation.take(candidate, now.nanos());
      if (outcome != null) {
        end(outcome);
      }
    } else if (candidate instanceof AsciiFrame frame && dialect.isRequest(frame)) {
      listener.foreignRequest(frame.adr(), frame.code());
    }
  }

  /** The master gave up waiting; nothing where the question has ended already. */
  public void silent() {
    boolean cut = deframer.midFrame();
    deframer.abandon();
    tellNoise();
    if (open != null) {
      end(cut ? new Exchange.Garbled(FrameFault.SHORT) : new Exchange.Silent());
    }
  }

  /** The line went away in the middle of a question, if there was one. */
  public void gone(String why) {
    deframer.abandon();
    if (open != null) {
      end(new Exchange.PortGone(why));
    }
  }

  private void end(Exchange outcome) {
    Conversation conversation = open;
    open = null;
    if (conversation != null) {
      listener.exchanged(conversation.question(), outcome);
    }
  }

  private void tellNoise() {
    int noise = deframer.takeNoise();
    if (noise > 0) {
      listener.noise(noise);
    }
  }
}
