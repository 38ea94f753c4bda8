package io.bankd.daemon.tape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the tapes of a daemon are: numbered, the oldest given up. */
final class TapeDirectory {
  private static final Pattern NAME = Pattern.compile("bank-(\\d{6,9})\\.tape");

  private final Path directory;
  private final int most;

  /**
   * A directory that is made when it is first needed.
   *
   * @param most the files to keep
   */
  TapeDirectory(Path directory, int most) {
    this.directory = directory;
    this.most = most;
  }

  Path path() {
    return directory;
  }

  /** The next file, which does not exist yet. */
  Path next() throws IOException {
    Files.createDirectories(directory);
    List<Path> tapes = tapes();
    long newest = tapes.isEmpty() ? 0 : number(tapes.get(tapes.size() - 1));
    return directory.resolve("bank-%06d.tape".formatted(newest + 1));
  }

  /** Deletes the oldest beyond the number to keep. */
  void giveUpOldest() throws IOException {
    List<Path> tapes = tapes();
    for (Path tape : tapes.subList(0, Math.max(0, tapes.size() - most))) {
      Files.deleteIfExists(tape);
    }
  }

  /** Ours, the oldest first; whatever else lies there is let alone. */
  List<Path> tapes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted((a, b) -> Long.compare(number(a), number(b)))
          .toList();
    }
  }

  private static long number(Path tape) {
    return Long.parseLong(tape.getFileName().toString().replaceAll("\\D", ""));
  }
}
