package io.bankd.daemon.cli;

import io.bankd.spec.PackModel;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Setting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure in a pack's own tables, and the row of the maker's table that it is (AM5000 table
 * 3-1).
 *
 * @param table as the protocol names it, “cell_ov”
 * @param name with its unit, “protect_mv”
 */
record PackField(String table, String name) {
  private record Row(String table, String prefix, String rule) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("cell_ov", "", "prot-1"),
          new Row("cell_uv", "", "prot-2"),
          new Row("pack_ov", "", "prot-3"),
          new Row("pack_uv", "", "prot-4"),
          new Row("charge_oc", "", "prot-5"),
          new Row("discharge_oc1", "", "prot-6"),
          new Row("discharge_oc2", "", "prot-7"),
          new Row("short_circuit", "", "prot-8"),
          new Row("cell_ut", "charge_", "prot-9"),
          new Row("cell_ot", "charge_", "prot-10"),
          new Row("cell_ut", "discharge_", "prot-11"),
          new Row("cell_ot", "discharge_", "prot-12"),
          new Row("environment", "low_", "prot-13"),
          new Row("environment", "high_", "prot-14"));

  private static final Map<String, String> FIGURES =
      Map.of("alarm", "alarm", "protect", "protection", "release", "release", "delay", "delay");

  /** Model units to one of the table's: mV, mA, 0.1 °C, µs. */
  private static final Map<String, Integer> SCALES =
      Map.of("mv", 1, "a", 1000, "dc", 1, "ms", 1000, "us", 1);

  private static final Map<String, String> UNITS =
      Map.of("mv", "mV", "a", "A", "ma", "mA", "ms", "ms", "us", "µs", "pct", "%", "min", "min");

  /** “cell_ov.protect_mv”, or null. */
  static @Nullable PackField of(String key) {
    int dot = key.indexOf('.');
    return dot < 1 ? null : new PackField(key.substring(0, dot), key.substring(dot + 1));
  }

  /** What is known of the figure's range; null where nothing is. */
  @Nullable Setting setting(PackModel model) {
    for (Row row : ROWS) {
      if (row.table.equals(table) && name.startsWith(row.prefix)) {
        String rest = name.substring(row.prefix.length());
        int end = rest.lastIndexOf('_');
        String figure = end < 0 ? null : FIGURES.get(rest.substring(0, end));
        return figure == null ? null : find(PackSpec.settings(model), row.rule + "." + figure);
      }
    }
    return null;
  }

  private static @Nullable Setting find(List<Setting> settings, String key) {
    return settings.stream().filter(s -> s.key().equals(key)).findFirst().orElse(null);
  }

  /** A value of this table in the model's unit. */
  long inModelUnit(int value) {
    return (long) value * SCALES.getOrDefault(unit(), 1);
  }

  /** The range of the figure in the table's unit, “3400 mV to 3650 mV”. */
  String range(Setting setting) {
    int scale = SCALES.getOrDefault(unit(), 1);
    return words(setting.least() / scale) + " to " + words(setting.most() / scale);
  }

  private String unit() {
    return name.substring(name.lastIndexOf('_') + 1);
  }

  /** A value with its unit. */
  String words(Object value) {
    if (unit().equals("dc") && value instanceof Number tenths) {
      return tenths.longValue() / 10.0 + " °C";
    }
    return value + (UNITS.containsKey(unit()) ? " " + UNITS.get(unit()) : "");
  }

  /** “cell_ov.protect_mv” */
  @Override
  public String toString() {
    return table + "." + name;
  }
}
