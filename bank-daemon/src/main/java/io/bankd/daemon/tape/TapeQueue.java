package io.bankd.daemon.tape;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written. Putting never waits: what does not fit is given up and counted, for the
 * threads that put carry limits.
 */
final class TapeQueue {
  /* Some minutes of a bank, some megabytes at most. */
  private static final int MOST_RECORDS = 10_000;

  private static final long MOST_BYTES = 4 << 20;

  private final LinkedBlockingQueue<TapeRecord> records = new LinkedBlockingQueue<>(MOST_RECORDS);
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile @Nullable TapeEnd end;

  void put(TapeRecord record) {
    if (end != null) {
      return;
    }
    if (bytes.get() + record.data().length > MOST_BYTES || !records.offer(record)) {
      dropped.incrementAndGet();
    } else {
      bytes.addAndGet(record.data().length);
    }
  }

  /** The next one, or null when so many milliseconds have passed. */
  @Nullable TapeRecord take(long millis) throws InterruptedException {
    TapeRecord next = records.poll(millis, TimeUnit.MILLISECONDS);
    if (next != null) {
      bytes.addAndGet(-next.data().length);
    }
    return next;
  }

  /** How many were given up since this was last asked. */
  long takeDropped() {
    return dropped.getAndSet(0);
  }

  void close(TapeEnd why) {
    end = why;
  }

  boolean isClosed() {
    return end != null;
  }

  TapeEnd end() {
    TapeEnd why = end;
    return why == null ? TapeEnd.SWITCHED_OFF : why;
  }
}
