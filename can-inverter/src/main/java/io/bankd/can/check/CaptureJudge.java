package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.FrameLayout;
import io.bankd.can.check.Judgement.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a capture: which dialect it really is, and what an inverter would take amiss. */
public final class CaptureJudge {
  private static final int CERTAIN_AHEAD = 6;
  private static final int LIKELY_AHEAD = 2;

  /** Victron takes control data older than about 3 s for stale. */
  private static final double STALE = 3;

  /** Real packs take twice the time their document says, and are understood. */
  private static final double SLOW = 2.5;

  private final List<CanDialect> all;
  private final Set<Integer> explained;
  private final Set<Integer> telling;

  /**
   * @param all the dialects it may be, the more common first
   */
  public CaptureJudge(List<CanDialect> all) {
    this.all = List.copyOf(all);
    this.explained =
        all.stream().flatMap(d -> known(d).stream()).collect(Collectors.toUnmodifiableSet());
    this.telling =
        all.stream()
            .flatMap(d -> Stream.concat(d.sent().stream(), d.heard().stream()))
            .map(FrameLayout::id)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The judgement.
   *
   * @param asked what it should be, or null to judge it by what it is
   */
  public Judgement judge(Capture capture, @Nullable CanDialect asked) {
    List<CanFrame> newest = capture.newest();
    List<Candidate> candidates =
        all.stream()
            .filter(dialect -> newest.stream().map(CanFrame::id).anyMatch(known(dialect)::contains))
            .map(dialect -> new Scale(dialect, telling).weigh(newest))
            .sorted(Comparator.comparingInt(Candidate::points).reversed())
            .toList();
    Optional<String> found = candidates.stream().map(Candidate::dialect).findFirst();
    Optional<CanDialect> judged =
        asked != null
            ? Optional.of(asked)
            : all.stream().filter(d -> found.equals(Optional.of(d.name()))).findFirst();
    List<Period> periods =
        capture.byId().entrySet().stream()
            .flatMap(same -> Period.of(same.getKey(), same.getValue()).stream())
            .toList();
    List<Integer> missing = judged.map(dialect -> missing(dialect, newest)).orElse(List.of());
    List<String> findings = new ArrayList<>();
    judged.ifPresent(dialect -> findings.addAll(findings(dialect, capture, periods)));
    if (asked != null && found.filter(name -> !name.equals(asked.name())).isPresent()) {
      findings.add(0, "this is no %s: it reads like %s".formatted(asked.name(), found.get()));
    }
    return new Judgement(
        found,
        certainty(candidates),
        candidates,
        judged.map(CanDialect::name),
        newest.stream().map(CanFrame::id).toList(),
        missing,
        periods,
        findings);
  }

  private static Set<Integer> known(CanDialect dialect) {
    return Stream.concat(dialect.ids().stream(), dialect.heartbeatIds().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Certainty certainty(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return Certainty.OPEN;
    }
    int ahead =
        candidates.size() == 1
            ? CERTAIN_AHEAD
            : candidates.get(0).points() - candidates.get(1).points();
    return ahead >= CERTAIN_AHEAD
        ? Certainty.CERTAIN
        : ahead >= LIKELY_AHEAD ? Certainty.LIKELY : Certainty.OPEN;
  }

  private static List<Integer> missing(CanDialect dialect, List<CanFrame> newest) {
    Set<Integer> there = newest.stream().map(CanFrame::id).collect(Collectors.toSet());
    return dialect.needed().stream().filter(id -> !there.contains(id)).sorted().toList();
  }

  private List<String> findings(CanDialect dialect, Capture capture, List<Period> periods) {
    Findings findings = new Findings();
    Set<Integer> known = known(dialect);
    for (Capture.Heard heard : capture.frames()) {
      frame(dialect, known, heard.frame(), findings);
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

  private void frame(CanDialect dialect, Set<Integer> known, CanFrame frame, Findings findings) {
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
