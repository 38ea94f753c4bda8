package io.bankd.rs485.pylon;

import static io.bankd.rs485.layout.NumberPart.s16;
import static io.bankd.rs485.layout.NumberPart.u16;
import static io.bankd.rs485.layout.NumberPart.u8;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.layout.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answer to 42 of Seplos V2, which has Pylontech's header and its own units: only described,
 * never used.
 */
final class SeplosAnalog {
  private static final Layout REST =
      Layout.of(
          s16("current_ma").times(10),
          u16("voltage_mv").times(10),
          u16("remain_mah").times(10),
          u8("ud"),
          u16("full_mah").times(10),
          u16("soc_permille"),
          u16("design_mah").times(10),
          u16("cycles"),
          u16("soh_permille"),
          u16("port_mv").times(10));

  private SeplosAnalog() {}

  static void describe(AsciiFrame frame, Map<String, Object> fields) {
    InfoReader info = frame.info();
    fields.put("infoflag", info.u8());
    fields.put("command", info.u8());
    List<Integer> cells = new ArrayList<>();
    for (int left = info.u8(); left > 0; left--) {
      cells.add(info.u16());
    }
    List<Integer> temperatures = new ArrayList<>();
    for (int left = info.u8(); left > 0; left--) {
      temperatures.add(info.u16() - PylonTables.FREEZING);
    }
    fields.put("cell_mv", cells);
    fields.put("temp_dc", temperatures);
    fields.putAll(REST.read(info));
    fields.put("left", info.remaining());
  }
}
