package io.bankd.daemon;

import io.bankd.bank.BankSnapshot;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives one CAN output a thread and the time of day; nothing else runs on that thread. */
final class CanLoop implements Runnable {
  private final Clock clock;
  private final CanTurn turn;
  private final Supplier<BankSnapshot> newest;
  private final Watchdog.Pulse pulse;
  private volatile @Nullable Thread thread;

  CanLoop(Clock clock, CanTurn turn, Supplier<BankSnapshot> newest, Watchdog.Pulse pulse) {
    this.clock = clock;
    this.turn = turn;
    this.newest = newest;
    this.pulse = pulse;
  }

  /** Makes the loop look at the newest snapshot now; called by the bank's thread. */
  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!Thread.currentThread().isInterrupted()) {
      Moment next = turn.turn(newest.get(), clock.now());
      Duration wait = next.since(clock.now());
      if (wait.compareTo(Duration.ZERO) > 0) {
        clock.park(wait);
      }
      pulse.turn();
    }
    // The interrupt that ends the loop must not cut its last frames short.
    Thread.interrupted();
    turn.goodbye();
  }
}
