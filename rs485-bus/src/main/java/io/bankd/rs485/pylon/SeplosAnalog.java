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
 * The answer to 42 of Seplos V2, which has Pylontech's header and its own units: told apart by P =
 * 10, and only described, never used.
 */
final class SeplosAnalog {
  private static final int USER_DEFINED = 0x0A;

  /** What the list after the alarms of Seplos's answer to 44 begins with: its length. */
  private static final int CUSTOM_ALARMS = 0x14;

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

  static boolean recognises(AsciiFrame frame) {
    InfoReader info = frame.info();
    int cells = info.peek(2);
    int temperatures = cells < 0 ? -1 : info.peek(3 + 2 * cells);
    int rest = 4 + 2 * cells + 2 * temperatures;
    return temperatures > 0
        && info.peek(rest + 6) == USER_DEFINED
        && frame.infoLength() >= rest + REST.width();
  }

  /** Whether an answer to 44 is one of Seplos: current and voltage alarm, then a list of 20. */
  static boolean recognisesStatus(AsciiFrame frame) {
    InfoReader info = frame.info();
    int cells = info.peek(2);
    int temperatures = cells <= 0 ? -1 : info.peek(3 + cells);
    int rest = 4 + cells + temperatures + 2;
    return temperatures > 0
        && info.peek(rest) == CUSTOM_ALARMS
        && frame.infoLength() == rest + 1 + CUSTOM_ALARMS;
  }

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
