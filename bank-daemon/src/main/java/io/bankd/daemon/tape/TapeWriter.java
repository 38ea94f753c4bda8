package io.bankd.daemon.tape;

import io.bankd.unit.Moment;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread “tape”: brings records to the disk, file after file. A disk that takes nothing costs
 * records, which are counted, and nothing else.
 */
final class TapeWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TapeWriter.class);

  /* A killed process loses so much at most. */
  private static final Duration GATHER = Duration.ofSeconds(5);
  private static final int BLOCK = 32 << 10;
  private static final long TURN_MILLIS = 500;

  private final TapeQueue queue;
  private final TapeDirectory directory;
  private final long longest;
  private final Duration retry;
  private final Function<String, TapeHeader> header;
  private @Nullable TapeFile file;
  private @Nullable TapeRecord held;
  private String before = "";
  private Moment last;
  private volatile String trouble = "";
  private final AtomicLong lost;
  private long missing;
  private long lastTry;
  private long lastFlush;

  /**
   * A writer that begins its first file when it runs.
   *
   * @param since when the recording began; no record is earlier
   * @param longest bytes of one file
   * @param header makes the header of a file that goes on from the named one
   * @param lost counts the records that could not be written
   */
  TapeWriter(
      TapeQueue queue,
      TapeDirectory directory,
      Moment since,
      long longest,
      Duration retry,
      Function<String, TapeHeader> header,
      AtomicLong lost) {
    this.queue = queue;
    this.directory = directory;
    this.last = since;
    this.longest = longest;
    this.retry = retry;
    this.header = header;
    this.lost = lost;
  }

  /** Why nothing reaches the disk; empty where it does. */
  String trouble() {
    return trouble;
  }

  @Override
  public void run() {
    try {
      begin();
      while (!queue.isClosed()) {
        take(queue.take(TURN_MILLIS));
        flushWhenDue();
      }
      for (TapeRecord next = queue.take(0); next != null; next = queue.take(0)) {
        take(next);
      }
      take(null);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      trouble = "the recording has failed (" + defect + "); switch it off and on";
      queue.close(TapeEnd.SWITCHED_OFF);
      LOG.error("the recording has failed, all else goes on; please report this", defect);
    } finally {
      end();
    }
  }

  /** Characters of one stretch become one record; null where nothing comes for a while. */
  private void take(@Nullable TapeRecord next) {
    TapeRecord before = held;
    held = next != null && next.kind() == TapeKind.HEARD ? next : null;
    TapeRecord joined = before == null || next == null ? null : before.joined(next);
    if (joined != null) {
      held = joined;
      return;
    }
    if (before != null) {
      write(before);
    }
    if (next != null && held == null) {
      write(next);
    }
  }

  private void write(TapeRecord record) {
    TapeFile open = file;
    lose(queue.takeDropped());
    if (open == null || !trouble.isEmpty()) {
      lose(1);
      return;
    }
    tellMissing(open, record.at());
    open.add(record);
    if (open.waiting() >= BLOCK) {
      flush(open);
    }
  }

  private void lose(long records) {
    missing += records;
    lost.addAndGet(records);
  }

  private void tellMissing(TapeFile open, Moment at) {
    if (missing > 0) {
      open.add(TapeRecord.of(at, TapeKind.MISSING, 0, String.valueOf(missing)));
      missing = 0;
    }
  }

  private void flushWhenDue() {
    long now = System.nanoTime();
    TapeFile open = file;
    if (!trouble.isEmpty()) {
      if (now - lastTry >= retry.toNanos()) {
        tryAgain();
      }
    } else if (open != null && open.waiting() > 0 && now - lastFlush >= GATHER.toNanos()) {
      flush(open);
    }
  }

  private void tryAgain() {
    TapeFile open = file;
    lastTry = System.nanoTime();
    if (open == null) {
      begin();
    } else {
      flush(open);
    }
  }

  private void flush(TapeFile open) {
    lastFlush = System.nanoTime();
    try {
      open.flush();
      works(open);
    } catch (NoSuchFileException e) {
      abandon(open, e);
      return;
    } catch (IOException e) {
      fails(e);
      return;
    }
    if (open.length() >= longest) {
      finish(open, TapeEnd.CONTINUED);
      before = open.path().getFileName().toString();
      last = open.last();
      begin();
    }
  }

  /** Somebody has taken the file away: the recording begins anew where it was. */
  private void abandon(TapeFile open, IOException why) {
    lose(open.unwritten());
    last = open.last();
    open.close();
    file = null;
    before = "";
    fails(why);
    begin();
  }

  private void begin() {
    lastTry = System.nanoTime();
    lastFlush = lastTry;
    try {
      Path path = directory.next();
      TapeFile open = TapeFile.begin(path, header.apply(before).from(last));
      file = open;
      if (before.isEmpty()) {
        LOG.info("recording in {}", path);
      }
      works(open);
      directory.giveUpOldest();
    } catch (IOException e) {
      fails(e);
    }
  }

  private void works(TapeFile open) {
    if (!trouble.isEmpty()) {
      LOG.info("recording goes on in {}", open.path());
    }
    trouble = "";
  }

  private void fails(IOException why) {
    lastTry = System.nanoTime();
    String words = words(why);
    if (trouble.isEmpty()) {
      LOG.warn("nothing can be recorded in {}: {}; all else goes on", directory.path(), words);
    }
    trouble = words;
  }

  private static String words(IOException why) {
    if (why instanceof FileAlreadyExistsException) {
      return why.getMessage() + " is in the way";
    }
    if (why instanceof AccessDeniedException) {
      return "no permission to write " + why.getMessage();
    }
    String message = why.getMessage();
    return message == null ? why.getClass().getSimpleName() : message;
  }

  private void finish(TapeFile open, TapeEnd why) {
    file = null;
    try {
      Moment at = open.last();
      tellMissing(open, at);
      open.add(TapeRecord.of(at, TapeKind.END, 0, why.name()));
      open.flush();
    } catch (IOException e) {
      fails(e);
    } finally {
      open.close();
    }
  }

  private void end() {
    TapeFile open = file;
    if (open != null) {
      lose(queue.takeDropped());
      finish(open, queue.end());
    }
  }
}
