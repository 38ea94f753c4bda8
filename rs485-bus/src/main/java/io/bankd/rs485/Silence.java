package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Waits on a line between questions: for the pause after an answer, for the end of what nobody
 * asked for, and beside another master for one's turn. What is heard meanwhile is told to the
 * listener. Every wait is bounded: a line that never is quiet must not stop the polling. Each
 * returns why the line ended, or null.
 */
final class Silence {
  /** Another master's first character is heard within such a time, USB adaptors included. */
  private static final Duration SLOT = Duration.ofMillis(20);

  private static final int SLOTS = 5;

  private final Patience patience;
  private final Requests requests;
  private final Latecomers latecomers;
  private final BusListener listener;
  private final long longest;
  private final Random random;

  /**
   * Silence on one line.
   *
   * @param longest nanoseconds that the longest answer takes
   */
  Silence(
      Patience patience,
      Requests requests,
      Latecomers latecomers,
      BusListener listener,
      long longest) {
    this.patience = patience;
    this.requests = requests;
    this.latecomers = latecomers;
    this.listener = listener;
    this.longest = longest;
    this.random = new Random(patience.nanos());
  }

  /**
   * Lets the line pause after the last exchange; what is heard in between is nobody's answer.
   *
   * @param answerDue how long after another's question a pack begins to answer at the latest
   * @param exchange how long question and answer will take
   */
  @Nullable String beforeQuestion(Rs485Link link, Duration answerDue, Duration exchange)
      throws InterruptedException {
    String gone = until(link, link.lastHeard() + patience.timing().gap().toNanos());
    if (gone != null) {
      return gone;
    }
    return requests.lineIsShared()
        ? besideAnother(link, answerDue.toNanos(), exchange.toNanos())
        : link.midFrame() ? drain(link) : null;
  }

  /**
   * Who asks at even intervals, whoever is talking, leaves the time between its answer and its next
   * request: as many questions as fit go there at once, and none into its request.
   */
  private @Nullable String besideAnother(Rs485Link link, long answerDue, long exchange)
      throws InterruptedException {
    Rhythm other = requests.rhythm();
    long latest = patience.nanos() + 3 * longest + answerDue;
    // Its own exchange takes about as long as ours.
    long least = 2 * exchange + answerDue;
    while (other.leaves(least, patience.nanos()) && patience.nanos() - latest < 0) {
      long pause = requests.lastWasForeign() ? answerDue : patience.timing().gap().toNanos();
      long free = link.lastHeard() + pause;
      String gone = until(link, Math.min(free, latest));
      if (gone != null) {
        return gone;
      }
      long now = patience.nanos();
      if (link.lastHeard() + pause - now > 0 || !other.leaves(least, now)) {
        continue;
      }
      long due = other.due(now);
      if (due - other.tolerance() - now >= exchange) {
        abandon(link);
        return null;
      }
      gone = until(link, Math.min(due + other.tolerance(), latest));
      if (gone != null) {
        return gone;
      }
    }
    return myTurn(link, answerDue);
  }

  /**
   * Two masters that both wait until it is quiet would begin together: who waits a slot less comes
   * first, and the other hears it.
   */
  private @Nullable String myTurn(Rs485Link link, long answerDue) throws InterruptedException {
    long quiet = answerDue + random.nextInt(SLOTS) * SLOT.toNanos();
    long latest = patience.nanos() + 3 * longest + quiet;
    while (true) {
      long begins = Math.min(link.lastHeard() + quiet, latest);
      String gone = until(link, begins);
      if (gone != null) {
        return gone;
      }
      if (link.lastHeard() + quiet - begins <= 0 || patience.nanos() - latest >= 0) {
        abandon(link);
        return null;
      }
    }
  }

  /** Listens until the line is quiet, so that a late answer is not taken for the next one. */
  @Nullable String drain(Rs485Link link) throws InterruptedException {
    long settle = patience.settle();
    long begin = patience.nanos();
    while (true) {
      long since = link.lastHeard() - begin > 0 ? link.lastHeard() : begin;
      long quiet = Math.min(since - begin, 2 * longest) + begin + settle;
      String gone = until(link, quiet);
      boolean bounded = patience.nanos() - begin >= 2 * longest + settle;
      if (gone != null || bounded || link.lastHeard() - since <= 0) {
        abandon(link);
        return gone;
      }
    }
  }

  private static void abandon(Rs485Link link) throws InterruptedException {
    if (link.midFrame()) {
      link.abandonFrame();
    }
  }

  /** Tells what is heard until a moment. */
  @Nullable String until(Rs485Link link, long moment) throws InterruptedException {
    Heard heard;
    while ((heard = link.poll(patience.realNanosUntil(moment))) != null) {
      if (heard instanceof Heard.Gone gone) {
        return gone.why();
      }
      tell(heard);
    }
    return null;
  }

  /** Tells of what answers no question. */
  void tell(Heard heard) {
    if (heard instanceof Heard.Noise noise) {
      listener.noise(noise.characters());
    } else if (heard instanceof Heard.Telnet) {
      listener.telnetHeard();
    } else if (heard instanceof Heard.Broken broken) {
      listener.brokenOff(broken.address());
    } else if (heard instanceof Heard.Candidate candidate) {
      overheard(candidate.what(), candidate.at());
    }
  }

  private void overheard(FrameCandidate what, long at) {
    if (!(what instanceof AsciiFrame frame)
        || !requests.heard(frame, at) && !latecomers.take(frame, at)) {
      listener.overheard(what);
    }
  }
}
