package io.bankd.rs485.pylon;

import io.bankd.pack.PackCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bits of status1, status2 and status3 (RS485 V3.3, tables to command 44). */
enum StatusBit {
  /** The protocol has no bit for a single cell's over-voltage; a module says this one then. */
  MODULE_OV(1, 0, PackCondition.PACK_OVER_VOLTAGE),
  CELL_UV(1, 1, PackCondition.CELL_UNDER_VOLTAGE),
  CHARGE_OC(1, 2, PackCondition.CHARGE_OVER_CURRENT),
  DISCHARGE_OC(1, 4, PackCondition.DISCHARGE_OVER_CURRENT),
  DISCHARGE_OT(1, 5, PackCondition.DISCHARGE_OVER_TEMPERATURE),
  CHARGE_OT(1, 6, PackCondition.CHARGE_OVER_TEMPERATURE),
  MODULE_UV(1, 7, PackCondition.PACK_UNDER_VOLTAGE),
  PRE_CHARGE_MOS(2, 0, null),
  CHARGE_MOS_ON(2, 1, null),
  DISCHARGE_MOS_ON(2, 2, null),
  USING_MODULE_POWER(2, 3, null),
  BUZZER(3, 0, null),
  FULLY_CHARGED(3, 3, PackCondition.FULLY_CHARGED),
  HEATER(3, 5, null),
  EFFECTIVE_DISCHARGE_CURRENT(3, 6, null),
  EFFECTIVE_CHARGE_CURRENT(3, 7, null);

  static final int CHARGE_MOS = 1 << 1;
  static final int DISCHARGE_MOS = 1 << 2;

  private final int octet;
  private final int bit;
  private final @Nullable PackCondition condition;

  StatusBit(int octet, int bit, @Nullable PackCondition condition) {
    this.octet = octet;
    this.bit = bit;
    this.condition = condition;
  }

  private boolean isSet(int in, int value) {
    return octet == in && (value >> bit & 1) == 1;
  }

  /** The names of the bits set in status byte {@code octet}, lowest first. */
  static List<String> names(int octet, int value) {
    List<String> names = new ArrayList<>();
    for (StatusBit one : values()) {
      if (one.isSet(octet, value)) {
        names.add(one.name().toLowerCase(java.util.Locale.ROOT));
      }
    }
    return names;
  }

  static Set<PackCondition> conditions(int octet, int value) {
    Set<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
    for (StatusBit one : values()) {
      PackCondition condition = one.condition;
      if (condition != null && one.isSet(octet, value)) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  /** The status byte that tells those of the conditions for which it has a bit. */
  static int value(int octet, Set<PackCondition> conditions) {
    boolean cell = octet == 1 && conditions.contains(PackCondition.CELL_OVER_VOLTAGE);
    return (cell ? 1 << MODULE_OV.bit : 0)
        | Arrays.stream(values())
            .filter(one -> one.octet == octet && conditions.contains(one.condition))
            .mapToInt(one -> 1 << one.bit)
            .sum();
  }

  static Set<PackCondition> ofCell(int alarm) {
    return alarm == 1
        ? EnumSet.of(PackCondition.CELL_UNDER_VOLTAGE)
        : alarm == 2
            ? EnumSet.of(PackCondition.CELL_OVER_VOLTAGE)
            : EnumSet.noneOf(PackCondition.class);
  }

  static Set<PackCondition> ofTemperature(int alarm) {
    return alarm == 1
        ? EnumSet.of(
            PackCondition.CHARGE_UNDER_TEMPERATURE, PackCondition.DISCHARGE_UNDER_TEMPERATURE)
        : alarm == 2
            ? EnumSet.of(
                PackCondition.CHARGE_OVER_TEMPERATURE, PackCondition.DISCHARGE_OVER_TEMPERATURE)
            : EnumSet.noneOf(PackCondition.class);
  }

  static int cellAlarm(Set<PackCondition> warnings) {
    return warnings.contains(PackCondition.CELL_OVER_VOLTAGE)
        ? 2
        : warnings.contains(PackCondition.CELL_UNDER_VOLTAGE) ? 1 : 0;
  }

  static int temperatureAlarm(Set<PackCondition> warnings) {
    boolean hot = ofTemperature(2).stream().anyMatch(warnings::contains);
    boolean cold = ofTemperature(1).stream().anyMatch(warnings::contains);
    return hot ? 2 : cold ? 1 : 0;
  }
}
