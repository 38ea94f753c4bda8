package io.bankd.daemon;

import io.bankd.bank.BankReadings;
import io.bankd.pack.PackReport;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Where the buses leave what the packs said, and where the bank's thread picks it up. */
final class BankBoard {
  private final AtomicReference<BankReadings> readings = new AtomicReference<>(BankReadings.none());
  private final Semaphore news = new Semaphore(0);

  /** Called by any bus thread. */
  void put(PackReport report) {
    readings.updateAndGet(before -> before.with(report));
    news.release();
  }

  BankReadings readings() {
    return readings.get();
  }

  /** Whether something was put here since this was last asked; takes the place of a wait. */
  boolean hasNews() {
    return news.drainPermits() > 0;
  }

  /** Ends a wait without news. */
  void wake() {
    news.release();
  }

  /** Waits for the next report, at most {@code nanos} of real time. */
  void await(long nanos) throws InterruptedException {
    if (news.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      news.drainPermits();
    }
  }
}
