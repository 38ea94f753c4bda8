package io.bankd.can.check;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.dialect.Dialects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;

/** A minute of a bus, made to order: sets of a dialect with the inverter's answer between them. */
final class CraftedLog {
  static final int SETS = 60;

  private final CanDialect dialect;
  private final List<Line> lines = new ArrayList<>();

  private record Line(double seconds, String frame) {}

  private CraftedLog(CanDialect dialect) {
    this.dialect = dialect;
  }

  /** A healthy bank, once a second, and 0x305 half a second later. */
  static CraftedLog of(String dialect) {
    return of(dialect, 1, state -> state);
  }

  static CraftedLog of(String dialect, double period, UnaryOperator<InverterMessageBuilder> state) {
    CraftedLog log = new CraftedLog(Dialects.named(dialect).orElseThrow());
    List<CanFrame> set = log.dialect.encode(state.apply(BankStates.healthy()).build());
    for (int i = 0; i < SETS; i++) {
      for (int k = 0; k < set.size(); k++) {
        double jitter = (i * 7 + k * 3) % 5 * 0.0002;
        log.lines.add(new Line(i * period + k * 0.005 + jitter, set.get(k).toString()));
      }
      if (!dialect.equals("sma")) {
        log.lines.add(new Line((i + 0.5) * period, "305#0000000000000000"));
      }
    }
    return log;
  }

  /**
   * Changes the frames of one identifier.
   *
   * @param change is told the number of the frame and its text, and gives another or “” for none
   */
  CraftedLog change(String id, BiFunction<Integer, String, String> change) {
    int number = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.frame.startsWith(id)) {
        lines.set(i, new Line(line.seconds, change.apply(number++, line.frame)));
      }
    }
    return this;
  }

  /** Only what the battery says within this time is kept. */
  CraftedLog silentBetween(double from, double to) {
    lines.removeIf(
        line -> !line.frame.startsWith("30") && line.seconds > from && line.seconds < to);
    return this;
  }

  /** A frame as often as a set, so many seconds after it. */
  CraftedLog also(String frame, double after) {
    for (int i = 0; i < SETS; i++) {
      lines.add(new Line(i + after, frame));
    }
    return this;
  }

  /** The frames with a time stamp each. */
  List<String> stamped(String iface, DoubleFunction<String> stamp) {
    return lines.stream()
        .filter(line -> !line.frame.isEmpty())
        .sorted(Comparator.comparingDouble(Line::seconds))
        .map(line -> stamp.apply(line.seconds) + iface + " " + line.frame)
        .toList();
  }

  /** As candump -L writes it. */
  List<String> lines() {
    return stamped("can0", s -> String.format(Locale.ROOT, "(%.6f) ", 1_700_000_000 + s));
  }

  Judgement judged() {
    return new CaptureJudge(Dialects.all()).judge(Capture.of(lines()), null);
  }

  Judgement judgedAs() {
    return new CaptureJudge(Dialects.all()).judge(Capture.of(lines()), dialect);
  }
}
