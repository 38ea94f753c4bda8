package io.bankd.rs485.pylon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A module's answers to 42 and 44 as plain names and values, in the units of the names. */
final class ModuleDescription {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private ModuleDescription() {}

  static Map<String, Object> analog(PylonAnalog module, int capacityUnit) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cells", module.cells().length);
    fields.put("cell_mv", list(module.cells()));
    fields.put("temps", module.temperatures().length);
    fields.put("temp_dc", module.decidegrees());
    fields.put("current_ma", module.current() * 100);
    fields.put("voltage_mv", module.voltage());
    fields.put("ud", module.userDefined());
    fields.put("cycles", module.cycles());
    fields.put("remain_mah", module.remaining2() * capacityUnit);
    fields.put("total_mah", module.total2() * capacityUnit);
    if (module.userDefined() == PylonAnalog.LONG) {
      fields.put("remain1_raw", module.remaining1());
      fields.put("total1_raw", module.total1());
    }
    if (module.total2() > 0) {
      double soc = module.remaining2() * 10_000.0 / module.total2();
      fields.put("soc_calc", Math.round(soc) / 100.0);
    }
    return fields;
  }

  static Map<String, Object> status(PylonStatus module) {
    int[] status = module.status();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cells", module.cellAlarms().length);
    fields.put("cell_alarm", list(module.cellAlarms()));
    fields.put("temps", module.temperatureAlarms().length);
    fields.put("temp_alarm", list(module.temperatureAlarms()));
    fields.put("charge_current_alarm", module.chargeCurrentAlarm());
    fields.put("voltage_alarm", module.voltageAlarm());
    fields.put("discharge_current_alarm", module.dischargeCurrentAlarm());
    for (int i = 0; i < status.length; i++) {
      fields.put("status" + (i + 1), status[i]);
    }
    for (int octet = 1; octet <= 3; octet++) {
      fields.put("s" + octet, StatusBit.names(octet, status[octet - 1]));
    }
    List<Integer> errors = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      if ((module.cellErrors() >> i & 1) == 1) {
        errors.add(i + 1);
      }
    }
    fields.put("cell_error", errors);
    fields.put("tail", HEX.formatHex(module.tail()));
    return fields;
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().collect(Collectors.toList());
  }
}
