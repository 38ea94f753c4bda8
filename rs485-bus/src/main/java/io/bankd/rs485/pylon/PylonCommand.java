package io.bankd.rs485.pylon;

import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The commands this master asks (Pylontech RS485 V3.3, table of CID2; 60–63 of V3.5), all of them
 * questions. 94 (set limits), 95 (module off) and 64 (system off) are not here, so they cannot be
 * sent.
 */
enum PylonCommand {
  ANALOG(0x42, true, Kind.ANALOG, ""),
  STATUS(0x44, true, Kind.STATUS, ""),
  SETTINGS(0x47, false, Kind.PARAMETER, "settings"),
  PROTOCOL(0x4F, false, Kind.PARAMETER, "protocol"),
  MAKER(0x51, false, Kind.PARAMETER, "maker"),
  SYSTEM_NAME(0x60, false, Kind.PARAMETER, "system_name"),
  SYSTEM(0x61, false, Kind.PARAMETER, "system"),
  SYSTEM_ALARMS(0x62, false, Kind.PARAMETER, "system_alarms"),
  SYSTEM_LIMITS(0x63, false, Kind.PARAMETER, "system_limits"),
  LIMITS(0x92, true, Kind.PARAMETER, "limits"),
  SERIAL(0x93, true, Kind.SERIAL, ""),
  FIRMWARE(0x96, true, Kind.FIRMWARE, "");

  static final int VER = 0x20;
  static final int CID1 = 0x46;

  private static final int PACE_VER = 0x25;
  private static final int PACE_REFUSED = 0x09;

  /** COMMAND of a request that a whole group answers in one frame. */
  static final int ALL_MODULES = 0xFF;

  final int cid2;
  final boolean hasCommand;
  final Kind kind;
  final String subject;

  PylonCommand(int cid2, boolean hasCommand, Kind kind, String subject) {
    this.cid2 = cid2;
    this.hasCommand = hasCommand;
    this.kind = kind;
    this.subject = subject;
  }

  /** The command of a question; null where this protocol has none for it. */
  static @Nullable PylonCommand of(PackQuestion question) {
    return Arrays.stream(values())
        .filter(c -> c.kind == question.kind() && c.subject.equals(question.subject()))
        .findFirst()
        .orElse(null);
  }

  static @Nullable PylonCommand of(int cid2) {
    return Arrays.stream(values()).filter(c -> c.cid2 == cid2).findFirst().orElse(null);
  }

  AsciiFrame request(int address) {
    return hasCommand
        ? AsciiFrame.of(VER, address, CID1, cid2, (byte) address)
        : AsciiFrame.of(VER, address, CID1, cid2);
  }

  /**
   * Whether the byte after CID1 is a command. 90 and 91 are return codes here; where VER says PACE
   * its last return code is 09, and every other byte a command.
   */
  static boolean isRequest(AsciiFrame frame) {
    int length = frame.infoLength();
    if (frame.ver() == PACE_VER) {
      return frame.code() > PACE_REFUSED;
    }
    switch (frame.code()) {
      case 0x94:
        return length == 10;
      case 0x64:
        return length == 0;
      case 0x95:
        return length <= 1;
      default:
        // Some masters leave COMMAND out, others send it everywhere.
        return length <= 1 && of(frame.code()) != null;
    }
  }
}
