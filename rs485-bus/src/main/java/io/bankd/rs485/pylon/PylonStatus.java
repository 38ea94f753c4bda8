package io.bankd.rs485.pylon;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A module's answer to command 44 after INFOFLAG and COMMAND; every field a byte.
 *
 * <pre>
 * M  cell alarm[M]  N  temperature alarm[N]  charge current, voltage, discharge current alarm
 * status1 … status5  and one byte more from real modules
 * </pre>
 *
 * Alarm bytes: 0 normal, 1 below the lower limit, 2 above the upper one, F0 other fault.
 */
record PylonStatus(
    int[] cellAlarms,
    int[] temperatureAlarms,
    int chargeCurrentAlarm,
    int voltageAlarm,
    int dischargeCurrentAlarm,
    int[] status,
    byte[] tail) {
  /** Bytes besides cell alarms, temperature alarms and tail. */
  private static final int FIXED = 10;

  /** Longer than that it is a relative's: Seplos adds a list of 20. */
  static final int LONGEST_TAIL = 5;

  private static final int OTHER_FAULT = 0xF0;

  /** The module in all of the bytes left; null when they are too few for what they claim. */
  static @Nullable PylonStatus read(InfoReader info) {
    int cells = info.peek(0);
    int temperatures = cells < 0 ? -1 : info.peek(1 + cells);
    int tail = info.remaining() - FIXED - cells - temperatures;
    if (temperatures < 0 || cells == 0 || tail < 0 || tail > LONGEST_TAIL) {
      return null;
    }
    return of(info, tail);
  }

  /**
   * The modules of an answer, one or a group's, each with as many bytes behind it as the others;
   * empty where it is none.
   */
  static List<PylonStatus> modules(AsciiFrame frame) {
    for (int tail = 0; tail <= LONGEST_TAIL && frame.infoLength() >= 3; tail++) {
      InfoReader info = frame.info();
      info.bytes(2);
      List<PylonStatus> modules = new ArrayList<>();
      PylonStatus module = next(info, tail);
      while (module != null) {
        modules.add(module);
        module = next(info, tail);
      }
      if (info.remaining() == 0) {
        return modules;
      }
    }
    return List.of();
  }

  /* Takes nothing where there is no whole one. */
  private static @Nullable PylonStatus next(InfoReader info, int tail) {
    int cells = info.peek(0);
    int temperatures = cells < 0 ? -1 : info.peek(1 + cells);
    int bytes = FIXED + cells + temperatures + tail;
    return cells > 0 && temperatures >= 0 && info.remaining() >= bytes ? of(info, tail) : null;
  }

  private static PylonStatus of(InfoReader info, int tail) {
    return new PylonStatus(
        octets(info, info.u8()),
        octets(info, info.u8()),
        info.u8(),
        info.u8(),
        info.u8(),
        octets(info, 5),
        info.bytes(tail));
  }

  private static int[] octets(InfoReader info, int count) {
    int[] octets = new int[count];
    Arrays.setAll(octets, i -> info.u8());
    return octets;
  }

  void write(InfoWriter info) {
    info.u8(cellAlarms.length);
    Arrays.stream(cellAlarms).forEach(info::u8);
    info.u8(temperatureAlarms.length);
    Arrays.stream(temperatureAlarms).forEach(info::u8);
    info.u8(chargeCurrentAlarm).u8(voltageAlarm).u8(dischargeCurrentAlarm);
    Arrays.stream(status).forEach(info::u8);
    info.bytes(tail);
  }

  /** What a module in this state sends, with the byte that real ones add. */
  static PylonStatus of(PackStatus state, int cells) {
    int[] cellAlarms = new int[cells];
    int[] temperatureAlarms = new int[5];
    Set<PackCondition> warnings = state.warnings();
    cellAlarms[0] = StatusBit.cellAlarm(warnings);
    temperatureAlarms[1] = StatusBit.temperatureAlarm(warnings);
    int[] status = new int[5];
    status[0] = StatusBit.value(1, state.protections());
    status[1] =
        (state.chargeMosOn() ? StatusBit.CHARGE_MOS : 0)
            | (state.dischargeMosOn() ? StatusBit.DISCHARGE_MOS : 0);
    status[2] = StatusBit.value(3, state.protections());
    // Which part has failed cannot be said otherwise than of a cell.
    status[3] = state.faults().isEmpty() ? 0 : 1;
    return new PylonStatus(
        cellAlarms,
        temperatureAlarms,
        warnings.contains(PackCondition.CHARGE_OVER_CURRENT) ? 2 : 0,
        warnings.contains(PackCondition.PACK_OVER_VOLTAGE)
            ? 2
            : warnings.contains(PackCondition.PACK_UNDER_VOLTAGE) ? 1 : 0,
        warnings.contains(PackCondition.DISCHARGE_OVER_CURRENT) ? 2 : 0,
        status,
        new byte[1]);
  }

  /** Bit i set: the module says cell i+1 reads what a cell cannot. */
  int cellErrors() {
    return status[4] << 8 | status[3];
  }

  /** Why these values cannot be true; null when they can. */
  PackReply.@Nullable Refused implausible() {
    int sensors = temperatureAlarms.length;
    return sensors >= 1 && sensors <= 8
        ? null
        : new PackReply.Refused(Refusal.TEMPERATURE_COUNT, sensors + " temperature alarms");
  }

  PackReply.Status reply() {
    Set<PackCondition> protections = EnumSet.noneOf(PackCondition.class);
    protections.addAll(StatusBit.conditions(1, status[0]));
    protections.addAll(StatusBit.conditions(3, status[2]));
    return new PackReply.Status(
        protections,
        warnings(),
        faults(),
        (status[1] & StatusBit.CHARGE_MOS) != 0,
        (status[1] & StatusBit.DISCHARGE_MOS) != 0,
        false,
        0,
        temperatureAlarms.length,
        alarms());
  }

  private int alarms() {
    int[] others = {chargeCurrentAlarm, voltageAlarm, dischargeCurrentAlarm};
    return 31 * (31 * Arrays.hashCode(cellAlarms) + Arrays.hashCode(temperatureAlarms))
        + Arrays.hashCode(others);
  }

  private Set<PackCondition> warnings() {
    Set<PackCondition> warnings = EnumSet.noneOf(PackCondition.class);
    Arrays.stream(cellAlarms).forEach(octet -> warnings.addAll(StatusBit.ofCell(octet)));
    Arrays.stream(temperatureAlarms)
        .forEach(octet -> warnings.addAll(StatusBit.ofTemperature(octet)));
    if (chargeCurrentAlarm == 2) {
      warnings.add(PackCondition.CHARGE_OVER_CURRENT);
    }
    if (dischargeCurrentAlarm == 2) {
      warnings.add(PackCondition.DISCHARGE_OVER_CURRENT);
    }
    if (voltageAlarm == 1 || voltageAlarm == 2) {
      warnings.add(
          voltageAlarm == 1 ? PackCondition.PACK_UNDER_VOLTAGE : PackCondition.PACK_OVER_VOLTAGE);
    }
    return warnings;
  }

  private Set<PackCondition> faults() {
    Set<PackCondition> faults = EnumSet.noneOf(PackCondition.class);
    if (cellErrors() != 0 || Arrays.stream(cellAlarms).anyMatch(octet -> octet == OTHER_FAULT)) {
      faults.add(PackCondition.CELL_FAULT);
    }
    if (Arrays.stream(temperatureAlarms).anyMatch(octet -> octet == OTHER_FAULT)) {
      faults.add(PackCondition.TEMPERATURE_SENSOR_FAULT);
    }
    if (chargeCurrentAlarm == OTHER_FAULT
        || voltageAlarm == OTHER_FAULT
        || dischargeCurrentAlarm == OTHER_FAULT) {
      faults.add(PackCondition.SAMPLING_FAULT);
    }
    return faults;
  }
}
