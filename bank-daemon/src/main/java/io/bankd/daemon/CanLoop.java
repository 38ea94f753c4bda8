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
  private final CanTurn output;
  private final Supplier<BankSnapshot> newest;
  private final Watchdog.Pulse pulse;
  private volatile @Nullable Thread thread;

  CanLoop(Clock clock, CanTurn output, Supplier<BankSnapshot> newest, Watchdog.Pulse pulse) {
    this.clock = clock;
    this.output = output;
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
      Duration wait = turn();
      if (!wait.isZero()) {
        clock.park(wait);
      }
      pulse.turn();
    }
    // The interrupt that ends the loop must not cut its last frames short.
    Thread.interrupted();
    sayGoodbye();
  }

  /** Says what is due now; how long to wait for the next turn, unless woken. */
  Duration turn() {
    Moment next = output.turn(newest.get(), clock.now());
    Duration wait = next.since(clock.now());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** The last frames offer nothing. */
  void sayGoodbye() {
    clock.sleep(output.beforeGoodbye(clock.now()));
    output.goodbye();
  }
}
