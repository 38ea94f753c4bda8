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
   * @param capture of one interface
   * @param asked what it should be, or null to judge it by what it is
   */
  public Judgement judge(Capture capture, @Nullable CanDialect asked) {
    List<CanFrame> newest = capture.newest();
    List<Period> periods =
        capture.byId().entrySet().stream()
            .flatMap(same -> Period.of(same.getKey(), same.getValue()).stream())
            .toList();
    List<Candidate> candidates = candidates(newest, periods, asked);
    List<String> tied = tied(candidates);
    Optional<String> found =
        asked != null && tied.contains(asked.name())
            ? Optional.of(asked.name())
            : tied.stream().findFirst();
    Optional<CanDialect> judged =
        asked != null
            ? Optional.of(asked)
            : all.stream().filter(d -> found.equals(Optional.of(d.name()))).findFirst();
    List<String> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (asked != null && found.filter(name -> !name.equals(asked.name())).isPresent()) {
      findings.add("this is no %s: it reads like %s".formatted(asked.name(), found.get()));
    }
    judged.ifPresent(
        dialect -> {
          Findings seen = Inspection.of(dialect, explained, capture, periods);
          findings.addAll(seen.harmful());
          remarks.addAll(seen.remarks());
          all.stream()
              .filter(other -> asked == null && tied.contains(other.name()))
              .filter(other -> seen.harmful().size() > harmful(other, capture, periods))
              .findFirst()
              .ifPresent(other -> remarks.add(asWell(other.name())));
        });
    return new Judgement(
        found,
        certainty(candidates),
        tied,
        candidates,
        judged.map(CanDialect::name),
        newest.stream().map(CanFrame::id).toList(),
        judged.map(dialect -> missing(dialect, newest)).orElse(List.of()),
        periods,
        untimed(capture, periods),
        findings,
        remarks);
  }

  private int harmful(CanDialect dialect, Capture capture, List<Period> periods) {
    return Inspection.of(dialect, explained, capture, periods).harmful().size();
  }

  private static String asWell(String dialect) {
    return "it fits %s as well, and less is found then: is that what it should be? Say --dialect %s"
        .formatted(dialect, dialect);
  }

  private List<Candidate> candidates(
      List<CanFrame> newest, List<Period> periods, @Nullable CanDialect asked) {
    return all.stream()
        .filter(dialect -> newest.stream().map(CanFrame::id).anyMatch(known(dialect)::contains))
        .map(dialect -> new Scale(dialect, telling, dialect.equals(asked)).weigh(newest, periods))
        .sorted(Comparator.comparingInt(Candidate::points).reversed())
        .toList();
  }

  private static List<String> tied(List<Candidate> candidates) {
    return candidates.stream()
        .filter(each -> candidates.get(0).points() - each.points() < LIKELY_AHEAD)
        .map(Candidate::dialect)
        .toList();
  }

  private static String untimed(Capture capture, List<Period> periods) {
    return !capture.untimed().isEmpty()
        ? capture.untimed()
        : periods.isEmpty() ? "no identifier came twice; record some seconds" : "";
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
