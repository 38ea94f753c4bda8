package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CCL;
import static io.bankd.can.BankQuantity.CURRENT;
import static io.bankd.can.BankQuantity.CVL;
import static io.bankd.can.BankQuantity.DCL;
import static io.bankd.can.BankQuantity.DVL;
import static io.bankd.can.BankQuantity.SOC;
import static io.bankd.can.BankQuantity.SOH;
import static io.bankd.can.BankQuantity.TEMPERATURE;
import static io.bankd.can.BankQuantity.VOLTAGE;
import static io.bankd.can.Width.S16;
import static io.bankd.can.Width.S16_NEVER_NEGATIVE;
import static io.bankd.can.Width.U16;
import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;

import io.bankd.can.BytesSignal;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.NumberSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.TextSignal;
import java.util.List;

/**
 * The frames on which the whole family agrees (Pylon CAN V1.2; confirmed by Victron's and SMA's
 * documents), and the inverter's signs of life.
 *
 * <p>Limits are rounded so that they never offer more than asked; what was measured, half away from
 * zero.
 */
final class CommonFrames {
  private CommonFrames() {}

  /** Limits. V1.2 leaves bytes 6–7 blank; real packs and every later document put DVL there. */
  static final FrameLayout LIMITS =
      FrameLayout.of(
          0x351,
          8,
          new NumberSignal("cvl_v", 0, U16, CVL, 100, FLOOR, 1),
          new NumberSignal("ccl_a", 2, S16_NEVER_NEGATIVE, CCL, 100, FLOOR, 1),
          new NumberSignal("dcl_a", 4, S16_NEVER_NEGATIVE, DCL, 100, FLOOR, 1),
          new NumberSignal("dvl_v", 6, U16, DVL, 100, CEILING, 1));

  /** SOC floored: 100 % is said only of a bank that is really full. */
  static FrameLayout charge(int length, CanSignal word4, CanSignal word6) {
    return FrameLayout.of(
        0x355,
        length,
        new NumberSignal("soc", 0, U16, SOC, 100, FLOOR, 0),
        new NumberSignal("soh", 2, U16, SOH, 100, FLOOR, 0),
        word4,
        word6);
  }

  /** What the bank measures; current is positive while charging. */
  static FrameLayout measured(int length) {
    return FrameLayout.of(
        0x356,
        length,
        new NumberSignal("voltage_v", 0, S16, VOLTAGE, 10, HALF_UP, 2),
        new NumberSignal("current_a", 2, S16, CURRENT, 100, HALF_UP, 1),
        new NumberSignal("temp_c", 4, S16, TEMPERATURE, 1, HALF_UP, 1),
        SeenSignal.word("w6", 6));
  }

  /** The inverter's answers: 0x305 of all, 0x306 and 0x307 of Victron (Venus OS). */
  static final List<FrameLayout> HEARTBEATS =
      List.of(
          FrameLayout.of(0x305, 8, BytesSignal.hex("ack305", 0, "0000000000000000")),
          FrameLayout.of(0x306, 8, BytesSignal.hex("ack306", 0, "0000000000000000")),
          FrameLayout.of(
              0x307,
              8,
              new TextSignal("inverter_id", 4, 4, '\0', message -> "VIC"),
              BytesSignal.hex("magic", 0, "12345678")));

  /** A text of up to eight characters, shown as “name”. */
  static FrameLayout name(int id, String text, char fill) {
    return FrameLayout.of(id, 8, TextSignal.always("name", fill, text));
  }

  /** A text of up to sixteen characters in this frame and the next, shown as “text”. */
  static List<FrameLayout> texts(int id, String text) {
    String padded = "%-16s".formatted(text).substring(0, 16);
    return List.of(
        FrameLayout.of(
            id, 8, TextSignal.always("text", '\0', padded.substring(0, 8).stripTrailing())),
        FrameLayout.of(
            id + 1, 8, TextSignal.always("text", '\0', padded.substring(8).stripTrailing())));
  }
}
