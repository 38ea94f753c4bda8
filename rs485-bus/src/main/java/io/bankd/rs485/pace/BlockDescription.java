package io.bankd.rs485.pace;

import io.bankd.rs485.PackReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The blocks of the answers to 42 and 44 as plain names and values, in the units of the names. */
final class BlockDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private BlockDescription() {}

  static Map<String, Object> analog(AnalogBlock block) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cells", block.cells().length);
    fields.put("cell_mv", list(block.cells()));
    fields.put("temps", block.temperatures().length);
    fields.put("temp_dc", block.decidegrees());
    fields.put("current_ma", block.current() * 10);
    fields.put("voltage_mv", block.voltage());
    fields.put("remain_mah", block.remaining() * 10);
    fields.put("ud", block.userDefined());
    fields.put("full_mah", block.full() * 10);
    fields.put("cycles", block.cycles());
    fields.put("design_mah", block.design() * 10);
    fields.put("tail", HEX.formatHex(block.tail()));
    if (block.tail().length > 0) {
      fields.put("soc_reported", block.tail()[0] & 0xFF);
    }
    if (block.full() > 0) {
      fields.put("soc_calc", Math.round(block.remaining() * 10_000.0 / block.full()) / 100.0);
    }
    return fields;
  }

  static Map<String, Object> status(StatusBlock block) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cells", block.cellAlarms().length);
    fields.put("cell_alarm", list(block.cellAlarms()));
    fields.put("temps", block.temperatureAlarms().length);
    fields.put("temp_alarm", list(block.temperatureAlarms()));
    fields.put("charge_current_alarm", block.chargeCurrentAlarm());
    fields.put("voltage_alarm", block.voltageAlarm());
    fields.put("discharge_current_alarm", block.dischargeCurrentAlarm());
    fields.put("protect1", block.protect1());
    fields.put("protect2", block.protect2());
    fields.put("instruction", block.instruction());
    fields.put("control", block.control());
    fields.put("fault", block.fault());
    fields.put("balance1", block.balance1());
    fields.put("balance2", block.balance2());
    fields.put("warn1", block.warn1());
    fields.put("warn2", block.warn2());
    fields.put(
        "protect",
        names(StatusByte.PROTECT1, block.protect1(), StatusByte.PROTECT2, block.protect2()));
    fields.put("warn", names(StatusByte.WARN1, block.warn1(), StatusByte.WARN2, block.warn2()));
    fields.put("instr_bits", StatusByte.INSTRUCTION.names(block.instruction()));
    fields.put("ctrl_bits", StatusByte.CONTROL.names(block.control()));
    fields.put("fault_bits", StatusByte.FAULT.names(block.fault()));
    fields.put("balancing_cells", balancing(block.balancing()));
    fields.put("tail", HEX.formatHex(block.tail()));
    return fields;
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().collect(Collectors.toList());
  }

  private static List<String> names(StatusByte first, int a, StatusByte second, int b) {
    List<String> names = new ArrayList<>(first.names(a));
    names.addAll(second.names(b));
    return names;
  }

  private static List<Integer> balancing(int bits) {
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      if ((bits >> i & 1) == 1) {
        cells.add(i + 1);
      }
    }
    return cells;
  }

  /** “ok”, or the name of the reason why a block cannot be true. */
  static String verdict(PackReply.@Nullable Refused refused) {
    return refused == null ? "ok" : refused.reason().name();
  }
}
