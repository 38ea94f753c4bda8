package io.bankd.rs485.pace;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pack's part of the answer to command 44; every field a byte.
 *
 * <pre>
 * M  cell alarm[M]  N  temperature alarm[N]  charge current, voltage, discharge current alarm
 * protect1 protect2 instruction control fault balance1 balance2 warn1 warn2  tail 0…5
 * </pre>
 *
 * Alarm bytes: 0 normal, 1 below the lower limit, 2 above the upper one, 80…EF the maker's own, F0
 * other fault. The tail holds an inverter protocol's number in some firmwares, so nothing in it is
 * an alarm.
 */
record StatusBlock(
    int[] cellAlarms,
    int[] temperatureAlarms,
    int chargeCurrentAlarm,
    int voltageAlarm,
    int dischargeCurrentAlarm,
    int protect1,
    int protect2,
    int instruction,
    int control,
    int fault,
    int balance1,
    int balance2,
    int warn1,
    int warn2,
    byte[] tail) {

  /** Bytes besides cell alarms, temperature alarms and tail. */
  private static final int FIXED = 14;

  /** The block in the next {@code stride} bytes; null when they are too few for what they claim. */
  static @Nullable StatusBlock read(InfoReader info, int stride) {
    int cells = info.peek(0);
    int temperatures = cells < 0 ? -1 : info.peek(1 + cells);
    int tail = stride - FIXED - cells - temperatures;
    if (temperatures < 0 || tail < 0 || stride > info.remaining()) {
      return null;
    }
    return new StatusBlock(
        octets(info, info.u8()),
        octets(info, info.u8()),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
        info.u8(),
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
    info.u8(protect1).u8(protect2).u8(instruction).u8(control).u8(fault);
    info.u8(balance1).u8(balance2).u8(warn1).u8(warn2).bytes(tail);
  }

  /** What a pack of so many cells and with six sensors sends in this state, switched like that. */
  static StatusBlock of(PackStatus status, int cells, int control) {
    int instruction =
        StatusByte.INSTRUCTION.value(status.protections())
            | (status.limiterActive() ? StatusByte.LIMITER_ACTIVE : 0)
            | (status.chargeMosOn() ? StatusByte.CFET_ON : 0)
            | (status.dischargeMosOn() ? StatusByte.DFET_ON : 0);
    return new StatusBlock(
        new int[cells],
        new int[6],
        0,
        0,
        0,
        StatusByte.PROTECT1.value(status.protections()),
        StatusByte.PROTECT2.value(status.protections()),
        instruction,
        control,
        StatusByte.FAULT.value(status.faults()),
        status.balancing() & 0xFF,
        status.balancing() >> 8 & 0xFF,
        StatusByte.WARN1.value(status.warnings()),
        StatusByte.WARN2.value(status.warnings()),
        new byte[0]);
  }

  /** Bit i set: cell i+1 is being balanced; balance1 has cells 1…8. */
  int balancing() {
    return balance2 << 8 | balance1;
  }

  /** Why these values cannot be true; null when they can. */
  PackReply.@Nullable Refused implausible() {
    int sensors = temperatureAlarms.length;
    return sensors >= 1 && sensors <= 8
        ? null
        : new PackReply.Refused(Refusal.TEMPERATURE_COUNT, sensors + " temperature alarms");
  }

  /** Whether it is plausible and every alarm byte is one that a document names. */
  boolean isDocumented() {
    return implausible() == null
        && Arrays.stream(cellAlarms).allMatch(StatusBlock::isAlarm)
        && Arrays.stream(temperatureAlarms).allMatch(StatusBlock::isAlarm)
        && isAlarm(chargeCurrentAlarm)
        && isAlarm(voltageAlarm)
        && isAlarm(dischargeCurrentAlarm);
  }

  private static boolean isAlarm(int octet) {
    return octet <= 0x02 || octet >= 0x80 && octet <= 0xF0;
  }

  PackReply.Status reply() {
    Set<PackCondition> protections = EnumSet.noneOf(PackCondition.class);
    protections.addAll(StatusByte.PROTECT1.conditions(protect1));
    protections.addAll(StatusByte.PROTECT2.conditions(protect2));
    protections.addAll(StatusByte.INSTRUCTION.conditions(instruction));
    Set<PackCondition> warnings = EnumSet.noneOf(PackCondition.class);
    warnings.addAll(StatusByte.WARN1.conditions(warn1));
    warnings.addAll(StatusByte.WARN2.conditions(warn2));
    return new PackReply.Status(
        protections,
        warnings,
        StatusByte.FAULT.conditions(fault),
        (instruction & StatusByte.CFET_ON) != 0,
        (instruction & StatusByte.DFET_ON) != 0,
        (instruction & StatusByte.LIMITER_ACTIVE) != 0,
        balancing(),
        temperatureAlarms.length,
        alarms());
  }

  private int alarms() {
    int[] others = {chargeCurrentAlarm, voltageAlarm, dischargeCurrentAlarm};
    return 31 * (31 * Arrays.hashCode(cellAlarms) + Arrays.hashCode(temperatureAlarms))
        + Arrays.hashCode(others);
  }
}
