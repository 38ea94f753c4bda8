package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.WireRange;
import java.util.List;
import java.util.Optional;

/**
 * What an inverter drops although it could be read: values outside the range its document gives
 * (SMA FSS-ConnectingBat), and its codes for “not known”, after which it falls back on defaults.
 */
final class Refused {
  private Refused() {}

  private record Code(String name, int id, int offset, int word, String fallback) {
    boolean in(CanFrame frame) {
      return frame.id() == id
          && frame.has(offset, 2)
          && (frame.u8(offset) | frame.u8(offset + 1) << 8) == word;
    }
  }

  /** The codes of 0x356 are only logged. */
  private static final List<Code> CODES =
      List.of(
          new Code("cvl_v", 0x351, 0, 0xFFFF, "CVL 54 V"),
          new Code("ccl_a", 0x351, 2, 0x8000, "CCL 0 A"),
          new Code("dcl_a", 0x351, 4, 0x8000, "DCL 0 A"),
          new Code("dvl_v", 0x351, 6, 0xFFFF, "DVL 41 V"),
          new Code("soc", 0x355, 0, 0xFFFF, "SOC 0 %"),
          new Code("soh", 0x355, 2, 0xFFFF, "SOH 100 %"),
          new Code("voltage_v", 0x356, 0, 0x8000, ""),
          new Code("current_a", 0x356, 2, 0x8000, ""),
          new Code("temp_c", 0x356, 4, 0x8000, ""));

  /** Whether the value is the inverter's own code for “not known”. */
  static boolean isInvalid(CanDialect dialect, CanFrame frame, String name) {
    return isSma(dialect)
        && CODES.stream().anyMatch(code -> code.name.equals(name) && code.in(frame));
  }

  /** Says which defaults a frame calls up. */
  static void defaults(CanDialect dialect, CanFrame frame, Findings findings) {
    if (isSma(dialect)) {
      CODES.stream()
          .filter(code -> !code.fallback.isEmpty() && code.in(frame))
          .forEach(
              code ->
                  findings.perhaps(
                      code.name,
                      "0x%03X says “invalid” (%04X): the inverter falls back on its default, %s"
                          .formatted(frame.id(), code.word, code.fallback)));
    }
  }

  private static boolean isSma(CanDialect dialect) {
    return dialect.name().equals("sma");
  }

  /** A sentence on a value outside what the dialect's inverter accepts; empty within. */
  static Optional<String> words(CanDialect dialect, String name, String label, double value) {
    WireRange range = dialect.accepts();
    long milli = Math.round(value * 1000);
    if (range.equals(WireRange.ANY)) {
      return Optional.empty();
    }
    return switch (name) {
      case "cvl_v" ->
          outside(
              dialect,
              label,
              milli,
              range.cvlLeast().millivolts(),
              range.cvlMost().millivolts(),
              "V");
      case "dvl_v" ->
          outside(
              dialect,
              label,
              milli,
              range.dvlLeast().millivolts(),
              range.dvlMost().millivolts(),
              "V");
      case "ccl_a" -> outside(dialect, label, milli, 0, range.cclMost().milliamperes(), "A");
      case "dcl_a" -> outside(dialect, label, milli, 0, range.dclMost().milliamperes(), "A");
      default -> Optional.empty();
    };
  }

  private static Optional<String> outside(
      CanDialect dialect, String label, long milli, long least, long most, String unit) {
    if (milli >= least && milli <= most) {
      return Optional.empty();
    }
    String what =
        isSma(dialect)
            ? "a Sunny Island drops it without a word and keeps the last value"
            : "the inverter does not take it";
    return Optional.of(
        "%s is %s %s, outside %s…%s %s of %s: %s; send %s %s"
            .formatted(
                label,
                Plausible.figure(milli / 1000.0),
                unit,
                Plausible.figure(least / 1000.0),
                Plausible.figure(most / 1000.0),
                unit,
                dialect.name(),
                what,
                Plausible.figure((milli < least ? least : most) / 1000.0),
                unit));
  }
}
