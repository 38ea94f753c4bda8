package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Looks at every frame of a capture, and at their pace, for what an inverter would take amiss. */
final class Inspection {
  /** Victron takes control data older than about 3 s for stale. */
  private static final double STALE = 3;

  /** Real packs take twice the time their document says, and are understood. */
  private static final double SLOW = 2.5;

  private Inspection() {}

  /**
   * What is found, a sentence each.
   *
   * @param explained every identifier that any dialect knows
   */
  static List<String> of(
      CanDialect dialect, Set<Integer> explained, Capture capture, List<Period> periods) {
    Findings findings = new Findings();
    Set<Integer> known = CaptureJudge.known(dialect);
    for (Capture.Heard heard : capture.frames()) {
      frame(dialect, known, explained, heard.frame(), findings);
    }
    Set<Integer> battery = dialect.ids();
    for (Period period : periods) {
      if (battery.contains(period.id())) {
        pace(dialect, period, findings);
      }
    }
    if (capture.unreadableLines() > 0) {
      findings.add(
          "lines",
          "%d lines are no frames, such as: %s"
              .formatted(capture.unreadableLines(), capture.unreadable().get(0)));
    }
    return findings.sentences();
  }

  private static void frame(
      CanDialect dialect,
      Set<Integer> known,
      Set<Integer> explained,
      CanFrame frame,
      Findings findings) {
    String id = "0x%03X".formatted(frame.id());
    List<String> words = impossible(dialect, frame);
    if (!words.isEmpty() && impossible(dialect, swapped(frame)).isEmpty()) {
      findings.add(
          id,
          "%s makes sense with its bytes swapped: %s; is it sent with the wrong end first?"
              .formatted(id, words.get(0)));
    } else {
      words.forEach(word -> findings.add(id + field(word), id + ": " + word));
    }
    if (!explained.contains(frame.id())) {
      findings.add(id, "no dialect here knows " + id);
    } else if (!known.contains(frame.id())) {
      findings.add(id, "%s is no frame of %s".formatted(id, dialect.name()));
    }
  }

  private static String field(String words) {
    return words.substring(0, words.indexOf(' '));
  }

  private static void pace(CanDialect dialect, Period period, Findings findings) {
    double wanted = dialect.period().toMillis() / 1000.0;
    double closest = dialect.gap().toMillis() / 1000.0;
    if (period.most() > STALE) {
      findings.add(
          "stale" + period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X was silent for %.1f s; an inverter takes its limits for stale after 3",
              period.id(),
              period.most()));
    } else if (period.mean() > SLOW * wanted) {
      findings.add(
          "slow" + period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X comes every %.2f s; %s asks for it every %.1f s",
              period.id(),
              period.mean(),
              dialect.name(),
              wanted));
    } else if (period.mean() < closest) {
      findings.add(
          "fast" + period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X comes every %.3f s, faster than %.2f s, the least for %s",
              period.id(),
              period.mean(),
              closest,
              dialect.name()));
    }
  }

  private static List<String> impossible(CanDialect dialect, CanFrame frame) {
    return Plausible.impossible(dialect.name(), dialect.decode(frame).orElse(Map.of()));
  }

  /** Each pair of bytes the other way round. */
  private static CanFrame swapped(CanFrame frame) {
    byte[] data = frame.data();
    for (int i = 0; i + 1 < data.length; i += 2) {
      byte first = data[i];
      data[i] = data[i + 1];
      data[i + 1] = first;
    }
    return CanFrame.of(frame.id(), data);
  }
}
