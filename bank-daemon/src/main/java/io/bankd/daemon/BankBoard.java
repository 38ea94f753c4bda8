package io.bankd.daemon;

import io.bankd.bank.BankReadings;
import io.bankd.obey.InverterReading;
import io.bankd.pack.PackReport;
import io.bankd.unit.Moment;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where buses and outputs leave what packs and inverters said, and where the bank's thread picks it
 * up.
 */
final class BankBoard {
  private final AtomicReference<BankReadings> readings = new AtomicReference<>(BankReadings.none());
  private final Semaphore news = new Semaphore(0);

  /** Called by any bus thread. */
  void put(PackReport report) {
    readings.updateAndGet(before -> before.with(report));
    news.release();
  }

  /** The outputs over which inverters may tell what they measure. */
  void expect(Collection<String> outputs) {
    readings.updateAndGet(before -> before.expecting(outputs));
  }

  /** Called by any output's ear; a step is taken often enough without it. */
  void put(String output, InverterReading reading) {
    readings.updateAndGet(before -> before.with(output, reading));
  }

  /** Called by any output's sender: since when it can tell nothing, or null when it can again. */
  void untold(String output, @Nullable Moment since) {
    readings.updateAndGet(before -> before.untold(output, since));
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
