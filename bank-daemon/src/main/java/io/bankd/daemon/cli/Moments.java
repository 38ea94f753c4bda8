package io.bankd.daemon.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time on the command line: “2h” ago, “2026-11-22”, “2026-11-22 10:30”. */
final class Moments implements ITypeConverter<Instant> {
  private static final Pattern AGO = Pattern.compile("(\\d{1,6}) ?(s|min|m|h|d|w)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  @Override
  public Instant convert(String text) {
    return at(text, ZonedDateTime.now(ZoneId.systemDefault()));
  }

  static Instant at(String text, ZonedDateTime now) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
        return now.toInstant().minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
      }
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(now.getZone()).toInstant();
      }
      return LocalDateTime.parse(text.replace(' ', 'T'), DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .atZone(now.getZone())
          .toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "“" + text + "” is no time; write 30min, 2h, 7d, 2026-11-22 or \"2026-11-22 10:30\"");
    }
  }
}
