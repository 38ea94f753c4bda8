package io.bankd.daemon.config;

import io.bankd.spec.Setting;
import io.bankd.spec.SettingUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pack's figures as people write them: “3.55 V”, “3550 mV”, “105 A”, “-15 °C”, “96 %”, “2 s”. */
final class FigureText {
  /* How far the point moves to the setting's own step; a bare number has the first unit's. */
  private static final Map<SettingUnit, Map<String, Integer>> PLACES =
      Map.of(
          SettingUnit.VOLTAGE, Map.of("V", 3, "mV", 0, "", 3),
          SettingUnit.CURRENT, Map.of("A", 3, "mA", 0, "", 3),
          SettingUnit.TEMPERATURE, Map.of("°C", 1, "C", 1, "", 1),
          SettingUnit.RATIO, Map.of("%", 2, "", 2),
          SettingUnit.COUNT, Map.of("", 0));

  private FigureText() {}

  /** A figure's value in its own step; null where it is not there, or a fault was told. */
  static @Nullable Long read(Section block, Setting setting) {
    String text = block.text(setting.figure());
    if (text == null) {
      return null;
    }
    try {
      return parse(setting.unit(), text);
    } catch (IllegalArgumentException | ArithmeticException unreadable) {
      String expected = "; expected a value in " + setting.range() + ", with its unit";
      block.error(setting.figure(), "“" + text + "” cannot be read" + expected);
      return null;
    }
  }

  /**
   * A text as a whole number of the unit's steps.
   *
   * @throws IllegalArgumentException when it has no number or another unit
   * @throws ArithmeticException when it is finer than a step, or beyond counting
   */
  static long parse(SettingUnit unit, String text) {
    Map<String, Integer> places = PLACES.get(unit);
    if (places == null) {
      Duration duration = Durations.parse(text);
      if (duration.toNanos() % 1000 != 0) {
        throw new ArithmeticException("finer than a microsecond");
      }
      return duration.toNanos() / 1000;
    }
    String written = text.replaceFirst("^[-+0-9.]*\\s*", "");
    Integer move = places.get(written);
    if (move == null) {
      throw new IllegalArgumentException("no unit of this quantity");
    }
    String number = text.substring(0, text.length() - written.length()).strip();
    return new BigDecimal(number).movePointRight(move).intValueExact();
  }
}
