package io.bankd.can;

import static io.bankd.pack.PackCondition.*;

import io.bankd.pack.PackCondition;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The alarms an inverter can be told of, in the order of Victron's bit pairs (0x35A), and the pack
 * conditions each stands for. Every condition stands in exactly one row, except {@link
 * PackCondition#LOW_SOC}, which is only a {@link #GENERAL} matter, and {@link
 * PackCondition#FULLY_CHARGED}, which is no alarm at all.
 */
public enum InverterAlarm {
  /** Set whenever any other alarm is. */
  GENERAL,
  HIGH_VOLTAGE(PACK_OVER_VOLTAGE, CELL_OVER_VOLTAGE, CHARGER_OVER_VOLTAGE),
  LOW_VOLTAGE(PACK_UNDER_VOLTAGE, CELL_UNDER_VOLTAGE),
  HIGH_TEMP(DISCHARGE_OVER_TEMPERATURE, MOS_OVER_TEMPERATURE, ENVIRONMENT_OVER_TEMPERATURE),
  LOW_TEMP(DISCHARGE_UNDER_TEMPERATURE, ENVIRONMENT_UNDER_TEMPERATURE),
  HIGH_CHARGE_TEMP(CHARGE_OVER_TEMPERATURE),
  LOW_CHARGE_TEMP(CHARGE_UNDER_TEMPERATURE),
  HIGH_DISCHARGE_CURRENT(DISCHARGE_OVER_CURRENT),
  HIGH_CHARGE_CURRENT(CHARGE_OVER_CURRENT),
  CONTACTOR(CHARGE_MOS_FAULT, DISCHARGE_MOS_FAULT),
  SHORT_CIRCUIT(PackCondition.SHORT_CIRCUIT),
  BMS_INTERNAL(SAMPLING_FAULT, COMMUNICATION_FAULT, TEMPERATURE_SENSOR_FAULT, CHARGER_REVERSED),
  /** A PACE pack calls a cell failed when it strays too far from the others. */
  CELL_IMBALANCE(CELL_FAULT);

  private static final List<InverterAlarm> ALL = List.of(values());

  private final List<PackCondition> conditions;

  InverterAlarm(PackCondition... conditions) {
    this.conditions = List.of(conditions);
  }

  /** The name in decoded frames, “high_voltage”. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The conditions this stands for, the plainest first; empty for {@link #GENERAL}. */
  public List<PackCondition> conditions() {
    return conditions;
  }

  /** The condition this is taken for when it is heard; a low SOC is the plainest general matter. */
  public PackCondition plainest() {
    return this == GENERAL ? LOW_SOC : conditions.get(0);
  }

  /** The word under which a condition is told; what stands in no row is a general matter. */
  public static String wordOf(PackCondition condition) {
    return ALL.stream()
        .filter(alarm -> alarm.conditions.contains(condition))
        .findFirst()
        .orElse(GENERAL)
        .word();
  }

  /** All rows in the order of the bit pairs. */
  public static List<InverterAlarm> all() {
    return ALL;
  }

  /** The alarm called that in decoded frames of any dialect, if there is one. */
  public static Optional<InverterAlarm> named(String word) {
    if (word.equals("system_error") || word.equals("internal_communication")) {
      return Optional.of(BMS_INTERNAL);
    }
    return Arrays.stream(values()).filter(alarm -> alarm.word().equals(word)).findFirst();
  }

  /** Whether one of these conditions makes this alarm active; GENERAL: whether any alarm is. */
  public boolean activeIn(Set<PackCondition> set) {
    if (this == GENERAL) {
      return set.stream().anyMatch(condition -> condition != FULLY_CHARGED);
    }
    return !Collections.disjoint(set, conditions);
  }

  /** The alarms of these conditions. */
  public static Set<InverterAlarm> of(Set<PackCondition> set) {
    EnumSet<InverterAlarm> active = EnumSet.noneOf(InverterAlarm.class);
    ALL.stream().filter(alarm -> alarm.activeIn(set)).forEach(active::add);
    return active;
  }
}
