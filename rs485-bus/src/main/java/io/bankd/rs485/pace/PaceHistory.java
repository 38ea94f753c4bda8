package io.bankd.rs485.pace;

import static io.bankd.rs485.layout.NumberPart.s16;
import static io.bankd.rs485.layout.NumberPart.u16;
import static io.bankd.rs485.layout.NumberPart.u8;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.layout.TextPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of a pack's own log, the answer to A1 (PC protocol V3.1; one source, not captured). */
final class PaceHistory {
  private static final Layout TIME = Layout.of(new TextPart("time", 6, TextPart.Form.CLOCK));

  private static final Layout REST =
      Layout.of(
          s16("current_ma").times(10),
          u16("voltage_mv"),
          u16("remain_mah").times(10),
          u16("full_mah").times(10),
          u8("protect1"),
          u8("protect2"),
          u8("fault"),
          u8("warn1"),
          u8("warn2"),
          u8("instruction"),
          u16("cycles"));

  private PaceHistory() {}

  /** The record; null where the answer is too short for one. An empty answer ends the log. */
  static @Nullable Map<String, Object> read(AsciiFrame frame) {
    InfoReader info = frame.info();
    int cells = info.peek(6);
    int temperatures = cells < 0 ? -1 : info.peek(7 + 2 * cells);
    int needed = 8 + 2 * cells + 2 * temperatures + REST.width();
    if (temperatures < 0 || info.remaining() < needed) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>(TIME.read(info));
    fields.put("cell_mv", words(info, 0));
    fields.put("temp_dc", words(info, PaceTable.FREEZING));
    fields.putAll(REST.read(info));
    List<String> protect = new ArrayList<>(names(StatusByte.PROTECT1, fields, "protect1"));
    protect.addAll(names(StatusByte.PROTECT2, fields, "protect2"));
    List<String> warn = new ArrayList<>(names(StatusByte.WARN1, fields, "warn1"));
    warn.addAll(names(StatusByte.WARN2, fields, "warn2"));
    fields.put("protect", protect);
    fields.put("warn", warn);
    fields.put("fault_bits", names(StatusByte.FAULT, fields, "fault"));
    fields.put("left", info.remaining());
    return fields;
  }

  private static List<Integer> words(InfoReader info, int zero) {
    List<Integer> words = new ArrayList<>();
    for (int left = info.u8(); left > 0; left--) {
      words.add(info.u16() - zero);
    }
    return words;
  }

  private static List<String> names(StatusByte octet, Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Integer value ? octet.names(value) : List.of();
  }
}
