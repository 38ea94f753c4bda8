package io.bankd.can.dialect;

import static io.bankd.pack.PackCondition.*;

import io.bankd.can.AlarmHalf;
import io.bankd.can.CanSignal;
import io.bankd.can.ConditionBits;
import io.bankd.can.ConditionBits.Row;
import io.bankd.can.InverterMessage;
import java.util.List;
import java.util.stream.Stream;

/** Which bit of Growatt's 0x312 is which condition (V1.04). */
final class GrowattAlarms {
  private GrowattAlarms() {}

  /** Alike in both halves. */
  private static final List<Row> COMMON =
      List.of(
          Row.of(0, 1, PACK_UNDER_VOLTAGE),
          Row.of(0, 2, PACK_OVER_VOLTAGE, CHARGER_OVER_VOLTAGE),
          Row.of(0, 3, CELL_UNDER_VOLTAGE),
          Row.of(0, 4, CELL_OVER_VOLTAGE),
          Row.of(0, 6, CHARGE_OVER_CURRENT),
          Row.of(1, 2, CELL_FAULT),
          Row.of(1, 4, CHARGE_UNDER_TEMPERATURE),
          Row.of(1, 5, DISCHARGE_UNDER_TEMPERATURE, ENVIRONMENT_UNDER_TEMPERATURE),
          Row.of(1, 6, CHARGE_OVER_TEMPERATURE),
          Row.of(
              1,
              7,
              DISCHARGE_OVER_TEMPERATURE,
              MOS_OVER_TEMPERATURE,
              ENVIRONMENT_OVER_TEMPERATURE));

  /** Bytes 0–1; bit 3 of byte 1 is “system error”. */
  private static final List<Row> PROTECTION =
      both(
          Row.of(0, 5, SHORT_CIRCUIT),
          Row.of(0, 7, DISCHARGE_OVER_CURRENT),
          Row.of(
              1,
              3,
              SAMPLING_FAULT,
              COMMUNICATION_FAULT,
              TEMPERATURE_SENSOR_FAULT,
              CHARGER_REVERSED,
              CHARGE_MOS_FAULT,
              DISCHARGE_MOS_FAULT));

  /** Bytes 2–3 have no bit for a short circuit; bit 0 of byte 3 is “communication failed”. */
  private static final List<Row> WARNING =
      both(
          Row.of(0, 7, DISCHARGE_OVER_CURRENT, SHORT_CIRCUIT),
          Row.of(
              1,
              0,
              COMMUNICATION_FAULT,
              SAMPLING_FAULT,
              TEMPERATURE_SENSOR_FAULT,
              CHARGER_REVERSED,
              CHARGE_MOS_FAULT,
              DISCHARGE_MOS_FAULT));

  static final List<CanSignal> ROWS =
      List.of(
          new ConditionBits("prot", 0, AlarmHalf.ALARMS, PROTECTION),
          new ConditionBits("warn", 2, AlarmHalf.WARNINGS, WARNING));

  private static List<Row> both(Row... own) {
    return Stream.concat(COMMON.stream(), Stream.of(own)).toList();
  }

  /** Whether any bit of the protections is set. */
  static boolean anyProtection(InverterMessage message) {
    return PROTECTION.stream()
        .flatMap(row -> row.conditions().stream())
        .anyMatch(message.alarms()::contains);
  }
}
