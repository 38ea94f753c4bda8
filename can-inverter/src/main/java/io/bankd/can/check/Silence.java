package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.check.Capture.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether a battery fell silent, or one of its frames did while the others went on. */
final class Silence {
  /** Victron takes control data older than about 3 s for stale. */
  static final double STALE = 3;

  private final CanDialect dialect;
  private final Capture capture;
  private final Findings findings;
  private final List<Gap> silences = new ArrayList<>();

  private record Gap(double from, double to) {
    double length() {
      return to - from;
    }

    boolean holds(Gap other) {
      return from <= other.from && to >= other.to;
    }
  }

  Silence(CanDialect dialect, Capture capture, Findings findings) {
    this.dialect = dialect;
    this.capture = capture;
    this.findings = findings;
  }

  void judge() {
    List<Double> battery = times(capture.frames().stream().filter(this::ofBattery).toList());
    if (battery.isEmpty()) {
      return;
    }
    double last = battery.get(battery.size() - 1);
    whole(battery, last);
    capture.byId().entrySet().stream()
        .filter(same -> dialect.ids().contains(same.getKey()))
        .forEach(same -> ended(same.getKey(), times(same.getValue()), last));
  }

  private boolean ofBattery(Heard heard) {
    return dialect.ids().contains(heard.frame().id());
  }

  private static List<Double> times(List<Heard> frames) {
    return frames.stream()
        .map(Heard::seconds)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private void whole(List<Double> battery, double last) {
    for (int i = 1; i < battery.size(); i++) {
      Gap gap = new Gap(battery.get(i - 1), battery.get(i));
      if (gap.length() > STALE) {
        silences.add(gap);
        findings.harm("silence", words("the whole battery was silent for %.1f s; %s", gap));
      }
    }
    Gap tail = new Gap(last, capture.end());
    if (tail.length() > STALE) {
      long asked =
          capture.frames().stream()
              .filter(heard -> dialect.heartbeatIds().contains(heard.frame().id()))
              .filter(heard -> after(heard, last))
              .count();
      String who = asked == 0 ? "others spoke on" : "the inverter went on asking";
      findings.harm(
          "fell silent",
          words("the whole battery fell silent %.1f s before the end while " + who + "; %s", tail));
    }
  }

  private static boolean after(Heard heard, double moment) {
    Double seconds = heard.seconds();
    return seconds != null && seconds > moment;
  }

  private void ended(int id, List<Double> times, double last) {
    String name = "0x%03X".formatted(id);
    Gap tail = times.isEmpty() ? new Gap(last, last) : new Gap(times.get(times.size() - 1), last);
    if (tail.length() > STALE) {
      String what = times.size() == 1 ? " came only once, %.1f s" : " stopped %.1f s";
      Pace.tell(
          dialect, findings, id, words(name + what + " before the battery's last frame; %s", tail));
      return;
    }
    for (int i = 1; i < times.size(); i++) {
      Gap gap = new Gap(times.get(i - 1), times.get(i));
      double own =
          gap.length()
              - silences.stream().filter(gap::holds).mapToDouble(Gap::length).max().orElse(0);
      if (own > STALE) {
        Pace.tell(dialect, findings, id, words(name + " was silent for %.1f s; %s", gap));
        return;
      }
    }
  }

  private String words(String text, Gap gap) {
    String stale =
        dialect.name().equals("sma")
            ? "a Sunny Island stops after 60 s (F952, W952)"
            : "an inverter takes its limits for stale after 3";
    return String.format(Locale.ROOT, text, gap.length(), stale);
  }
}
