package io.bankd.daemon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Native libraries that killed processes have left behind. sqlite-jdbc unpacks a new one at each
 * start and removes it only at an orderly end: a megabyte for every power failure.
 */
final class StaleLibraries {
  /* A process that has just unpacked its own may not have loaded it yet. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private StaleLibraries() {}

  static void remove() {
    String folder =
        System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir", "/tmp"));
    remove(Path.of(folder), Instant.now());
  }

  /** A library in use may go too: what is loaded stays loaded. */
  static void remove(Path folder, Instant now) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> stale =
          files
              .filter(
                  f -> f.getFileName().toString().matches("sqlite-.*-libsqlitejdbc\\.so(\\.lck)?"))
              .filter(f -> isOld(f, now))
              .toList();
      for (Path file : stale) {
        Files.deleteIfExists(file);
      }
    } catch (IOException notOurs) {
      // They cost space and nothing else.
    }
  }

  private static boolean isOld(Path file, Instant now) {
    try {
      FileTime written = Files.getLastModifiedTime(file);
      return Duration.between(written.toInstant(), now).compareTo(YOUNG) > 0;
    } catch (IOException gone) {
      return false;
    }
  }
}
