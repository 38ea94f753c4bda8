package io.bankd.daemon.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that records are not written: once, then once an hour, and when it is over. */
final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Duration REMINDER = Duration.ofHours(1);

  private final Path file;
  private boolean lasts;
  private long since;
  private long told;

  Trouble(Path file) {
    this.file = file;
  }

  /** Whether it is new. */
  boolean begins(String why) {
    long now = System.nanoTime();
    boolean isNew = !lasts;
    if (isNew) {
      since = now;
    }
    if (isNew || now - told >= REMINDER.toNanos()) {
      told = now;
      LOG.warn(
          "records cannot be written to {}: {}; control goes on, events wait in memory", file, why);
    }
    lasts = true;
    return isNew;
  }

  /** How many seconds it lasted, where it did. */
  OptionalLong ends() {
    if (!lasts) {
      return OptionalLong.empty();
    }
    lasts = false;
    long seconds = (System.nanoTime() - since) / 1_000_000_000L;
    LOG.info("records are written to {} again, after {} s", file, seconds);
    return OptionalLong.of(seconds);
  }
}
