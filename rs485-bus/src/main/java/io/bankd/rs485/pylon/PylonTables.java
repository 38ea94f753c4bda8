package io.bankd.rs485.pylon;

import static io.bankd.rs485.layout.NumberPart.s16;
import static io.bankd.rs485.layout.NumberPart.u16;
import static io.bankd.rs485.layout.NumberPart.u8;

import io.bankd.rs485.layout.FlagsPart;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.layout.NumberPart;
import io.bankd.rs485.layout.Part;
import io.bankd.rs485.layout.TextPart;
import io.bankd.rs485.layout.TextPart.Form;
import java.util.List;

/** What stands in the answers of fixed length (RS485 V3.3, tables to 47, 51, 92, 93, 96). */
final class PylonTables {
  /** 0 °C in the 0.1 K of this protocol; PACE's has 2730. */
  static final int FREEZING = 2731;

  /** 47, after INFOFLAG. Limits of current are printed “× 100”, which means mA. */
  static final Layout SETTINGS =
      Layout.of(
          u16("cell_high_mv"),
          u16("cell_low_mv"),
          u16("cell_under_mv"),
          celsius("charge_high_dc"),
          celsius("charge_low_dc"),
          amperes("charge_limit_ma"),
          u16("pack_high_mv"),
          u16("pack_low_mv"),
          u16("pack_under_mv"),
          celsius("discharge_high_dc"),
          celsius("discharge_low_dc"),
          amperes("discharge_limit_ma"));

  /** 51. */
  static final Layout MAKER =
      Layout.of(
          new TextPart("device", 10, Form.SPACED),
          new TextPart("version", 2, Form.VERSION),
          new TextPart("manufacturer", 20, Form.HYPHENED));

  /** 93, after COMMAND. */
  static final Layout SERIAL = Layout.of(new TextPart("serial", 16, Form.SPACED));

  /** 96, after COMMAND. */
  static final Layout FIRMWARE =
      Layout.of(
          new TextPart("manufacture_version", 2, Form.VERSION),
          new TextPart("mainline_version", 3, Form.VERSION));

  /** 63, and 92 after COMMAND. */
  static final Layout LIMITS =
      Layout.of(
          u16("charge_voltage_mv"),
          u16("discharge_voltage_mv"),
          amperes("charge_limit_ma"),
          amperes("discharge_limit_ma"),
          new FlagsPart(
              "status",
              List.of(
                  "",
                  "",
                  "",
                  "full_charge_request",
                  "charge_now2",
                  "charge_now1",
                  "discharge_enable",
                  "charge_enable")));

  /**
   * 61: averages over the bank, and where the extremes are: a pack, and in it a cell or a sensor.
   * Of the current's unit sources disagree; 100 mA is taken, as elsewhere in this protocol.
   */
  static final Layout SYSTEM =
      Layout.of(
          u16("voltage_mv"),
          amperes("current_ma"),
          u8("soc_pct"),
          u16("cycles_average"),
          u16("cycles_max"),
          u8("soh_pct"),
          u8("soh_min_pct"),
          u16("cell_max_mv"),
          u8("cell_max_pack"),
          u8("cell_max_cell"),
          u16("cell_min_mv"),
          u8("cell_min_pack"),
          u8("cell_min_cell"),
          celsius("cell_temp_average_dc"),
          celsius("cell_temp_max_dc"),
          u8("cell_temp_max_pack"),
          u8("cell_temp_max_cell"),
          celsius("cell_temp_min_dc"),
          u8("cell_temp_min_pack"),
          u8("cell_temp_min_cell"),
          celsius("mos_temp_average_dc"),
          celsius("mos_temp_max_dc"),
          u8("mos_temp_max_pack"),
          u8("mos_temp_max_sensor"),
          celsius("mos_temp_min_dc"),
          u8("mos_temp_min_pack"),
          u8("mos_temp_min_sensor"),
          celsius("bms_temp_average_dc"),
          celsius("bms_temp_max_dc"),
          u8("bms_temp_max_pack"),
          u8("bms_temp_max_sensor"),
          celsius("bms_temp_min_dc"),
          u8("bms_temp_min_pack"),
          u8("bms_temp_min_sensor"));

  /** 62. */
  static final Layout SYSTEM_ALARMS =
      Layout.of(
          flags(
              "alarm1",
              "cell_imbalance",
              "",
              "cell_low_t",
              "cell_high_t",
              "cell_low_v",
              "cell_high_v",
              "pack_low_v",
              "pack_high_v"),
          flags(
              "alarm2",
              "",
              "",
              "",
              "",
              "internal_communication",
              "discharge_oc",
              "charge_oc",
              "temperature_imbalance"),
          flags(
              "protect1",
              "",
              "",
              "cell_ut_protect",
              "cell_ot_protect",
              "cell_uv_protect",
              "cell_ov_protect",
              "pack_uv_protect",
              "pack_ov_protect"),
          flags(
              "protect2",
              "",
              "",
              "",
              "system_fault",
              "",
              "discharge_oc_protect",
              "charge_oc_protect"));

  /** 60, before the serial numbers of 16 characters each. */
  static final Layout SYSTEM_NAME =
      Layout.of(
          new TextPart("device", 10, Form.SPACED),
          new TextPart("manufacturer", 20, Form.HYPHENED),
          new TextPart("version", 2, Form.VERSION),
          u8("batteries"));

  private PylonTables() {}

  private static NumberPart celsius(String name) {
    return u16(name).from(FREEZING);
  }

  private static NumberPart amperes(String name) {
    return s16(name).times(100);
  }

  private static Part flags(String name, String... bits) {
    return new FlagsPart(name, List.of(bits));
  }
}
