package io.bankd.daemon.store;

import io.bankd.daemon.json.Json;
import io.bankd.daemon.store.Keeping.Changes;
import io.bankd.history.Figures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The file, open for writing, by one thread. What has been written is on the disk: WAL with
 * synchronous=FULL costs one sync a transaction, and transactions are few.
 */
final class Database implements AutoCloseable {
  /* Deleted at once when there are too many: a long prune would hold up what waits to be written. */
  private static final int PRUNE = 500;

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  /** Opens the file, makes it where there is none, and brings its tables up to date. */
  static Database open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(5_000);
    // 256 KiB: the whole daemon is to stay small.
    config.setCacheSize(-256);
    config.setJournalSizeLimit(1 << 20);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 256");
      statement.execute("PRAGMA mmap_size = 0");
      Schema.migrate(connection);
      return new Database(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  Restored read() throws SQLException {
    return RestoredRows.read(connection);
  }

  /** Whether the file's structure holds; reads all of it. */
  boolean isSound() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
      return row.next() && "ok".equals(row.getString(1));
    }
  }

  /**
   * Writes all or nothing, and has it on the disk on return. After a failure the file must be
   * closed: SQLite may have rolled back by itself, which JDBC does not know.
   *
   * @param most events to keep; older ones are deleted, a few at a time
   */
  void write(List<StoredEvent> events, Changes changes, long most) throws SQLException {
    connection.setAutoCommit(false);
    insert(events);
    keep(changes);
    if (!events.isEmpty()) {
      prune(most);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void insert(List<StoredEvent> events) throws SQLException {
    try (PreparedStatement row =
        connection.prepareStatement(
            "INSERT INTO events"
                + " (time, clock_set, service_ns, bank, pack, severity, rule, text, figures)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (StoredEvent event : events) {
        row.setString(1, Times.text(event.time()));
        row.setInt(2, event.clockSet() ? 1 : 0);
        row.setLong(3, event.at().nanos());
        row.setString(4, event.bank());
        row.setString(5, event.pack());
        row.setString(6, event.severity().name().toLowerCase(Locale.ROOT));
        row.setString(7, event.rule());
        row.setString(8, event.text());
        row.setString(9, Json.write(event.values()));
        row.executeUpdate();
      }
    }
  }

  private void keep(Changes changes) throws SQLException {
    for (var entry : changes.lives().entrySet()) {
      life(entry.getKey(), entry.getValue());
    }
    try (PreparedStatement row =
        connection.prepareStatement("REPLACE INTO notes (bank, name, value) VALUES (?, ?, ?)")) {
      for (var entry : changes.notes().entrySet()) {
        note(row, entry.getKey(), entry.getValue());
      }
      note(row, RestoredRows.SERVICE_TIME, Long.toString(changes.at().nanos()));
    }
  }

  private static void note(PreparedStatement row, Keeping.Name name, String value)
      throws SQLException {
    row.setString(1, name.bank());
    row.setString(2, name.name());
    row.setString(3, value);
    row.executeUpdate();
  }

  /** All of a pack's figures, since some may be gone. */
  private void life(Keeping.Name pack, Figures figures) throws SQLException {
    try (PreparedStatement before =
            connection.prepareStatement("DELETE FROM lives WHERE bank = ? AND pack = ?");
        PreparedStatement row =
            connection.prepareStatement(
                "INSERT INTO lives (bank, pack, name, value) VALUES (?, ?, ?, ?)")) {
      before.setString(1, pack.bank());
      before.setString(2, pack.name());
      before.executeUpdate();
      row.setString(1, pack.bank());
      row.setString(2, pack.name());
      for (var figure : figures.values().entrySet()) {
        row.setString(3, figure.getKey());
        row.setLong(4, figure.getValue());
        row.executeUpdate();
      }
    }
  }

  /** By number and not by time: the wall clock may step. */
  private void prune(long most) throws SQLException {
    try (PreparedStatement old =
        connection.prepareStatement(
            "DELETE FROM events WHERE id <= (SELECT max(id) FROM events) - ?"
                + " AND id < (SELECT min(id) FROM events) + ?")) {
      old.setLong(1, most);
      old.setLong(2, PRUNE);
      old.executeUpdate();
    }
  }

  /** Puts the kept figures where they are not restored from, but not lost either. */
  void setAside() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS lives_aside (time, bank, pack, name, value)");
      statement.execute(
          "INSERT INTO lives_aside SELECT datetime(), bank, pack, name, value FROM lives");
      statement.execute("DELETE FROM lives");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
