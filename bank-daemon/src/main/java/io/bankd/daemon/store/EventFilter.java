package io.bankd.daemon.store;

import io.bankd.history.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; null means any.
 *
 * @param severity at least this
 * @param after only events with a higher number
 * @param limit at most so many, the newest
 */
public record EventFilter(
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String bank,
    @Nullable String pack,
    @Nullable String rule,
    Severity severity,
    long after,
    int limit) {

  /** The newest {@code limit} events. */
  public static EventFilter newest(int limit) {
    return new EventFilter(null, null, null, null, null, Severity.INFO, 0, limit);
  }

  /** The same events, but only those that came after number {@code id}. */
  public EventFilter after(long id) {
    return new EventFilter(since, until, bank, pack, rule, severity, id, limit);
  }

  /** The condition with its parameters in order. */
  record Where(String sql, List<Object> parameters) {}

  /**
   * By time means: from the first event whose clock was set and which is new enough; events without
   * a clock stand where they were written.
   */
  Where where() {
    List<String> terms = new ArrayList<>(List.of("id > ?"));
    List<Object> parameters = new ArrayList<>(List.of(after));
    Instant from = since;
    if (from != null) {
      terms.add("(clock_set = 0 OR time >= ?)");
      terms.add("id >= (SELECT min(id) FROM events WHERE clock_set = 1 AND time >= ?)");
      parameters.addAll(List.of(Times.text(from), Times.text(from)));
    }
    Instant to = until;
    if (to != null) {
      terms.add("(clock_set = 0 OR time <= ?)");
      terms.add("id <= (SELECT max(id) FROM events WHERE clock_set = 1 AND time <= ?)");
      parameters.addAll(List.of(Times.text(to), Times.text(to)));
    }
    equal("bank", bank, terms, parameters);
    equal("pack", pack, terms, parameters);
    equal("rule", rule, terms, parameters);
    if (severity != Severity.INFO) {
      terms.add("severity IN (" + atLeast(severity) + ")");
    }
    return new Where(String.join(" AND ", terms), parameters);
  }

  private static void equal(
      String column, @Nullable String value, List<String> terms, List<Object> parameters) {
    if (value != null) {
      terms.add(column + " = ? COLLATE NOCASE");
      parameters.add(value);
    }
  }

  private static String atLeast(Severity least) {
    return Stream.of(Severity.values())
        .filter(severity -> severity.compareTo(least) >= 0)
        .map(severity -> "'" + severity.name().toLowerCase(Locale.ROOT) + "'")
        .collect(Collectors.joining(", "));
  }
}
