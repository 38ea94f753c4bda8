package io.bankd.daemon.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables, made to be read by people with {@code sqlite3} too. Each step leads from one version
 * (SQLite's {@code user_version}) to the next; what has been released is never changed.
 */
final class Schema {
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              // time is UTC, clock_set is 0 where the box had no plausible clock; bank is null
              // where the daemon itself is meant, pack is null where the bank is; figures are JSON
              """
              CREATE TABLE events (
                id INTEGER PRIMARY KEY,
                time TEXT NOT NULL,
                clock_set INTEGER NOT NULL,
                service_ns INTEGER NOT NULL,
                bank TEXT,
                pack TEXT,
                severity TEXT NOT NULL,
                rule TEXT NOT NULL,
                text TEXT NOT NULL,
                figures TEXT NOT NULL)
              """,
              // a row a figure: fifteen packs of 60 figures are 65 kB a minute on the disk; as one
              // JSON a pack they would be 84 kB, for most of their pages would be half empty;
              // pack is '' where the bank as a whole is meant
              """
              CREATE TABLE lives (
                bank TEXT NOT NULL,
                pack TEXT NOT NULL,
                name TEXT NOT NULL,
                value INTEGER NOT NULL,
                PRIMARY KEY (bank, pack, name)) WITHOUT ROWID
              """,
              """
              CREATE TABLE notes (
                bank TEXT NOT NULL,
                name TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (bank, name)) WITHOUT ROWID
              """));

  static final int VERSION = STEPS.size();

  /** The file was made by a version of this program that is not written yet. */
  static final class TooNew extends SQLException {
    private static final long serialVersionUID = 1;

    TooNew(int version) {
      super("was written by a newer bank-daemon (version " + version + " of its tables)");
    }
  }

  private Schema() {}

  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** Brings a file up to {@link #VERSION}, all steps or none; after a failure it must be closed. */
  static void migrate(Connection connection) throws SQLException {
    int version = version(connection);
    if (version > VERSION) {
      throw new TooNew(version);
    }
    if (version == VERSION) {
      return;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (List<String> step : STEPS.subList(version, VERSION)) {
        for (String sql : step) {
          statement.execute(sql);
        }
      }
      statement.execute("PRAGMA user_version = " + VERSION);
      connection.commit();
    }
    connection.setAutoCommit(true);
  }
}
