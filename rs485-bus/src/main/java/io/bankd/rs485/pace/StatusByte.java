package io.bankd.rs485.pace;

import static io.bankd.pack.PackCondition.CELL_FAULT;
import static io.bankd.pack.PackCondition.CELL_OVER_VOLTAGE;
import static io.bankd.pack.PackCondition.CELL_UNDER_VOLTAGE;
import static io.bankd.pack.PackCondition.CHARGER_OVER_VOLTAGE;
import static io.bankd.pack.PackCondition.CHARGER_REVERSED;
import static io.bankd.pack.PackCondition.CHARGE_MOS_FAULT;
import static io.bankd.pack.PackCondition.CHARGE_OVER_CURRENT;
import static io.bankd.pack.PackCondition.CHARGE_OVER_TEMPERATURE;
import static io.bankd.pack.PackCondition.CHARGE_UNDER_TEMPERATURE;
import static io.bankd.pack.PackCondition.COMMUNICATION_FAULT;
import static io.bankd.pack.PackCondition.DISCHARGE_MOS_FAULT;
import static io.bankd.pack.PackCondition.DISCHARGE_OVER_CURRENT;
import static io.bankd.pack.PackCondition.DISCHARGE_OVER_TEMPERATURE;
import static io.bankd.pack.PackCondition.DISCHARGE_UNDER_TEMPERATURE;
import static io.bankd.pack.PackCondition.ENVIRONMENT_OVER_TEMPERATURE;
import static io.bankd.pack.PackCondition.ENVIRONMENT_UNDER_TEMPERATURE;
import static io.bankd.pack.PackCondition.FULLY_CHARGED;
import static io.bankd.pack.PackCondition.LOW_SOC;
import static io.bankd.pack.PackCondition.MOS_OVER_TEMPERATURE;
import static io.bankd.pack.PackCondition.PACK_OVER_VOLTAGE;
import static io.bankd.pack.PackCondition.PACK_UNDER_VOLTAGE;
import static io.bankd.pack.PackCondition.SAMPLING_FAULT;
import static io.bankd.pack.PackCondition.SHORT_CIRCUIT;
import static io.bankd.pack.PackCondition.TEMPERATURE_SENSOR_FAULT;

import io.bankd.pack.PackCondition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bits of the status answer's bytes, bit 0 first (PACE RS485 2018, tables to command 44; where
 * that leaves a bit open, the PC protocol of 2023). Bits no document names go by their number.
 */
enum StatusByte {
  PROTECT1(
      bit("cell_ov", CELL_OVER_VOLTAGE),
      bit("cell_uv", CELL_UNDER_VOLTAGE),
      bit("pack_ov", PACK_OVER_VOLTAGE),
      bit("pack_uv", PACK_UNDER_VOLTAGE),
      bit("charge_oc", CHARGE_OVER_CURRENT),
      bit("discharge_oc", DISCHARGE_OVER_CURRENT),
      bit("short_circuit", SHORT_CIRCUIT),
      bit("charger_ov", CHARGER_OVER_VOLTAGE)),
  PROTECT2(
      bit("charge_ot", CHARGE_OVER_TEMPERATURE),
      bit("discharge_ot", DISCHARGE_OVER_TEMPERATURE),
      bit("charge_ut", CHARGE_UNDER_TEMPERATURE),
      bit("discharge_ut", DISCHARGE_UNDER_TEMPERATURE),
      bit("mos_ot", MOS_OVER_TEMPERATURE),
      bit("env_ot", ENVIRONMENT_OVER_TEMPERATURE),
      bit("env_ut", ENVIRONMENT_UNDER_TEMPERATURE),
      bit("fully_charged", FULLY_CHARGED)),
  /** Its only condition is a reversed charger; the rest says what is switched on. */
  INSTRUCTION(
      bit("limiter_active"),
      bit("cfet_on"),
      bit("dfet_on"),
      bit("pack_supply_or_discharging"),
      bit("charger_reversed", CHARGER_REVERSED),
      bit("ac_in"),
      bit("shutdown"),
      bit("heartbeat_or_heater")),
  CONTROL(
      bit("buzzer_enabled"),
      bit("bit1"),
      bit("bit2"),
      bit("limiter_gear_low"),
      bit("limiter_disabled"),
      bit("led_alarm_disabled"),
      bit("system_locked"),
      bit("test_mode")),
  FAULT(
      bit("charge_mos", CHARGE_MOS_FAULT),
      bit("discharge_mos", DISCHARGE_MOS_FAULT),
      bit("ntc", TEMPERATURE_SENSOR_FAULT),
      bit("communication", COMMUNICATION_FAULT),
      bit("cell", CELL_FAULT),
      bit("sampling", SAMPLING_FAULT),
      bit("limiter"),
      bit("heater")),
  WARN1(
      bit("cell_high_v", CELL_OVER_VOLTAGE),
      bit("cell_low_v", CELL_UNDER_VOLTAGE),
      bit("pack_high_v", PACK_OVER_VOLTAGE),
      bit("pack_low_v", PACK_UNDER_VOLTAGE),
      bit("charge_oc", CHARGE_OVER_CURRENT),
      bit("discharge_oc", DISCHARGE_OVER_CURRENT),
      bit("bit6"),
      bit("bit7")),
  /** Environment before MOSFET: not the order of {@link #PROTECT2}. */
  WARN2(
      bit("charge_high_t", CHARGE_OVER_TEMPERATURE),
      bit("discharge_high_t", DISCHARGE_OVER_TEMPERATURE),
      bit("charge_low_t", CHARGE_UNDER_TEMPERATURE),
      bit("discharge_low_t", DISCHARGE_UNDER_TEMPERATURE),
      bit("env_high_t", ENVIRONMENT_OVER_TEMPERATURE),
      bit("env_low_t", ENVIRONMENT_UNDER_TEMPERATURE),
      bit("mos_high_t", MOS_OVER_TEMPERATURE),
      bit("low_soc", LOW_SOC));

  /** Bits of {@link #INSTRUCTION}. */
  static final int LIMITER_ACTIVE = 1;

  static final int CFET_ON = 1 << 1;
  static final int DFET_ON = 1 << 2;

  private record Bit(String name, @Nullable PackCondition condition) {}

  private final Bit[] bits;

  StatusByte(Bit... bits) {
    this.bits = bits;
  }

  private static Bit bit(String name) {
    return new Bit(name, null);
  }

  private static Bit bit(String name, PackCondition condition) {
    return new Bit(name, condition);
  }

  /** The names of the bits set in a byte, lowest bit first. */
  List<String> names(int value) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < bits.length; i++) {
      if ((value >> i & 1) == 1) {
        names.add(bits[i].name);
      }
    }
    return names;
  }

  /** The conditions a byte reports. */
  Set<PackCondition> conditions(int value) {
    Set<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
    for (int i = 0; i < bits.length; i++) {
      PackCondition condition = bits[i].condition;
      if ((value >> i & 1) == 1 && condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  /** The byte that reports those of the conditions it has bits for. */
  int value(Set<PackCondition> conditions) {
    int value = 0;
    for (int i = 0; i < bits.length; i++) {
      PackCondition condition = bits[i].condition;
      value |= condition != null && conditions.contains(condition) ? 1 << i : 0;
    }
    return value;
  }
}
