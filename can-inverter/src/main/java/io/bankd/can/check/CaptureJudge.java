package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.FrameLayout;
import io.bankd.can.check.Judgement.Certainty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a capture: which dialect it really is, and what an inverter would take amiss. */
public final class CaptureJudge {
  private static final int CERTAIN_AHEAD = 6;
  private static final int LIKELY_AHEAD = 2;

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
    judged.ifPresent(
        dialect -> findings.addAll(Inspection.of(dialect, explained, capture, periods)));
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

  static Set<Integer> known(CanDialect dialect) {
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
}
