package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import java.util.List;
import java.util.Set;

/** Looks at every frame of a capture, and at their pace, for what an inverter would take amiss. */
final class Inspection {
  private final CanDialect dialect;
  private final Set<Integer> explained;
  private final int volts;
  private final boolean sixteen;
  private final Findings findings = new Findings();

  private Inspection(CanDialect dialect, Set<Integer> explained, List<CanFrame> newest) {
    this.dialect = dialect;
    this.explained = explained;
    volts = Chemistry.volts(dialect, newest);
    sixteen = Chemistry.isSixteen(dialect, newest);
  }

  /**
   * What is found.
   *
   * @param explained every identifier that any dialect knows
   */
  static Findings of(
      CanDialect dialect, Set<Integer> explained, Capture capture, List<Period> periods) {
    List<CanFrame> newest = capture.newest();
    Inspection here = new Inspection(dialect, explained, newest);
    if (!newest.isEmpty()
        && newest.stream().noneMatch(frame -> dialect.ids().contains(frame.id()))) {
      here.findings.harm(
          "nobody", "no battery of " + dialect.name() + " speaks here: not one of its frames came");
    }
    capture.frames().forEach(heard -> here.frame(heard.frame()));
    capture.byId().forEach((id, same) -> here.senders(id, same, periods));
    Contradictions.look(dialect, capture.frames(), here.findings);
    new Silence(dialect, capture, here.findings).judge();
    periods.stream()
        .filter(period -> dialect.ids().contains(period.id()))
        .forEach(period -> Pace.look(dialect, period, here.findings));
    here.recording(capture);
    return here.findings;
  }

  private void frame(CanFrame frame) {
    String id = "0x%03X".formatted(frame.id());
    List<String> words = Plausible.amiss(dialect, frame, volts);
    if (!words.isEmpty() && Plausible.amiss(dialect, swapped(frame), volts).isEmpty()) {
      findings.harm(
          id,
          "%s makes sense with its bytes swapped: %s; is it sent with the wrong end first?"
              .formatted(id, words.get(0)));
    } else {
      words.forEach(word -> findings.harm(id + field(word), id + ": " + word));
      if (words.isEmpty() && volts == 48 && dialect.ids().contains(frame.id())) {
        Chemistry.look(dialect, frame, sixteen, findings);
      }
    }
    Lengths.look(dialect, frame, findings);
    Refused.defaults(dialect, frame, findings);
    stranger(frame.id(), id);
  }

  private static String field(String words) {
    return words.substring(0, words.indexOf(" is "));
  }

  /** SMA's document allows no identifier on the bus but its own. */
  private void stranger(int id, String name) {
    String words =
        !explained.contains(id)
            ? "no dialect here knows " + name
            : !CaptureJudge.known(dialect).contains(id)
                ? "%s is no frame of %s".formatted(name, dialect.name())
                : "";
    if (!words.isEmpty() && dialect.name().equals("sma")) {
      findings.harm(name + "stranger", words + ": a Sunny Island wants no other identifier");
    } else if (!words.isEmpty()) {
      findings.perhaps(name + "stranger", words);
    }
  }

  private void senders(int id, List<Capture.Heard> same, List<Period> periods) {
    if (dialect.ids().contains(id)) {
      Senders.look(
          dialect, id, same, periods.stream().filter(p -> p.id() == id).findFirst(), findings);
    }
  }

  private void recording(Capture capture) {
    if (volts != 48) {
      findings.perhaps(
          "volts", "this reads like a battery of %d V, and is judged as one".formatted(volts));
    }
    if (capture.errorFrames() > 0) {
      findings.perhaps(
          "errors",
          "%d error frames: look at bit rate, termination and cable"
              .formatted(capture.errorFrames()));
    }
    if (capture.unreadableLines() > 0) {
      findings.perhaps(
          "lines",
          "%d lines are no frames, such as: %s"
              .formatted(capture.unreadableLines(), capture.unreadable().get(0)));
    }
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
