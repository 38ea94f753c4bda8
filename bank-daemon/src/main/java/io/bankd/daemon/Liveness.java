package io.bankd.daemon;

import io.bankd.daemon.systemd.Watchdog;
import java.time.Duration;
import java.util.List;

/**
 * Beats the watchdog once a second while every loop works, and knows which one does not. Driven by
 * the bank's thread, so that this thread's own death shows too.
 */
final class Liveness {
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** A turn of the slowest loop, a question to a silent pack behind a gateway, takes under 3 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Clock clock;
  private final Watchdog watchdog;
  private volatile long lastBeat;
  private long lastTry;

  Liveness(Clock clock, Watchdog watchdog) {
    this.clock = clock;
    this.watchdog = watchdog;
    this.lastBeat = clock.nanos();
    this.lastTry = lastBeat;
  }

  /** Called at each step of a bank; whether it beat, which is at most once a second. */
  synchronized boolean step() {
    long now = clock.nanos();
    if (now - lastTry < BEAT.toNanos()) {
      return false;
    }
    lastTry = now;
    boolean all = watchdog.beat();
    if (all) {
      lastBeat = now;
    }
    return all;
  }

  /** The loops without progress for some seconds; empty while all is well. */
  List<String> stuck() {
    return clock.nanos() - lastBeat < PATIENCE.toNanos() ? List.of() : watchdog.waitingFor();
  }
}
