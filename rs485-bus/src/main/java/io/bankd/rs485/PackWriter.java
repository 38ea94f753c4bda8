package io.bankd.rs485;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.ReturnCode;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one order to one pack, on a line that is open for nothing else. It stands apart from {@link
 * Rs485Master} so that what polls for years has no way to change a pack.
 */
public final class PackWriter {
  /** How an order ended. */
  public sealed interface Outcome {
    /**
     * The pack said that it was done.
     *
     * @param state the last byte of its answer, by which it says how it stands after a switch; −1
     *     where it says nothing
     */
    record Done(int state) implements Outcome {}

    /** The pack said that it will not, and why. */
    record Refused(String why) implements Outcome {}

    /** Nothing, or nothing that can be read: it may have been done or not. */
    record Unanswered() implements Outcome {}

    /** Nothing was sent. */
    record NotSent(String why) implements Outcome {}
  }

  /** Writing takes a pack longer than reading; the document knows 500 ms for both. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** A port that was read until now takes a moment to become free. */
  private static final int OPENINGS = 10;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final BusEndpoint endpoint;
  private final PackDialect dialect;
  private final EventLoopGroup loops;
  private final ThreadFactory readers;
  private final BusClock clock;

  public PackWriter(
      BusEndpoint endpoint,
      PackDialect dialect,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusClock clock) {
    this.endpoint = endpoint;
    this.dialect = dialect;
    this.loops = loops;
    this.readers = readers;
    this.clock = clock;
  }

  /** Opens the line, sends the order once, waits for its answer, and closes the line. */
  public Outcome write(PackOrder order) {
    AsciiFrame request;
    try {
      request = dialect.order(order);
    } catch (IllegalArgumentException e) {
      return new Outcome.NotSent(String.valueOf(e.getMessage()));
    }
    if (request == null) {
      return new Outcome.NotSent(dialect.name() + " has no order “" + order.subject() + "”");
    }
    try {
      return write(order, request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Unanswered();
    }
  }

  private Outcome write(PackOrder order, AsciiFrame request) throws InterruptedException {
    String failed = "";
    for (int i = 0; i < OPENINGS; i++) {
      Rs485Link link = new Rs485Link(endpoint, loops, readers, clock, LineTap.NONE);
      failed = link.awaitOpen();
      if (failed == null) {
        Outcome outcome = converse(link, order, request);
        link.close("done");
        link.awaitClosed();
        return outcome;
      }
      pause();
    }
    return new Outcome.NotSent(String.valueOf(failed));
  }

  private void pause() throws InterruptedException {
    boolean counted = new CountDownLatch(1).await(clock.realNanos(PAUSE), TimeUnit.NANOSECONDS);
    if (counted) {
      throw new AssertionError("nobody counts down");
    }
  }

  private Outcome converse(Rs485Link link, PackOrder order, AsciiFrame request)
      throws InterruptedException {
    link.send(request.encode(), clock.nanoTime().getAsLong());
    Duration wire = endpoint.timing().wire(2 * request.characters());
    long until = clock.nanoTime().getAsLong() + wire.plus(PATIENCE).toNanos();
    while (true) {
      long left = until - clock.nanoTime().getAsLong();
      Heard heard = link.poll(clock.realNanos(Duration.ofNanos(left)));
      if (heard == null || heard instanceof Heard.Gone) {
        return new Outcome.Unanswered();
      }
      Outcome outcome =
          heard instanceof Heard.Candidate candidate
                  && candidate.what() instanceof AsciiFrame frame
                  && !frame.equals(request)
              ? outcome(order, request, frame)
              : null;
      if (outcome != null) {
        return outcome;
      }
    }
  }

  private static @Nullable Outcome outcome(PackOrder order, AsciiFrame request, AsciiFrame answer) {
    boolean its =
        answer.adr() == order.address().value()
            && answer.ver() == request.ver()
            && answer.cid1() == request.cid1();
    if (!its) {
      return null;
    }
    return answer.code() == ReturnCode.OK.wire()
        ? new Outcome.Done(
            answer.infoLength() == 0 ? -1 : answer.info().peek(answer.infoLength() - 1))
        : new Outcome.Refused(ReturnCode.words(answer.code()));
  }
}
