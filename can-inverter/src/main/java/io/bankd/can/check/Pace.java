package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.SendSchedule;
import io.bankd.can.check.Capture.Heard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** How often a battery speaks, and whether it stopped. */
final class Pace {
  /** Victron takes control data older than about 3 s for stale. */
  private static final double STALE = 3;

  /** Real packs take twice the time their document says, and are understood. */
  private static final double SLOW = 2.5;

  /** What stays the same: that it comes seldom harms nobody. */
  private static final Set<Integer> STANDING = Set.of(0x35E, 0x35F, 0x379, 0x382, 0x320);

  private final CanDialect dialect;
  private final Capture capture;
  private final Findings findings;
  private final Set<Integer> vital;
  private final List<Gap> silences = new ArrayList<>();
  private final double end;

  private record Gap(double from, double to) {
    double length() {
      return to - from;
    }

    boolean holds(Gap other) {
      return from <= other.from && to >= other.to;
    }
  }

  Pace(CanDialect dialect, Capture capture, Findings findings) {
    this.dialect = dialect;
    this.capture = capture;
    this.findings = findings;
    vital = new HashSet<>(dialect.needed());
    vital.removeAll(STANDING);
    end = capture.end();
  }

  void judge(List<Period> periods) {
    List<Double> battery = times(capture.frames().stream().filter(this::ofBattery).toList());
    if (battery.isEmpty()) {
      return;
    }
    double last = battery.get(battery.size() - 1);
    whole(battery, last);
    capture.byId().entrySet().stream()
        .filter(same -> dialect.ids().contains(same.getKey()))
        .forEach(same -> ended(same.getKey(), times(same.getValue()), last));
    periods.stream().filter(p -> dialect.ids().contains(p.id())).forEach(this::speed);
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
    Gap tail = new Gap(last, end);
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
      tell(id, words(name + what + " before the battery's last frame; %s", tail));
      return;
    }
    for (int i = 1; i < times.size(); i++) {
      Gap gap = new Gap(times.get(i - 1), times.get(i));
      double own =
          gap.length()
              - silences.stream().filter(gap::holds).mapToDouble(Gap::length).max().orElse(0);
      if (own > STALE) {
        tell(id, words(name + " was silent for %.1f s; %s", gap));
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

  private void speed(Period period) {
    double wanted = dialect.period().toMillis() / 1000.0;
    double closest = dialect.gap().toMillis() / 1000.0;
    boolean late = period.most() > STALE;
    if (!late && period.mean() > SLOW * wanted) {
      tell(
          period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X comes every %.2f s; %s asks for it every %.1f s",
              period.id(),
              period.mean(),
              dialect.name(),
              wanted));
    } else if (period.mean() < closest) {
      tell(
          period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X comes every %.3f s, faster than %.2f s, the least for %s",
              period.id(),
              period.mean(),
              closest,
              dialect.name()));
    } else if (dialect.gap().compareTo(SendSchedule.URGENT_GAP) > 0 && period.least() < closest) {
      findings.perhaps(
          "close",
          String.format(
              Locale.ROOT,
              "0x%03X came twice within %.3f s; %s wants %.2f s between two",
              period.id(),
              period.least(),
              dialect.name(),
              closest));
    }
  }

  private void tell(int id, String words) {
    if (vital.contains(id)) {
      findings.harm("pace" + id, words);
    } else {
      findings.perhaps("pace" + id, words);
    }
  }

  /** Whether a set holds any frame of a battery. */
  static boolean anyOf(CanDialect dialect, List<CanFrame> set) {
    return set.stream().anyMatch(frame -> dialect.ids().contains(frame.id()));
  }
}
