package io.bankd.can.check;

import java.util.List;
import java.util.Optional;

/**
 * What a capture is worth.
 *
 * @param dialect what it is in; empty without a frame any dialect knows
 * @param certainty how sure that is
 * @param tied the dialects that fit as well as the best, the best included
 * @param candidates the best first
 * @param judged the dialect the rest was judged by: the one asked for, or the one found
 * @param ids the identifiers heard, in the order of their first appearance
 * @param missing identifiers an inverter of that dialect waits for
 * @param periods of the identifiers with time stamps
 * @param untimed why no period was judged; empty where they were
 * @param findings what an inverter would take amiss, a sentence each
 * @param remarks what may be meant so and is worth a look, a sentence each
 */
public record Judgement(
    Optional<String> dialect,
    Certainty certainty,
    List<String> tied,
    List<Candidate> candidates,
    Optional<String> judged,
    List<Integer> ids,
    List<Integer> missing,
    List<Period> periods,
    String untimed,
    List<String> findings,
    List<String> remarks) {

  /** How far the best dialect is ahead of the next. */
  public enum Certainty {
    /** By more than a frame's weight. */
    CERTAIN,
    LIKELY,
    /** Several fit alike: more frames are needed. */
    OPEN
  }

  public Judgement {
    tied = List.copyOf(tied);
    candidates = List.copyOf(candidates);
    ids = List.copyOf(ids);
    missing = List.copyOf(missing);
    periods = List.copyOf(periods);
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
  }

  /** Whether a battery is known, complete, and does nothing harmful. */
  public boolean sound() {
    return dialect.isPresent() && missing.isEmpty() && findings.isEmpty();
  }
}
