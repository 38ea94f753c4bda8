package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What 16 cells of LiFePO4 can mean. Beyond it a battery may be of another chemistry or have
 * another number of cells, so that it is worth a look only – unless its own cell voltages say 16.
 */
final class Chemistry {
  private static final int CELLS = 16;

  /**
   * What an AM5000 asks for, 3.60 V a cell, and what the makers of cells allow at the very most.
   */
  private static final double USUAL_CVL = 57.6;

  private static final double MOST_CVL = 58.4;

  private record Row(String name, String label, double least, double most, String unit) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("cvl_v", "CVL", 48, USUAL_CVL, "V"),
          new Row("dvl_v", "DVL", 40, 51.2, "V"),
          new Row("voltage_v", "the voltage", 40, MOST_CVL, "V"),
          new Row("vmin_mv", "the lowest cell voltage", 2500, 3650, "mV"),
          new Row("vmax_mv", "the highest cell voltage", 2500, 3650, "mV"));

  private Chemistry() {}

  /** The values of a set by their names, of the frames this dialect knows. */
  static Map<String, Object> values(CanDialect dialect, List<CanFrame> set) {
    Map<String, Object> values = new HashMap<>();
    set.stream()
        .filter(frame -> dialect.ids().contains(frame.id()))
        .forEach(frame -> dialect.decode(frame).ifPresent(values::putAll));
    return values;
  }

  /** 24 or 12 where all voltages of a set are those of such a system, else 48. */
  static int volts(CanDialect dialect, List<CanFrame> set) {
    Map<String, Object> said = values(dialect, set);
    Optional<Double> cvl = Plausible.number(said, "cvl_v");
    Optional<Double> measured = Plausible.number(said, "voltage_v");
    if (within(cvl, 20, 31.5) && within(measured, 18, 31.5)) {
      return cvl.isPresent() ? 24 : 48;
    }
    return cvl.isPresent() && measured.isPresent() && within(cvl, 10, 16) && within(measured, 9, 16)
        ? 12
        : 48;
  }

  private static boolean within(Optional<Double> value, double least, double most) {
    return value.map(v -> v >= least && v <= most).orElse(true);
  }

  /** Whether the cell voltages of a set add up to 16 cells. */
  static boolean isSixteen(CanDialect dialect, List<CanFrame> set) {
    Map<String, Object> said = values(dialect, set);
    Optional<Double> vmin = Plausible.number(said, "vmin_mv");
    Optional<Double> vmax = Plausible.number(said, "vmax_mv");
    Optional<Double> measured = Plausible.number(said, "voltage_v");
    if (vmin.isEmpty() || vmax.isEmpty() || measured.isEmpty() || vmin.get() < 1500) {
      return false;
    }
    double cells = measured.get() * 2000 / (vmin.get() + vmax.get());
    return Math.abs(cells - CELLS) < 0.4;
  }

  /** Looks at one frame of a 48 V system. */
  static void look(CanDialect dialect, CanFrame frame, boolean sixteen, Findings findings) {
    Map<String, Object> said = dialect.decode(frame).orElse(Map.of());
    String id = "0x%03X".formatted(frame.id());
    for (Row row : ROWS) {
      double value = Plausible.number(said, row.name).orElse(row.least);
      boolean overcharge = row.name.equals("cvl_v") && value > MOST_CVL;
      if (overcharge && sixteen) {
        findings.harm(
            id + row.name + "cells",
            String.format(
                Locale.ROOT,
                "%s: CVL is %.1f V and the cell voltages tell of 16 cells: above %.1f V LiFePO4 is"
                    + " overcharged",
                id,
                value,
                MOST_CVL));
      } else if (value < row.least || value > row.most) {
        findings.perhaps(
            id + row.name + "cells",
            "%s: %s is %s %s; 16 cells of LiFePO4 mean %s…%s %s: is it another chemistry or number of cells?"
                .formatted(
                    id,
                    row.label,
                    Plausible.figure(value),
                    row.unit,
                    Plausible.figure(row.least),
                    Plausible.figure(row.most),
                    row.unit));
      }
    }
  }
}
