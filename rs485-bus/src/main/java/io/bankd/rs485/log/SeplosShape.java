package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.ReturnCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Answers that only Seplos V2 gives, by what stands where: their header is Pylontech's. */
public final class SeplosShape {
  /** P of the answer to 42. */
  private static final int USER_DEFINED = 0x0A;

  /** Bytes of the answer to 42 from the current to the port's voltage. */
  private static final int REST = 19;

  /** What the list after the alarms of the answer to 44 begins with: its length. */
  private static final int CUSTOM_ALARMS = 0x14;

  /** Behind device and version the answer to 51 says which inverter is spoken to by CAN. */
  private static final byte[] CAN_PROTOCOL = "CANProtocol:".getBytes(StandardCharsets.US_ASCII);

  private static final int MAKER = 32;
  private static final int MAKER_TEXT = 12;

  private SeplosShape() {}

  /** Whether a frame is one of these; of others with the same header nobody can say. */
  public static boolean isAny(AsciiFrame frame) {
    return frame.code() == ReturnCode.OK.wire()
        && (isAnalog(frame) || isStatus(frame) || isMaker(frame));
  }

  /** Whether the answer to 42 is one. */
  public static boolean isAnalog(AsciiFrame frame) {
    InfoReader info = frame.info();
    int cells = info.peek(2);
    int temperatures = cells < 0 ? -1 : info.peek(3 + 2 * cells);
    int rest = 4 + 2 * cells + 2 * temperatures;
    return temperatures > 0
        && info.peek(rest + 6) == USER_DEFINED
        && frame.infoLength() >= rest + REST;
  }

  /** Whether the answer to 44 is one: current and voltage alarm, then a list of 20. */
  public static boolean isStatus(AsciiFrame frame) {
    InfoReader info = frame.info();
    int cells = info.peek(2);
    int temperatures = cells <= 0 ? -1 : info.peek(3 + cells);
    int rest = 4 + cells + temperatures + 2;
    return temperatures > 0
        && info.peek(rest) == CUSTOM_ALARMS
        && frame.infoLength() == rest + 1 + CUSTOM_ALARMS;
  }

  /** Whether the answer to 51 is one. */
  public static boolean isMaker(AsciiFrame frame) {
    if (frame.infoLength() != MAKER) {
      return false;
    }
    InfoReader info = frame.info();
    info.bytes(MAKER_TEXT);
    return Arrays.equals(info.bytes(CAN_PROTOCOL.length), CAN_PROTOCOL);
  }
}
