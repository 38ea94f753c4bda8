package io.bankd.sim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A figure that a scenario may give, as people write it: “9.6 mΩ”. Its values are whole numbers of
 * the finest step.
 *
 * @param key its word in a scenario's file
 * @param unit empty for a mere number
 * @param places decimals of the finest step
 * @param lowest in finest steps, as is {@code highest}
 */
public record Measure(String key, String unit, int places, int lowest, int highest) {

  private static final Pattern NUMBER = Pattern.compile("([-+]?)(\\d{1,7})(?:\\.(\\d{1,9}))?");

  /** The value with its unit and no more decimals than it needs. */
  public String write(int value) {
    String digits = Long.toString(Math.abs((long) value));
    String padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
    int point = padded.length() - places;
    String decimals = padded.substring(point).replaceFirst("0+$", "");
    String number = padded.substring(0, point) + (decimals.isEmpty() ? "" : "." + decimals);
    return (value < 0 ? "-" : "") + number + (unit.isEmpty() ? "" : " " + unit);
  }

  /** The other way, with or without the unit; null where it cannot be read or is out of range. */
  public @Nullable Integer read(String text) {
    boolean named = !unit.isEmpty() && text.endsWith(unit);
    String number = named ? text.substring(0, text.length() - unit.length()) : text;
    Matcher matcher = NUMBER.matcher(number.strip());
    if (!matcher.matches()) {
      return null;
    }
    String fraction = matcher.group(3);
    String decimals = fraction == null ? "" : fraction.replaceFirst("0+$", "");
    if (decimals.length() > places) {
      return null; // Finer than its finest step.
    }
    String padded = matcher.group(2) + decimals + "0".repeat(places - decimals.length());
    long value = Long.parseLong(padded) * ("-".equals(matcher.group(1)) ? -1 : 1);
    return value >= lowest && value <= highest ? (int) value : null;
  }

  /** “1 mΩ…200 mΩ” */
  public String range() {
    return write(lowest) + "…" + write(highest);
  }
}
