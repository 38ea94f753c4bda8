package io.bankd.spec;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static io.bankd.pack.Quantity.*;

import io.bankd.limit.Derating;
import io.bankd.limit.DeratingCurve;
import io.bankd.limit.DeratingRow;
import io.bankd.pack.Direction;
import io.bankd.pack.Quantity;
import java.util.List;

/** The derating curves of AM5000 5.10 without their figures, DER-1…6. */
final class DeratingTable {
  private static final int WHOLE = 1000;

  private final Values values;

  private DeratingTable(Values values) {
    this.values = values;
  }

  static Derating of(PackModel model, Values values) {
    return new Derating(
        model.cellCount(),
        values.current("pack.continuous-charge"),
        values.current("pack.continuous-discharge"),
        new DeratingTable(values).rows());
  }

  private List<DeratingRow> rows() {
    return List.of(
        row("cell-voltage", HIGHEST_CELL, CHARGE, "der-3.from", "der-3.knee", "der-3.zero"),
        row("cell-voltage", LOWEST_CELL, DISCHARGE, "der-4.zero", "der-4.knee", "der-4.from"),
        row("pack-voltage", PACK_VOLTAGE, CHARGE, "der-1.from", "der-1.zero"),
        row("pack-voltage", PACK_VOLTAGE, DISCHARGE, "der-2.zero", "der-2.from"),
        row("temperature", HOTTEST_CELL, CHARGE, "der-5.from", "der-5.zero"),
        row("temperature", HOTTEST_CELL, DISCHARGE, "der-5.from", "der-5.zero"),
        row("temperature", COLDEST_CELL, CHARGE, "der-6.charge-zero", "der-6.charge-from"),
        row("temperature", COLDEST_CELL, DISCHARGE, "der-6.zero", "der-6.from"));
  }

  private DeratingRow row(String rule, Quantity quantity, Direction direction, String... keys) {
    int[] points = new int[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      points[2 * i] = values.integer(keys[i]);
      points[2 * i + 1] = perMille(keys[i]);
    }
    return new DeratingRow(rule, quantity, direction, DeratingCurve.of(points));
  }

  /* All of it at “from”, nothing at “zero”, and a share of its own at a knee. */
  private int perMille(String key) {
    return key.endsWith("from")
        ? WHOLE
        : key.endsWith("zero") ? 0 : values.integer(key + "-share") / 10;
  }
}
