package io.bankd.rs485.scan;

import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.Rs485Master;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts a scan's questions, one after the other; once the line is gone nothing more is asked. */
final class Asking {
  /** A port can be busy for a moment after it was closed. */
  private static final int OPENINGS = 3;

  /** Another master that asks at all often has asked once in such a time. */
  private static final int LOOKS = 50;

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Rs485Master master;
  private final Tape tape;
  private @Nullable String gone;

  /**
   * Asks nothing yet.
   *
   * @param tape is told everything by this master
   */
  Asking(Rs485Master master, Tape tape) {
    this.master = master;
    this.tape = tape;
  }

  /** Why there is no line any more; null while there is one. */
  @Nullable String gone() {
    return gone;
  }

  void listen(Duration duration) {
    gone = master.listen(duration);
    for (int i = 1; gone != null && i < OPENINGS; i++) {
      gone = master.listen(duration);
    }
  }

  void ask(PackQuestion question) {
    // A gateway that was asked in vain for long is called anew, and answers the next question.
    for (int i = 0; i < OPENINGS && (i == 0) == (gone == null); i++) {
      gone = master.ask(question) instanceof Exchange.PortGone lost ? lost.why() : null;
    }
  }

  /**
   * Asks when another master has just asked, which leaves the longest time until it asks again: the
   * pause it is given for its own answer is the master's, as before every question.
   */
  void askAfterAnother(PackQuestion question) {
    int before = tape.foreignRequests();
    for (int i = 0; i < LOOKS && gone == null && tape.foreignRequests() == before; i++) {
      gone = master.listen(LOOK);
    }
    ask(question);
  }
}
