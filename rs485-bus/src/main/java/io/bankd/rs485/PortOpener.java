package io.bankd.rs485;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a line open: a port that went away is closed and opened anew, each time as a new object,
 * with pauses that grow from 0.25 s to 1 s. All waiting happens on the thread that asks.
 */
final class PortOpener {
  private static final String CLOSED = "the line was closed";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(1);

  private final BusEndpoint endpoint;
  private final EventLoopGroup loops;
  private final ThreadFactory readers;
  private final BusClock clock;
  private final BusListener listener;
  private final LineTap tap;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Rs485Link link;
  private boolean open;
  private Duration pause = Duration.ZERO;
  private String trouble = CLOSED;
  private @Nullable String told;

  PortOpener(
      BusEndpoint endpoint,
      EventLoopGroup loops,
      ThreadFactory readers,
      BusClock clock,
      BusListener listener,
      LineTap tap) {
    this.endpoint = endpoint;
    this.loops = loops;
    this.readers = readers;
    this.clock = clock;
    this.listener = listener;
    this.tap = tap;
  }

  /** The open line, after one try to open it where it is not; null when that failed. */
  @Nullable Rs485Link open() throws InterruptedException {
    if (open) {
      return link;
    }
    if (closed.await(clock.realNanos(pause), TimeUnit.NANOSECONDS)) {
      trouble = CLOSED;
      return null;
    }
    Rs485Link opening = new Rs485Link(endpoint, loops, readers, clock, tap);
    link = opening;
    if (closed.getCount() == 0) {
      opening.close(CLOSED);
    }
    String failed = opening.awaitOpen();
    if (failed != null) {
      lost(failed);
      return null;
    }
    open = true;
    pause = Duration.ZERO;
    told = null;
    listener.portOpened(endpoint);
    return opening;
  }

  /** Why the last try failed. */
  String trouble() {
    return trouble;
  }

  /** The line is of no more use; waits until its port is free. */
  void lost(String why) throws InterruptedException {
    open = false;
    trouble = why;
    pause = afterPause(pause);
    if (!why.equals(told) && closed.getCount() > 0) {
      told = why;
      listener.portLost(endpoint, why);
    }
    Rs485Link ended = link;
    if (ended != null) {
      ended.close(why);
      ended.awaitClosed();
    }
  }

  /** The pause before the next try, after one of so long before the last. */
  static Duration afterPause(Duration pause) {
    Duration longer = pause.multipliedBy(2);
    return pause.isZero() ? FIRST_PAUSE : longer.compareTo(LAST_PAUSE) < 0 ? longer : LAST_PAUSE;
  }

  /** Ends everything; from any thread. */
  void close() {
    closed.countDown();
    Rs485Link open = link;
    if (open != null) {
      open.close(CLOSED);
    }
  }
}
