package io.bankd.daemon.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/** Durations as people write them: “500 ms”, “5 s”, “2 min”, “4 h”, “2 d”. */
final class Durations {
  private static final Map<String, Long> NANOS =
      Map.of(
          "µs", 1000L,
          "us", 1000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private Durations() {}

  /**
   * Reads a number with its unit.
   *
   * @throws IllegalArgumentException when there is no number or no known unit
   */
  static Duration parse(String text) {
    String unit = text.replaceFirst("^[-+0-9.]*\\s*", "");
    Long nanos = NANOS.get(unit);
    if (nanos == null) {
      throw new IllegalArgumentException("no unit");
    }
    BigDecimal number = new BigDecimal(text.substring(0, text.length() - unit.length()).strip());
    return Duration.ofNanos(number.multiply(BigDecimal.valueOf(nanos)).longValueExact());
  }

  static String words(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + " ms";
    }
    return millis % 60_000 != 0 || millis == 0 ? millis / 1000 + " s" : millis / 60_000 + " min";
  }
}
