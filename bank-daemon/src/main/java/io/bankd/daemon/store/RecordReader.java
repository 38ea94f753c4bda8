package io.bankd.daemon.store;

import io.bankd.history.Severity;
import io.bankd.unit.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.sqlite.SQLiteConfig;

/** Reads the records while the daemon writes them, and when there is none. It changes nothing. */
public final class RecordReader implements AutoCloseable {
  private final Connection connection;

  private RecordReader(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the file.
   *
   * @throws IOException in words, when it cannot be read
   */
  public static RecordReader open(Path file) throws IOException {
    if (!Files.exists(file)) {
      Path folder = file.toAbsolutePath().getParent();
      boolean hidden = folder != null && Files.exists(folder) && !Files.isReadable(folder);
      throw new IOException(file + (hidden ? " may not be read by this user" : ": no such file"));
    }
    if (!Files.isReadable(file)) {
      throw new IOException(file + " may not be read by this user");
    }
    try {
      return new RecordReader(connect(file));
    } catch (SQLException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Connection connect(Path file) throws SQLException {
    String path = file.toAbsolutePath().toString();
    try {
      return readOnly(path);
    } catch (SQLException noSharedMemory) {
      // On a read-only or full disk SQLite cannot make its -shm file. Without a -wal file there is
      // nothing in it that the main file does not say.
      Path log = Path.of(path + "-wal");
      try {
        if (!Files.exists(log) || Files.size(log) == 0) {
          return readOnly("file:" + path.replace("%", "%25").replace("?", "%3f") + "?immutable=1");
        }
      } catch (IOException e) {
        noSharedMemory.addSuppressed(e);
      }
      throw noSharedMemory;
    }
  }

  private static Connection readOnly(String path) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(2_000);
    config.setCacheSize(-256);
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
      row.next();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Everything kept of all packs. */
  public Restored restored() throws IOException {
    try {
      return RestoredRows.read(connection);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** The events wanted, oldest first. */
  public List<StoredEvent> events(EventFilter filter) throws IOException {
    EventFilter.Where where = filter.where();
    List<StoredEvent> events = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id, time, clock_set, service_ns, bank, pack, severity, rule, text, figures"
                + " FROM events WHERE "
                + where.sql()
                + " ORDER BY id DESC LIMIT ?")) {
      int column = 1;
      for (Object parameter : where.parameters()) {
        query.setObject(column++, parameter);
      }
      query.setInt(column, filter.limit());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(event(row));
        }
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
    Collections.reverse(events);
    return events;
  }

  /** The rules of which there is an event, by name. */
  public List<String> rules() throws IOException {
    List<String> rules = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT DISTINCT rule FROM events ORDER BY rule")) {
      while (row.next()) {
        rules.add(row.getString(1));
      }
      return rules;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        Times.read(row.getString(2)),
        row.getInt(3) != 0,
        Moment.ofNanos(row.getLong(4)),
        row.getString(5),
        row.getString(6),
        severity(row.getString(7)),
        row.getString(8),
        row.getString(9),
        RestoredRows.figures(row.getString(10)));
  }

  private static Severity severity(String text) {
    try {
      return Severity.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Severity.INFO;
    }
  }

  private static IOException unreadable(SQLException e) {
    return new IOException("the records cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing was written; there is nothing to lose.
    }
  }
}
