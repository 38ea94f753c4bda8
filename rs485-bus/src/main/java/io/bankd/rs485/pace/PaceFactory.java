package io.bankd.rs485.pace;

import io.bankd.pack.PackReading;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.layout.Layout;
import io.bankd.unit.Capacity;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an AM5000 leaves the factory with (AM5000 table 3-1, by rows), as it stands in the answers.
 */
final class PaceFactory {
  private static final Map<PaceTable, String> ROWS =
      Map.ofEntries(
          Map.entry(PaceTable.CELL_OV, "010DAC0E100CE41E"), // row 1
          Map.entry(PaceTable.CELL_UV, "010AF00A8C0CE41E"), // row 2
          Map.entry(PaceTable.PACK_OV, "01DDE0E100D2F01E"), // row 3
          Map.entry(PaceTable.PACK_UV, "01B220ABE0BB801E"), // row 4
          Map.entry(PaceTable.LIMITER, "0064"), // row 5
          Map.entry(PaceTable.CHARGE_OC, "010069006E1E"), // row 6
          Map.entry(PaceTable.DISCHARGE_OC1, "01FF97FF921E"), // row 7
          Map.entry(PaceTable.DISCHARGE_OC2, "009604"), // row 8
          Map.entry(PaceTable.SHORT_CIRCUIT, "0C"), // row 9
          Map.entry(PaceTable.CELL_OT, "010CB20CEE0CBC0CB20CEE0CBC"), // row 10
          Map.entry(PaceTable.CELL_UT, "010AFA0ADC0AFA0A1409E20A46"), // row 10
          Map.entry(PaceTable.ENVIRONMENT, "010A1409E20A140D340D980D34"), // row 11
          Map.entry(PaceTable.BALANCE, "0DAC001E")); // row 12

  /** What that table does not give: such as is usual, for simulated packs only. */
  private static final Map<PaceTable, String> USUAL =
      Map.of(
          PaceTable.MOS_OT, "010E2E0EF60DFC", // 90, 110, 85 °C
          PaceTable.SLEEP, "0C4E0005", // 3.15 V, 5 min
          PaceTable.FULL_CHARGE, "DAC007D003", // 56.0 V, 2 A; 3 % is row 13
          PaceTable.INVERTER_PROTOCOL, "000000",
          PaceTable.CLOCK, "1A0101000000"); // the first second of 2026

  private PaceFactory() {}

  static @Nullable Map<String, Object> of(String subject) {
    PaceTable table = PaceTable.of(subject);
    return table == null ? null : read(table, ROWS.get(table));
  }

  static @Nullable Map<String, Object> simulated(String subject, PackReading pack) {
    PaceTable table = PaceTable.of(subject);
    if (table == PaceTable.CAPACITY) {
      return Map.of(
          "remain_mah", tens(pack.remaining()),
          "full_mah", tens(pack.full()),
          "design_mah", tens(pack.design()));
    }
    return table == null ? null : read(table, ROWS.getOrDefault(table, USUAL.get(table)));
  }

  /** As the wire has it, in 10 mAh. */
  private static int tens(Capacity capacity) {
    return Math.min(capacity.milliampereHours() / 10, 0xFFFF) * 10;
  }

  private static @Nullable Map<String, Object> read(PaceTable table, @Nullable String row) {
    if (row == null) {
      return null;
    }
    byte[] bytes = HexFormat.of().parseHex(row);
    Layout layout = table.layout(bytes.length);
    return layout == null ? null : layout.read(InfoReader.of(bytes));
  }
}
