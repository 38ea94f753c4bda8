package io.bankd.sim;

import java.math.BigDecimal;
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

  /** The value with its unit and no more decimals than it needs. */
  public String write(int value) {
    BigDecimal number = BigDecimal.valueOf(value, places).stripTrailingZeros();
    String plain = (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
    return unit.isEmpty() ? plain : plain + " " + unit;
  }

  /** The other way, with or without the unit; null where it cannot be read or is out of range. */
  public @Nullable Integer read(String text) {
    boolean named = !unit.isEmpty() && text.endsWith(unit);
    String number = named ? text.substring(0, text.length() - unit.length()) : text;
    try {
      int value = new BigDecimal(number.strip()).movePointRight(places).intValueExact();
      return value >= lowest && value <= highest ? value : null;
    } catch (NumberFormatException | ArithmeticException unreadable) {
      return null;
    }
  }

  /** “1 mΩ…200 mΩ” */
  public String range() {
    return write(lowest) + "…" + write(highest);
  }
}
