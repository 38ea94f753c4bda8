package io.bankd.daemon.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A file that is no database any more: out of the way, but not away. */
final class DamagedFile {
  /* As many as tell a story; each may be as large as all the records. */
  private static final int KEPT = 3;

  private static final Set<SQLiteErrorCode> DAMAGE =
      Set.of(
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_NOTADB,
          SQLiteErrorCode.SQLITE_FORMAT,
          SQLiteErrorCode.SQLITE_SCHEMA,
          SQLiteErrorCode.SQLITE_MISMATCH);

  private DamagedFile() {}

  /**
   * Whether the file is at fault, and not the disk, its rights or another process.
   *
   * @param opening a sound file with other tables than ours shows as a plain error, then only
   */
  static boolean isSaidBy(SQLException e, boolean opening) {
    if (e instanceof SQLiteException sqlite) {
      int primary = sqlite.getResultCode().code & 0xff;
      boolean otherTables = opening && primary == SQLiteErrorCode.SQLITE_ERROR.code;
      return otherTables || DAMAGE.stream().anyMatch(code -> code.code == primary);
    }
    return e instanceof Schema.TooNew;
  }

  /** Renames the file and its companions, and gives the new name. */
  static Path moveAside(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Pattern names =
        Pattern.compile(Pattern.quote(file.getFileName() + ".damaged-") + "(\\d{1,9})(-.*)?");
    List<Path> present;
    try (Stream<Path> all = Files.list(folder)) {
      present = all.filter(path -> names.matcher(path.getFileName().toString()).matches()).toList();
    }
    int last = present.stream().mapToInt(path -> number(names, path)).max().orElse(0);
    for (Path path : present) {
      if (number(names, path) <= last + 1 - KEPT) {
        Files.delete(path);
      }
    }
    Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + (last + 1));
    // The log first: left behind alone, it would be taken for the new file's.
    for (String companion : List.of("-wal", "-shm", "")) {
      Path other = file.resolveSibling(file.getFileName() + companion);
      if (Files.exists(other)) {
        Files.move(other, aside.resolveSibling(aside.getFileName() + companion));
      }
    }
    return aside;
  }

  private static int number(Pattern names, Path path) {
    Matcher match = names.matcher(path.getFileName().toString());
    return match.matches() ? Integer.parseInt(match.group(1)) : 0;
  }
}
