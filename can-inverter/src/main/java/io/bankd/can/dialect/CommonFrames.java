package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CCL;
import static io.bankd.can.BankQuantity.CURRENT;
import static io.bankd.can.BankQuantity.CVL;
import static io.bankd.can.BankQuantity.DCL;
import static io.bankd.can.BankQuantity.DVL;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.SOC;
import static io.bankd.can.BankQuantity.SOC_FINE;
import static io.bankd.can.BankQuantity.SOH;
import static io.bankd.can.BankQuantity.TEMPERATURE;
import static io.bankd.can.BankQuantity.VOLTAGE;
import static io.bankd.can.Width.S16;
import static io.bankd.can.Width.S16_NEVER_NEGATIVE;
import static io.bankd.can.Width.U16;
import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;

import io.bankd.can.AlarmHalf;
import io.bankd.can.AlarmPairs;
import io.bankd.can.BankQuantity;
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
  static final FrameLayout LIMITS = limits(0x351);

  /** The limits in their usual form under any identifier. */
  static FrameLayout limits(int id) {
    return FrameLayout.of(
        id,
        8,
        new NumberSignal("cvl_v", 0, U16, CVL, 100, FLOOR, 1),
        new NumberSignal("ccl_a", 2, S16_NEVER_NEGATIVE, CCL, 100, FLOOR, 1),
        new NumberSignal("dcl_a", 4, S16_NEVER_NEGATIVE, DCL, 100, FLOOR, 1),
        new NumberSignal("dvl_v", 6, U16, DVL, 100, CEILING, 1));
  }

  /** SOC floored: 100 % is said only of a bank that is really full. */
  static FrameLayout charge(int length, CanSignal... words) {
    CanSignal[] rows = new CanSignal[words.length + 2];
    rows[0] = new NumberSignal("soc", 0, U16, SOC, 100, FLOOR, 0);
    rows[1] = new NumberSignal("soh", 2, U16, SOH, 100, FLOOR, 0);
    System.arraycopy(words, 0, rows, 2, words.length);
    return FrameLayout.of(0x355, length, rows);
  }

  /** The SOC again in 0.01 %, where the document has it (Victron, SMA). */
  static final CanSignal FINE_SOC = new NumberSignal("w4", 4, U16, SOC_FINE, 1, FLOOR, 0);

  /** What the bank measures; current is positive while charging. */
  static FrameLayout measured(int length) {
    return measured(
        length, new NumberSignal("temp_c", 4, S16, TEMPERATURE, 1, HALF_UP, 1), word6());
  }

  /** Voltage and current in their usual form, and what this dialect puts behind them. */
  static FrameLayout measured(int length, CanSignal... behind) {
    CanSignal[] rows = new CanSignal[behind.length + 2];
    rows[0] = new NumberSignal("voltage_v", 0, S16, VOLTAGE, 10, HALF_UP, 2);
    rows[1] = new NumberSignal("current_a", 2, S16, CURRENT, 100, HALF_UP, 1);
    System.arraycopy(behind, 0, rows, 2, behind.length);
    return FrameLayout.of(0x356, length, rows);
  }

  static CanSignal word4() {
    return SeenSignal.word("w4", 4);
  }

  static CanSignal word6() {
    return SeenSignal.word("w6", 6);
  }

  /** Alarms and warnings in pairs of bits (0x35A); the pair behind the warnings is the system's. */
  static FrameLayout pairs(int systemPair) {
    return FrameLayout.of(
        0x35A,
        8,
        new AlarmPairs("alarms", 0, AlarmHalf.ALARMS, 0),
        new AlarmPairs("warnings", 4, AlarmHalf.WARNINGS, systemPair),
        new SeenSignal("supported", 0, 1, AlarmPairs::supported),
        new SeenSignal("system_pair", 0, 1, AlarmPairs::systemPair));
  }

  /**
   * What the battery is (0x35F).
   *
   * @param type two bytes, whose meaning is the makers' secret
   * @param version two bytes, the more significant first
   * @param capacity installed in some dialects, what is left in others; Ah
   */
  static FrameLayout product(String type, String version, BankQuantity capacity, String tail) {
    return FrameLayout.of(
        0x35F,
        8,
        BytesSignal.hex("type", 0, type),
        new BytesSignal(
            "version", 2, version, bytes -> (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF)),
        BytesSignal.hex("version_hex", 2, version),
        new NumberSignal("capacity", 4, U16, capacity, 1000, HALF_UP, 0),
        BytesSignal.hex("tail", 6, tail));
  }

  /** What is installed (0x379), Ah. */
  static final FrameLayout CAPACITY =
      FrameLayout.of(
          0x379, 8, new NumberSignal("installed_ah", 0, U16, INSTALLED, 1000, HALF_UP, 0));

  /** Events (0x35B), of which this bank has none. */
  static final FrameLayout EVENTS = FrameLayout.of(0x35B, 8);

  /** The answer of an inverter to each set: eight zero bytes. */
  static final FrameLayout ACKNOWLEDGED =
      FrameLayout.of(0x305, 8, BytesSignal.hex("ack305", 0, "0000000000000000"));

  /** The inverter's answers: 0x305 of all, 0x306 and 0x307 of Victron (Venus OS). */
  static final List<FrameLayout> HEARTBEATS =
      List.of(
          ACKNOWLEDGED,
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
