package io.bankd.rs485.pylon;

import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.rs485.layout.Layout;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers that are tables: what stands before the table, and how long they are. */
final class PylonAnswer {
  private static final int SERIAL = 16;

  /** In mV; the smallest packs of these makers have eight cells. */
  private static final int LEAST_VOLTAGE = 10_000;

  private PylonAnswer() {}

  /** The table of a command's answer; null for 42, 44 and 4F, whose answers are none. */
  private static @Nullable Layout table(PylonCommand command) {
    switch (command) {
      case SETTINGS:
        return PylonTables.SETTINGS;
      case MAKER:
        return PylonTables.MAKER;
      case SYSTEM_NAME:
        return PylonTables.SYSTEM_NAME;
      case SYSTEM:
        return PylonTables.SYSTEM;
      case SYSTEM_ALARMS:
        return PylonTables.SYSTEM_ALARMS;
      case SYSTEM_LIMITS:
      case LIMITS:
        return PylonTables.LIMITS;
      case SERIAL:
        return PylonTables.SERIAL;
      case FIRMWARE:
        return PylonTables.FIRMWARE;
      default:
        return null;
    }
  }

  /** Bytes before the table: INFOFLAG of 47, COMMAND of 92, 93 and 96. */
  private static int prefix(PylonCommand command) {
    return command == PylonCommand.SETTINGS || command.hasCommand ? 1 : 0;
  }

  /** Whether an answer has the length of one to this command, which is none of 42 and 44. */
  static boolean fits(PylonCommand command, AsciiFrame frame) {
    Layout table = table(command);
    int rest = frame.infoLength() - prefix(command) - (table == null ? 0 : table.width());
    return command == PylonCommand.SYSTEM_NAME ? rest >= 0 && rest % SERIAL == 0 : rest == 0;
  }

  /** The COMMAND byte of an answer that fits; null where it has none. */
  static @Nullable Integer command(PylonCommand command, AsciiFrame frame) {
    return command.hasCommand ? (Integer) frame.info().peek(0) : null;
  }

  /** The names and values of an answer that fits. */
  static Map<String, Object> values(PylonCommand command, AsciiFrame frame) {
    Layout table = table(command);
    InfoReader info = frame.info();
    info.bytes(prefix(command));
    Map<String, Object> values = table == null ? new LinkedHashMap<>() : table.read(info);
    if (command == PylonCommand.PROTOCOL) {
      values.put("protocol", (frame.ver() >> 4) + "." + (frame.ver() & 15));
    }
    if (command == PylonCommand.SYSTEM_NAME) {
      List<String> serials = new ArrayList<>();
      while (info.remaining() >= SERIAL) {
        serials.add(info.text(SERIAL));
      }
      values.put("serials", serials);
    }
    return values;
  }

  /**
   * Why what an answer that fits says cannot be true; null when it can. Limits of voltage above
   * 65.535 V wrap: one of 67.04 V was captured as 1.504 V.
   */
  static PackReply.@Nullable Refused implausible(Map<String, Object> values) {
    if (values.get("charge_voltage_mv") instanceof Integer most
        && values.get("discharge_voltage_mv") instanceof Integer least
        && (least < LEAST_VOLTAGE || least >= most)) {
      String said = "charging to " + new Voltage(most) + ", discharging to " + new Voltage(least);
      return new PackReply.Refused(Refusal.LIMIT_RANGE, said);
    }
    return null;
  }

  /**
   * Writes an answer's INFO.
   *
   * @param address the COMMAND byte, where the answer has one
   */
  static void write(PylonCommand command, int address, Map<String, ?> values, InfoWriter info) {
    Layout table = table(command);
    if (prefix(command) == 1) {
      info.u8(command.hasCommand ? address : 0);
    }
    if (table != null) {
      table.write(values, info);
    }
    if (command == PylonCommand.SYSTEM_NAME && values.get("serials") instanceof List<?> serials) {
      serials.forEach(serial -> info.text(String.valueOf(serial), SERIAL));
    }
  }
}
