package io.bankd.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's threads: one role each, named after it, started once, joined at the end. */
public final class Loops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

  private final Clock clock;
  private final List<Thread> threads = new ArrayList<>();

  public Loops(Clock clock) {
    this.clock = clock;
  }

  /** Starts a loop that is interrupted by {@link #close()}. */
  public Thread start(String name, Runnable loop) {
    Thread thread = new Thread(() -> keepRunning(name, loop), name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  /**
   * A defect in one loop must not end it for good: it is logged whole, and the loop starts anew.
   * What the loop no longer does in the meantime shows as age, and narrows the limits.
   */
  private void keepRunning(String name, Runnable loop) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        loop.run();
        return;
      } catch (RuntimeException defect) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LOG.error("thread {} failed and starts again; please report this", name, defect);
        clock.sleep(REST_AFTER_FAILURE);
      }
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(3));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
