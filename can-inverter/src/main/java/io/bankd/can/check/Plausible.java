package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the values of a battery can be, by their names in decoded frames. */
final class Plausible {
  private Plausible() {}

  /** Rows that grow with the volts of the system are those of 48 V. */
  private record Row(String name, String label, double least, double most, String unit) {
    Row of(int volts) {
      boolean grows = unit.equals("V");
      return grows ? new Row(name, label, least * volts / 48, most * volts / 48, unit) : this;
    }

    boolean refuses(double value) {
      return !(value >= least && value <= most);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("cvl_v", "CVL", 40, 63, "V"),
          new Row("dvl_v", "DVL", 36, 58, "V"),
          new Row("ccl_a", "CCL", 0, 3276.7, "A"),
          new Row("dcl_a", "DCL", 0, 3276.7, "A"),
          new Row("soc", "SOC", 0, 100, "%"),
          new Row("soh", "SOH", 0, 100, "%"),
          new Row("voltage_v", "the voltage", 36, 63, "V"),
          new Row("current_a", "the current", -3276.8, 3276.7, "A"),
          new Row("temp_c", "the temperature", -40, 100, "°C"),
          new Row("tmin_c", "the lowest temperature", -40, 100, "°C"),
          new Row("tmax_c", "the highest temperature", -40, 100, "°C"),
          new Row("tmin_k", "the lowest temperature", 233, 373, "K"),
          new Row("tmax_k", "the highest temperature", 233, 373, "K"),
          new Row("vmin_mv", "the lowest cell voltage", 1500, 4500, "mV"),
          new Row("vmax_mv", "the highest cell voltage", 1500, 4500, "mV"),
          new Row("capacity_ah", "the capacity", 1, 10_000, "Ah"),
          new Row("mode", "the mode", 0, 3, ""));

  /**
   * A sentence for each value that cannot be in any battery.
   *
   * @param volts of the system: 48, or what {@link Chemistry#volts} says
   */
  static List<String> impossible(CanDialect dialect, CanFrame frame, int volts) {
    return words(dialect, frame, volts, (row, value) -> Optional.empty());
  }

  /** A sentence for each value that cannot be, or that the dialect's inverter does not take. */
  static List<String> amiss(CanDialect dialect, CanFrame frame, int volts) {
    return words(
        dialect, frame, volts, (row, value) -> Refused.words(dialect, row.name, row.label, value));
  }

  private static List<String> words(
      CanDialect dialect,
      CanFrame frame,
      int volts,
      BiFunction<Row, Double, Optional<String>> refused) {
    Map<String, Object> said = dialect.decode(frame).orElse(Map.of());
    List<String> words = new ArrayList<>();
    for (Row each : ROWS) {
      Row row = each.of(volts);
      number(said, row.name)
          .filter(value -> !Refused.isInvalid(dialect, frame, row.name))
          .flatMap(value -> refused.apply(row, value).or(() -> outside(dialect, row, value)))
          .ifPresent(words::add);
    }
    return words;
  }

  private static Optional<String> outside(CanDialect dialect, Row row, double value) {
    return row.refuses(value) && !signed(dialect, row)
        ? Optional.of(row.label + " is " + sentence(row, value))
        : Optional.empty();
  }

  /** A discharge limit below zero is one dialect's way. */
  private static boolean signed(CanDialect dialect, Row row) {
    return row.name.equals("dcl_a") && dialect.name().equals("growatt_sph_pylon");
  }

  private static String sentence(Row row, double value) {
    String outside =
        "%s %s, outside %s…%s %s"
            .formatted(figure(value), row.unit, figure(row.least), figure(row.most), row.unit);
    return outside.strip() + advice(row, value);
  }

  private static String advice(Row row, double value) {
    if (row.name.equals("cvl_v") && value == 0) {
      return ": some inverters then discharge at full power; to stop charging send CCL 0 and a rest"
          + " voltage";
    }
    if (row.name.equals("dcl_a") && value < 0) {
      return String.format(
          Locale.ROOT,
          ": a receiver without a sign takes it for %.1f A; send the discharge limit positive",
          value + 6553.6);
    }
    if (row.name.equals("voltage_v") && !row.refuses(value * 10)) {
      return ": is it sent in 0.1 V? This dialect has 0.01 V";
    }
    return "";
  }

  /** The number of that name in a decoded frame. */
  static Optional<Double> number(Map<String, Object> said, String name) {
    return said.get(name) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /** As short as it can be told. */
  static String figure(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.valueOf(Math.round(value * 1000) / 1000.0);
  }
}
