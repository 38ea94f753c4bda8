package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameCandidate;
import io.bankd.rs485.frame.FrameFault;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The master of one RS485 bus. {@link #ask} blocks the thread that polls until the question has
 * ended, so there is one question on the wire by construction: an answer does not say what it
 * answers. Used by one thread; only {@link #close} may be called from another.
 */
public final class Rs485Master implements AutoCloseable {
  /** Questions in a row that a gateway may leave unanswered before it is called anew. */
  private static final int DEAF_AFTER = 20;

  /** No thread can be relied on to come back sooner, in real time. */
  private static final Duration SCHEDULING = Duration.ofMillis(10);

  /** The same for an answer's characters where time runs fast and the packs are busy threads. */
  private static final Duration SIMULATED_SCHEDULING = Duration.ofMillis(60);

  /** In the bus's time: a pack that is lost must not make those that answer look old as well. */
  private static final Duration LONGEST_PATIENCE = Duration.ofMillis(1500);

  private final BusEndpoint endpoint;
  private final PackDialect dialect;
  private final BusTiming timing;
  private final BusClock clock;
  private final BusListener listener;
  private final PortOpener opener;
  private final Requests requests;
  private final Plausibility plausibility = new Plausibility();
  private int unheard;

  /**
   * A master that opens its line with the first question.
   *
   * @param loops carry the characters; of {@code LocalIoHandler} for a local endpoint, of NIO for
   *     TCP, of any kind for a serial port
   * @param readers makes the thread that blocks on a serial port
   */
  public Rs485Master(
      BusEndpoint endpoint,
      PackDialect dialect,
      BusTiming timing,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusClock clock,
      BusListener listener) {
    this(endpoint, dialect, timing, loops, readers, clock, listener, LineTap.NONE);
  }

  /**
   * A master whose characters somebody else sees as well.
   *
   * @param tap is shown everything that passes, both ways
   */
  public Rs485Master(
      BusEndpoint endpoint,
      PackDialect dialect,
      BusTiming timing,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusClock clock,
      BusListener listener,
      LineTap tap) {
    this.endpoint = endpoint;
    this.dialect = dialect;
    this.timing = timing;
    this.clock = clock;
    this.listener = listener;
    this.requests = new Requests(dialect, listener);
    this.opener = new PortOpener(endpoint, loops, readers, clock, listener, tap);
  }

  /**
   * Asks and waits for the end of it: a good answer ends at its last character, silence after its
   * time-out, and whatever else is heard is over before this returns. On an interrupted thread it
   * returns {@link Exchange.PortGone} at once and leaves the interrupt set.
   */
  public Exchange ask(PackQuestion question) {
    Exchange outcome;
    try {
      outcome = converse(question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = new Exchange.PortGone("the asking thread was interrupted");
    }
    listener.exchanged(question, outcome);
    return outcome;
  }

  /**
   * Only listens for so long, and tells the listener what others say.
   *
   * @return why there is no line to listen on; null where there is one
   */
  public @Nullable String listen(Duration duration) {
    try {
      Rs485Link link = opener.open();
      if (link == null) {
        return opener.trouble();
      }
      String gone = overhear(link, nanos() + duration.toNanos());
      if (gone != null) {
        opener.lost(gone);
      }
      return gone;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the listening thread was interrupted";
    }
  }

  private @Nullable String overhear(Rs485Link link, long until) throws InterruptedException {
    Heard heard;
    while ((heard = link.poll(realNanosUntil(until))) != null) {
      if (heard instanceof Heard.Gone gone) {
        return gone.why();
      }
      tell(heard);
    }
    return null;
  }

  /** Tells of what answers no question. */
  private void tell(Heard heard) {
    if (heard instanceof Heard.Noise noise) {
      listener.noise(noise.characters());
    } else if (heard instanceof Heard.Telnet) {
      listener.telnetHeard();
    } else if (heard instanceof Heard.Candidate candidate) {
      FrameCandidate what = candidate.what();
      if (!(what instanceof AsciiFrame frame) || !requests.heard(frame)) {
        listener.overheard(what);
      }
    }
  }

  private Exchange converse(PackQuestion question) throws InterruptedException {
    Rs485Link link = opener.open();
    if (link == null) {
      return new Exchange.PortGone(opener.trouble());
    }
    String gone = hush(link);
    Exchange outcome = gone != null ? new Exchange.PortGone(gone) : converse(link, question);
    if (outcome instanceof Exchange.PortGone) {
      opener.lost(((Exchange.PortGone) outcome).why());
    }
    return outcome;
  }

  private Exchange converse(Rs485Link link, PackQuestion question) throws InterruptedException {
    AsciiFrame request = dialect.ask(question);
    long start = nanos();
    Conversation conversation =
        new Conversation(dialect, plausibility, listener, requests, question, start);
    requests.sent(request);
    link.send(request.encode(), start);
    while (true) {
      Heard heard = await(link, question, start, request.characters());
      if (heard == null) {
        return unanswered(link, question);
      }
      if (heard instanceof Heard.Gone) {
        return new Exchange.PortGone(((Heard.Gone) heard).why());
      }
      unheard = 0;
      if (!(heard instanceof Heard.Candidate candidate)) {
        tell(heard);
        continue;
      }
      Exchange outcome = conversation.take(candidate.what(), candidate.at());
      if (outcome != null) {
        return outcome instanceof Exchange.Answered ? outcome : drained(link, outcome);
      }
    }
  }

  /** The time-out has passed: on silence, or in the middle of a frame. */
  private Exchange unanswered(Rs485Link link, PackQuestion question) throws InterruptedException {
    if (link.midFrame()) {
      return drained(link, new Exchange.Garbled(FrameFault.SHORT));
    }
    unheard++;
    if (endpoint instanceof BusEndpoint.Tcp && unheard >= DEAF_AFTER) {
      // A gateway that lost its power leaves a connection that nobody ends.
      unheard = 0;
      return new Exchange.PortGone("nothing heard in " + DEAF_AFTER + " questions, calling anew");
    }
    // A probe is followed by a question to another pack, whose answer has another address.
    return question.probe() ? new Exchange.Silent() : drained(link, new Exchange.Silent());
  }

  /**
   * The next thing heard before the time-out that applies now: the first character's until a frame
   * begins, then the pause allowed within it, and never more than the longest answer takes.
   */
  private @Nullable Heard await(
      Rs485Link link, PackQuestion question, long start, int requestCharacters)
      throws InterruptedException {
    Duration patience = question.probe() ? timing.probe() : timing.firstCharacter();
    long first = start + timing.wire(requestCharacters).toNanos() + patience(patience);
    long last = first + timing.wire(dialect.largestReply(question.kind())).toNanos() * 13 / 10;
    while (true) {
      Heard heard = link.poll(realNanosUntil(deadline(link, first, last)));
      if (heard != null) {
        return heard;
      }
      if (nanos() - deadline(link, first, last) >= 0) {
        // Its last character may have come between the two looks.
        return link.poll(0);
      }
    }
  }

  /** When to give up as things stand: it moves on while a frame comes in. */
  private long deadline(Rs485Link link, long first, long last) {
    if (!link.midFrame()) {
      return first;
    }
    long gap = link.lastHeard() + patience(timing.characterGap());
    return gap - last < 0 ? gap : last;
  }

  /** Lets the line pause after the last exchange; what is heard in between is nobody's answer. */
  private @Nullable String hush(Rs485Link link) throws InterruptedException {
    String gone = drop(link, link.lastHeard() + timing.gap().toNanos());
    return gone == null && link.midFrame() ? drain(link) : gone;
  }

  private Exchange drained(Rs485Link link, Exchange outcome) throws InterruptedException {
    String gone = drain(link);
    return gone == null ? outcome : new Exchange.PortGone(gone);
  }

  /**
   * Listens until the line is quiet, so that a late answer is not taken for the next one. Bounded:
   * a line that never is quiet must not stop the polling.
   */
  private @Nullable String drain(Rs485Link link) throws InterruptedException {
    long settle = atLeastScheduling(timing.settle());
    long begin = nanos();
    long longest = timing.wire(dialect.largestReply(PackQuestion.Kind.ANALOG)).toNanos();
    while (true) {
      long since = link.lastHeard() - begin > 0 ? link.lastHeard() : begin;
      long quiet = Math.min(since - begin, 2 * longest) + begin + settle;
      String gone = drop(link, quiet);
      boolean bounded = nanos() - begin >= 2 * longest + settle;
      if (gone != null || bounded || link.lastHeard() - since <= 0) {
        if (link.midFrame()) {
          link.abandonFrame();
        }
        return gone;
      }
    }
  }

  /** Drops what is heard until a moment; why the line ended, or null. */
  private @Nullable String drop(Rs485Link link, long until) throws InterruptedException {
    Heard heard;
    while ((heard = link.poll(realNanosUntil(until))) != null) {
      if (heard instanceof Heard.Gone) {
        return ((Heard.Gone) heard).why();
      }
      tell(heard);
    }
    return null;
  }

  private long nanos() {
    return clock.nanoTime().getAsLong();
  }

  private long realNanosUntil(long deadline) {
    return clock.realNanos(Duration.ofNanos(deadline - nanos()));
  }

  private long atLeastScheduling(Duration duration) {
    return Math.max(duration.toNanos(), inBusTime(SCHEDULING));
  }

  /** How long to wait for characters: on a real bus as given, in a fast one what a thread needs. */
  private long patience(Duration duration) {
    long least = atLeastScheduling(duration);
    return clock.speed() > 1
        ? Math.max(least, Math.min(inBusTime(SIMULATED_SCHEDULING), LONGEST_PATIENCE.toNanos()))
        : least;
  }

  private long inBusTime(Duration real) {
    return (long) (real.toNanos() * clock.speed());
  }

  /** Ends the question under way and closes the line; promptly, from any thread. */
  @Override
  public void close() {
    opener.close();
  }
}
