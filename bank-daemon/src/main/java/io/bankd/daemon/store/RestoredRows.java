package io.bankd.daemon.store;

import io.bankd.daemon.json.Json;
import io.bankd.history.Figures;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what is kept; whatever makes no sense is left out, so that the careful state begins. */
final class RestoredRows {
  static final Keeping.Name SERVICE_TIME = new Keeping.Name("", "service-time-ns");

  /* Longer than any box lives; beyond it a clock in nanoseconds would come near its end. */
  private static final Duration LONGEST = Duration.ofDays(100 * 365);

  private static final String LIVES =
      "SELECT bank, pack, name, value FROM lives WHERE typeof(value) = 'integer'";

  private RestoredRows() {}

  static Restored read(Connection connection) throws SQLException {
    Map<String, Map<String, Map<String, Long>>> rows = new LinkedHashMap<>();
    Map<String, Map<String, String>> notes = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(LIVES)) {
        while (row.next()) {
          rows.computeIfAbsent(row.getString(1), bank -> new LinkedHashMap<>())
              .computeIfAbsent(row.getString(2), pack -> new LinkedHashMap<>())
              .put(row.getString(3), row.getLong(4));
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT bank, name, value FROM notes")) {
        while (row.next()) {
          notes
              .computeIfAbsent(row.getString(1), bank -> new LinkedHashMap<>())
              .put(row.getString(2), row.getString(3));
        }
      }
    }
    Map<String, Map<String, Figures>> lives = new LinkedHashMap<>();
    rows.forEach(
        (bank, packs) -> {
          Map<String, Figures> ofBank = new LinkedHashMap<>();
          packs.forEach((pack, figures) -> ofBank.put(pack, Figures.of(figures)));
          lives.put(bank, ofBank);
        });
    return new Restored(serviceTime(connection, notes), lives, notes, null);
  }

  /** The note is up to a minute old; the last event may be younger. */
  private static Duration serviceTime(Connection connection, Map<String, Map<String, String>> notes)
      throws SQLException {
    Map<String, String> own = notes.getOrDefault(SERVICE_TIME.bank(), Map.of());
    long noted = nanos(own.getOrDefault(SERVICE_TIME.name(), "0"));
    long last = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT service_ns FROM events ORDER BY id DESC LIMIT 1")) {
      if (row.next()) {
        last = row.getLong(1);
      }
    }
    Duration time = Duration.ofNanos(Math.max(noted, last));
    return time.isNegative() || time.compareTo(LONGEST) > 0 ? Duration.ZERO : time;
  }

  private static long nanos(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  /** The whole numbers of a JSON object by name; none where it is no such object. */
  static Map<String, Long> figures(String json) {
    Map<String, Long> figures = new LinkedHashMap<>();
    try {
      List<Map<String, @Nullable Object>> objects = Json.readObjects(json);
      for (Map<String, @Nullable Object> object : objects) {
        object.forEach(
            (name, value) -> {
              if (value instanceof Long number) {
                figures.put(name, number);
              }
            });
      }
      return figures;
    } catch (IOException | Json.Malformed e) {
      return Map.of();
    }
  }
}
