package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
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

  private final BusEndpoint endpoint;
  private final PackDialect dialect;
  private final BusTiming timing;
  private final Patience patience;
  private final BusListener listener;
  private final PortOpener opener;
  private final Requests requests;
  private final Latecomers latecomers;
  private final Silence silence;
  private final TurnAround turnAround = new TurnAround();
  private final Map<PackQuestion.Kind, Duration> exchanges = new EnumMap<>(PackQuestion.Kind.class);
  private final Plausibility plausibility = new Plausibility();
  private int unheard;
  private long deafSince;
  private long awake;

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
    this.patience = new Patience(timing, clock);
    this.listener = listener;
    this.requests = new Requests(dialect, listener);
    long longest = timing.wire(dialect.largestReply(PackQuestion.Kind.ANALOG)).toNanos();
    this.latecomers = new Latecomers(dialect, timing, BusListener.all(learning(), listener));
    this.deafSince = patience.nanos();
    this.awake = deafSince;
    this.silence = new Silence(patience, requests, latecomers, listener, longest);
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
      String gone = silence.until(link, patience.nanos() + duration.toNanos());
      if (gone != null) {
        latecomers.restart();
        opener.lost(gone);
      }
      return gone;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "the listening thread was interrupted";
    }
  }

  private Exchange converse(PackQuestion question) throws InterruptedException {
    Rs485Link link = opener.open();
    if (link == null) {
      return new Exchange.PortGone(opener.trouble());
    }
    Duration exchange = exchanges.getOrDefault(question.kind(), timing.firstCharacter());
    String gone = silence.beforeQuestion(link, turnAround.answerDue(timing), exchange);
    if (gone == null && slept()) {
      gone = silence.drain(link);
    }
    Exchange outcome = gone != null ? new Exchange.PortGone(gone) : converse(link, question);
    if (outcome instanceof Exchange.PortGone) {
      latecomers.restart();
      opener.lost(((Exchange.PortGone) outcome).why());
    }
    awake = patience.nanos();
    return outcome;
  }

  /**
   * Whether nobody has looked for longer than an answer is remembered to be owed, as when the
   * process was stopped. What waits since then on its way through the kernel must not be heard as
   * the answer to the next question.
   */
  private boolean slept() {
    return patience.nanos() - awake > patience.forCharacters(timing.stuck());
  }

  private Exchange converse(Rs485Link link, PackQuestion question) throws InterruptedException {
    AsciiFrame request = dialect.ask(question);
    long start = patience.nanos();
    awake = start;
    Conversation conversation =
        new Conversation(
            dialect, plausibility, listener, requests, latecomers, question, request.adr(), start);
    requests.sent(request);
    link.send(request.encode(), start);
    while (true) {
      Heard heard = await(link, conversation, start, request.characters());
      if (heard == null) {
        return unanswered(link, conversation);
      }
      if (heard instanceof Heard.Gone gone) {
        return new Exchange.PortGone(gone.why());
      }
      unheard = 0;
      if (!(heard instanceof Heard.Candidate candidate)) {
        silence.tell(heard);
        if (heard instanceof Heard.Noise noise) {
          conversation.noise(noise.characters());
        }
        continue;
      }
      Exchange outcome = conversation.take(candidate.what(), candidate.at());
      if (outcome instanceof Exchange.Answered answered) {
        int characters = request.characters() + ((AsciiFrame) candidate.what()).characters();
        return timed(question, answered, characters);
      }
      if (outcome instanceof Exchange.PortGone) {
        return outcome;
      }
      if (outcome != null) {
        return drained(link, outcome);
      }
    }
  }

  /** An answer that was in time only because it was waited for longer is told as late. */
  private Exchange timed(PackQuestion question, Exchange.Answered answered, int characters) {
    Duration took = answered.roundTrip().minus(timing.wire(characters));
    turnAround.heard(question.address(), took);
    exchanges.put(question.kind(), answered.roundTrip());
    if (took.toNanos() > patience.forCharacters(timing.firstCharacter())) {
      listener.late(question, answered.roundTrip());
    }
    return answered;
  }

  /** What answers came to that nobody waited for any more: the next are to be waited for. */
  private BusListener learning() {
    return new BusListener() {
      @Override
      public void late(PackQuestion question, Duration after) {
        int characters = dialect.ask(question).characters();
        turnAround.heard(question.address(), after.minus(timing.wire(characters)));
      }
    };
  }

  /** The time-out has passed: on silence, on a disturbance, or in the middle of a frame. */
  private Exchange unanswered(Rs485Link link, Conversation conversation)
      throws InterruptedException {
    Exchange outcome = conversation.unanswered(link.midFrame());
    if (outcome instanceof Exchange.Answered answered) {
      PackQuestion question = conversation.question();
      int request = dialect.ask(question).characters();
      turnAround.heard(question.address(), answered.roundTrip().minus(timing.wire(request)));
    }
    if (!(outcome instanceof Exchange.Silent)) {
      return drained(link, outcome);
    }
    unheard = link.lastHeard() - deafSince > 0 ? 1 : unheard + 1;
    deafSince = patience.nanos();
    if (endpoint instanceof BusEndpoint.Tcp && unheard >= DEAF_AFTER) {
      // A gateway that lost its power leaves a connection that nobody ends.
      unheard = 0;
      return new Exchange.PortGone("nothing heard in " + DEAF_AFTER + " questions, calling anew");
    }
    // Not drained after a look for a silent pack: the next question goes to another one, so that a
    // late answer is known by its address, and its age is right whoever it is taken for. Listening
    // on would cost as much as a longer look does, and a look that waits hears the same answer
    // and uses it: where time allows the plan looks patiently instead (PollPlan).
    return conversation.question().probe() && !slept() ? outcome : drained(link, outcome);
  }

  private Exchange drained(Rs485Link link, Exchange outcome) throws InterruptedException {
    String gone = silence.drain(link);
    return gone == null ? outcome : new Exchange.PortGone(gone);
  }

  /**
   * The next thing heard before the time-out that applies now: the first character's until a frame
   * begins, then the pause allowed within it, and never more than the longest answer takes.
   */
  private @Nullable Heard await(
      Rs485Link link, Conversation conversation, long start, int requestCharacters)
      throws InterruptedException {
    PackQuestion question = conversation.question();
    Duration given =
        question.probe()
            ? turnAround.probe(question.address(), timing)
            : turnAround.patience(question.address(), timing);
    long first = start + timing.wire(requestCharacters).toNanos() + patience.forCharacters(given);
    long whole = timing.wire(dialect.largestReply(question.kind())).toNanos();
    long last = first + whole * timing.whole() / 100;
    while (true) {
      Heard heard = link.poll(patience.realNanosUntil(deadline(link, conversation, first, last)));
      if (heard != null) {
        return heard;
      }
      if (patience.nanos() - deadline(link, conversation, first, last) >= 0) {
        // Its last character may have come between the two looks.
        return link.poll(0);
      }
    }
  }

  /** When to give up as things stand: it moves on while a frame comes in. */
  private long deadline(Rs485Link link, Conversation conversation, long first, long last) {
    boolean midFrame = link.midFrame();
    if (!midFrame && !conversation.isDisturbed()) {
      return first;
    }
    // Who was talked over may have said it all already.
    Duration pause = midFrame ? timing.characterGap() : timing.settle();
    long gap = link.lastHeard() + patience.forCharacters(pause);
    long end = midFrame ? last : first;
    return gap - end < 0 ? gap : end;
  }

  /** Ends the question under way and closes the line; promptly, from any thread. */
  @Override
  public void close() {
    opener.close();
  }
}
