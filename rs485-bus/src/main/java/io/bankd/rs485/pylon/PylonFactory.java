package io.bankd.rs485.pylon;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated pack answers for its settings: an AM5000's limits (AM5000 table 3-1, rows 1–4,
 * 6, 7 and 10) in Pylontech's words.
 */
final class PylonFactory {
  private static final Map<String, Object> SETTINGS =
      Map.ofEntries(
          Map.entry("cell_high_mv", 3500),
          Map.entry("cell_low_mv", 2800),
          Map.entry("cell_under_mv", 2700),
          Map.entry("charge_high_dc", 520),
          Map.entry("charge_low_dc", 80),
          Map.entry("charge_limit_ma", 105_000),
          Map.entry("pack_high_mv", 56_800),
          Map.entry("pack_low_mv", 45_600),
          Map.entry("pack_under_mv", 44_000),
          Map.entry("discharge_high_dc", 520),
          Map.entry("discharge_low_dc", -150),
          Map.entry("discharge_limit_ma", -105_000));

  private PylonFactory() {}

  /** The values of a subject; null for what has to be measured. */
  static @Nullable Map<String, Object> of(String subject) {
    switch (subject) {
      case "settings":
        return SETTINGS;
      case "protocol":
        return Map.of();
      case "maker":
        return Map.of("device", "AM5000", "version", "1.0", "manufacturer", "simulated");
      case "limits":
      case "system_limits":
        return limits(subject.equals("limits") ? -1 : 1);
      default:
        return null;
    }
  }

  /** The discharge limit is negative in 92 and positive in 63. */
  private static Map<String, Object> limits(int sign) {
    Map<String, Object> limits = new HashMap<>();
    limits.put("charge_voltage_mv", 56_000);
    limits.put("discharge_voltage_mv", 46_400);
    limits.put("charge_limit_ma", 50_000);
    limits.put("discharge_limit_ma", sign * 50_000);
    limits.put("status", 0xC0);
    return limits;
  }
}
