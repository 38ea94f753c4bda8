package io.bankd.daemon.store;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records: what must outlive the process goes in here, and a thread of its own brings it to the
 * disk. Whatever the disk does, no method here waits for it, but {@link #restored} and {@link
 * #close}, and these not for long.
 */
public final class Store implements AutoCloseable {
  /** The file in the state directory. */
  public static final String FILE = "bank.db";

  /* About half a megabyte of memory at most: hours of a bad day, weeks of a good one. */
  private static final int MOST_WAITING = 2_000;

  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  final EventQueue queue;
  final Keeping keeping = new Keeping();
  private final CompletableFuture<Restored> restored = new CompletableFuture<>();
  private final Semaphore news = new Semaphore(0);
  private final Supplier<Instant> wall;
  private volatile Supplier<Moment> service = () -> Moment.ofNanos(0);
  private volatile String words;
  private volatile boolean up;
  private volatile boolean closing;
  private @Nullable Thread thread;

  private Store(String words, int mostWaiting, Supplier<Instant> wall) {
    this.words = words;
    this.queue = new EventQueue(mostWaiting);
    this.wall = wall;
  }

  /**
   * Begins to open the records in a directory.
   *
   * @param events the most to keep on the disk
   */
  public static Store open(Path directory, int events) {
    return open(directory, events, MOST_WAITING, StoreWriter.RETRY, Instant::now);
  }

  static Store open(
      Path directory, int events, int mostWaiting, Duration retry, Supplier<Instant> wall) {
    Store store = new Store(directory.resolve(FILE) + " is being opened", mostWaiting, wall);
    StoreWriter writer = new StoreWriter(store, directory.resolve(FILE), events, retry);
    Thread thread = new Thread(writer, "store");
    thread.setDaemon(true);
    store.thread = thread;
    thread.start();
    return store;
  }

  /**
   * Records that are kept nowhere: nothing outlives the process.
   *
   * @param why in words
   */
  public static Store none(String why) {
    Store store = new Store(why, 0, Instant::now);
    store.found(Restored.NOTHING);
    return store;
  }

  /** Whether there is a place for the records at all. */
  public boolean hasPlace() {
    return thread != null;
  }

  /**
   * What the last run left behind. Where that is not known in time the bank must not wait for it;
   * it begins without, and what comes to light later is set aside in the file.
   */
  public Restored restored(Duration patience) {
    try {
      return restored.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException slow) {
      found(
          Restored.without("the records could not be read within " + patience.toSeconds() + " s"));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      found(Restored.without("the start was interrupted"));
    }
    return restored.join();
  }

  /** Settles what the daemon begins with; whether this came first. */
  synchronized boolean found(Restored what) {
    if (restored.isDone()) {
      return false;
    }
    keeping.written(what);
    return restored.complete(what);
  }

  /** From now on the service time is this; it goes on where the restored one stopped. */
  public void serviceTime(Supplier<Moment> now) {
    service = now;
  }

  /** The service time. */
  public Moment now() {
    return service.get();
  }

  /** Takes in an event of a bank, or of the daemon as a whole where {@code bank} is null. */
  public void record(@Nullable String bank, Event event) {
    if (!hasPlace()) {
      return;
    }
    queue.add(StoredEvent.of(bank, event, wall.get()));
    if (event.severity() == Severity.ALARM) {
      news.release();
    }
  }

  /** Takes in an event of the daemon as a whole, as of now. */
  public void record(Severity severity, String rule, String text, Map<String, Long> values) {
    record(null, new Event(now(), severity, null, rule, text, values));
  }

  /** Takes in each pack's figures and the bank's own; what has not changed is not written again. */
  public void keep(String bank, Map<PackId, Figures> lives, Figures ofBank, Moment at) {
    if (!hasPlace()) {
      return;
    }
    Map<String, Figures> byName = new LinkedHashMap<>();
    lives.forEach((pack, figures) -> byName.put(pack.toString(), figures));
    byName.put(Restored.WHOLE, ofBank);
    keeping.lives(bank, byName, at);
    news.release();
  }

  /** Takes in something about a bank as a whole, or about the daemon where {@code bank} is "". */
  public void note(String bank, String name, String value) {
    keeping.note(bank, name, value, now());
    news.release();
  }

  /** The notes of a bank by name, as taken in or restored. */
  public Map<String, String> notes(String bank) {
    return keeping.notes(bank);
  }

  /** An event of the store itself. */
  StoredEvent own(Severity severity, String text, Map<String, Long> values) {
    Event event = new Event(now(), severity, null, "store", text, values);
    return StoredEvent.of(null, event, wall.get());
  }

  public StoreHealth health() {
    return new StoreHealth(up, words, queue.size(), queue.dropped());
  }

  void health(boolean isUp, String inWords) {
    words = inWords;
    up = isUp;
  }

  /** Waits for something to write, at most {@code nanos}. */
  void await(long nanos) throws InterruptedException {
    if (news.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      news.drainPermits();
    }
  }

  boolean isClosing() {
    return closing;
  }

  /** Writes what is waiting, unless the disk takes too long over it. */
  @Override
  public void close() {
    closing = true;
    news.release();
    Thread writer = thread;
    if (writer != null) {
      // The end may well have begun with an interrupt; what is waiting is still to be written.
      boolean interrupted = Thread.interrupted();
      try {
        writer.join(LAST_WORDS.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
