package io.bankd.can.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the values of a 48 V LiFePO4 bank can be, by their names in decoded frames. */
final class Plausible {
  private Plausible() {}

  private record Row(String name, double least, double most, String unit) {
    boolean refuses(Object value) {
      return value instanceof Number number
          && !(number.doubleValue() >= least && number.doubleValue() <= most);
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("cvl_v", 40, 63, "V"),
          new Row("dvl_v", 36, 58, "V"),
          new Row("ccl_a", 0, 3276.7, "A"),
          new Row("dcl_a", 0, 3276.7, "A"),
          new Row("soc", 0, 100, "%"),
          new Row("soh", 0, 100, "%"),
          new Row("voltage_v", 36, 63, "V"),
          new Row("current_a", -3000, 3000, "A"),
          new Row("temp_c", -40, 100, "°C"),
          new Row("tmin_c", -40, 100, "°C"),
          new Row("tmax_c", -40, 100, "°C"),
          new Row("tmin_k", 233, 373, "K"),
          new Row("tmax_k", 233, 373, "K"),
          new Row("vmin_mv", 1500, 4500, "mV"),
          new Row("vmax_mv", 1500, 4500, "mV"),
          new Row("capacity_ah", 1, 10_000, "Ah"),
          new Row("mode", 0, 3, ""));

  /**
   * A sentence for each value that cannot be; a discharge limit below zero is one dialect's way.
   */
  static List<String> impossible(String dialect, Map<String, Object> said) {
    List<String> words = new ArrayList<>();
    for (Row row : ROWS) {
      Object value = said.get(row.name);
      boolean signed = row.name.equals("dcl_a") && dialect.equals("growatt_sph_pylon");
      if (value != null && !signed && row.refuses(value)) {
        words.add(
            String.format(
                Locale.ROOT,
                "%s is %s %s, outside %s…%s",
                row.name,
                value,
                row.unit,
                number(row.least),
                number(row.most)));
      }
    }
    return words;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
