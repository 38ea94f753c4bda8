package io.bankd.daemon.store;

import io.bankd.daemon.store.Keeping.Changes;
import io.bankd.history.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread “store”: the only one that touches the file. A disk that is full or read-only costs
 * nothing but records: they wait in memory, the oldest give way, and when the disk is back the file
 * says how many.
 */
final class StoreWriter implements Runnable {
  static final Duration RETRY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  /* Together on the disk after at most this, or at once for an alarm or a state. */
  private static final Duration GATHER = Duration.ofSeconds(1);
  private static final int BATCH = 256;

  private static final int MOST_OWN = 20;

  /* A file that is damaged again and again stands on a disk that is. */
  private static final int MOST_MOVED = 3;

  private final Store store;
  private final Path file;
  private final long most;
  private final Duration retry;
  private final Trouble trouble;
  private @Nullable Database database;
  private List<StoredEvent> inHand = new ArrayList<>();
  private List<StoredEvent> own = new ArrayList<>();
  private long lastTry;
  private long droppedTold;
  private int moved;

  StoreWriter(Store store, Path file, long most, Duration retry) {
    this.store = store;
    this.file = file;
    this.most = most;
    this.retry = retry;
    this.trouble = new Trouble(file);
  }

  @Override
  public void run() {
    try {
      StaleLibraries.remove();
      begin();
      while (!store.isClosing()) {
        store.await(Math.min(GATHER.toNanos(), retry.toNanos()));
        turn();
      }
      turn();
      close();
    } catch (InterruptedException e) {
      close();
    } catch (RuntimeException | LinkageError defect) {
      store.health(false, "the store has failed: " + defect);
      store.found(Restored.without("the store has failed: " + defect));
      LOG.error("the store has failed, nothing more is recorded; please report this", defect);
    }
  }

  /** Reads what was kept, and lets the daemon begin before anything else is done. */
  private void begin() {
    Restored found = read();
    boolean inTime = store.found(found);
    Database open = database;
    if (inTime) {
      if (open == null) {
        // Read without being able to write: a file that can be written may be another one.
        store.keeping.forgetWritten();
      }
    } else if (!found.isEmpty()) {
      setAside();
    }
    if (open != null && database != null) {
      works();
      verify(open);
    }
  }

  private Restored read() {
    try {
      return open().read();
    } catch (SQLException | LinkageError e) {
      String why = close(e);
      if (isDamage(e, true)) {
        return Restored.without(moveAside(why));
      }
      fails(why);
      return readOnly(why);
    }
  }

  /** A file that cannot be written can still be remembered from. */
  private Restored readOnly(String why) {
    try (RecordReader reader = RecordReader.open(file)) {
      return reader.restored();
    } catch (IOException | LinkageError e) {
      return Restored.without(why);
    }
  }

  /** The daemon could not wait for what was found: its own figures take its place. */
  private void setAside() {
    Database open = database;
    if (open == null) {
      return;
    }
    try {
      open.setAside();
      String text = "the records were read too late; what was kept of the packs is in lives_aside";
      tell(Severity.WARNING, text, Map.of());
      LOG.warn("{}", text);
    } catch (SQLException e) {
      failed(e, false);
    }
  }

  /** Damage shows where it is read, which may be in years; better now, while nobody waits. */
  private void verify(Database open) {
    try {
      if (!open.isSound()) {
        close();
        moveAside("its structure is damaged");
      }
    } catch (SQLException e) {
      failed(e, false);
    }
  }

  private void turn() {
    if (database == null && !reopened()) {
      return;
    }
    Database open = database;
    while (open != null) {
      if (inHand.isEmpty()) {
        inHand = own;
        own = new ArrayList<>();
        inHand.addAll(store.queue.take(BATCH));
      }
      boolean due = store.keeping.isDue();
      if (inHand.isEmpty() && !due) {
        return;
      }
      Changes changes = store.keeping.take();
      try {
        open.write(inHand, changes, most);
        inHand = new ArrayList<>();
        works();
      } catch (SQLException e) {
        store.keeping.giveBack(changes);
        failed(e, false);
        return;
      }
    }
  }

  private boolean reopened() {
    long now = System.nanoTime();
    if (now - lastTry < retry.toNanos() && !store.isClosing()) {
      return false;
    }
    try {
      open();
      store.keeping.forgetWritten();
      return true;
    } catch (SQLException | LinkageError e) {
      failed(e, true);
      return database != null;
    }
  }

  private Database open() throws SQLException {
    lastTry = System.nanoTime();
    Database open = Database.open(file);
    database = open;
    return open;
  }

  private void failed(Throwable e, boolean opening) {
    String why = close(e);
    if (isDamage(e, opening)) {
      moveAside(why);
    } else {
      fails(why);
    }
  }

  private boolean isDamage(Throwable e, boolean opening) {
    return e instanceof SQLException sql
        && DamagedFile.isSaidBy(sql, opening)
        && moved < MOST_MOVED;
  }

  /** Begins a new file, and says what became of the old one. */
  private String moveAside(String why) {
    String sentence;
    try {
      Path aside = DamagedFile.moveAside(file);
      moved++;
      sentence = file + " cannot be used (" + why + ") and is now " + aside.getFileName();
      open();
      store.keeping.forgetWritten();
    } catch (IOException | SQLException e) {
      sentence = file + " cannot be used (" + why + ") and cannot be replaced: " + e.getMessage();
      fails(sentence);
      return sentence;
    }
    LOG.error("{}; a new one begins", sentence);
    tell(Severity.WARNING, sentence + "; a new one begins", Map.of());
    return sentence;
  }

  private void fails(String why) {
    lastTry = System.nanoTime();
    if (trouble.begins(why)) {
      tell(Severity.WARNING, "records cannot be written: " + why, Map.of());
    }
    store.health(false, "records cannot be written, they wait in memory: " + why);
  }

  private void works() {
    store.health(true, "records are in " + file);
    trouble
        .ends()
        .ifPresent(
            seconds ->
                tell(
                    Severity.INFO,
                    "records are written again after " + seconds + " s",
                    Map.of("seconds", seconds)));
    long dropped = store.queue.dropped() - droppedTold;
    if (dropped > 0) {
      droppedTold += dropped;
      String text = dropped + " events were given up: they could not be written in time";
      tell(Severity.WARNING, text, Map.of("events", dropped));
      LOG.warn("{}", text);
    }
  }

  /** Not through the queue: what is said of its overflow must not be lost in it. */
  private void tell(Severity severity, String text, Map<String, Long> values) {
    if (own.size() < MOST_OWN) {
      own.add(store.own(severity, text, values));
    }
  }

  /** Closes after a failure, which is given back in words. */
  private String close(Throwable because) {
    close();
    String message = because.getMessage();
    return message == null ? because.toString() : message;
  }

  private void close() {
    Database open = database;
    database = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("closing {} failed", file, e);
      }
    }
  }
}
