package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands with balancing; immutable.
 *
 * @param since when balancing began to be expected; null while it is not
 * @param near whether the cells are so high and so far apart that a hold of the charge voltage is
 *     wished for, from before balancing is expected until they are even
 * @param seenAt when the pack last said that it balances a cell; null where it never did
 * @param missing whether it is expected and the pack does not balance
 * @param told what the operator knows of it: the same every day is not told every day
 * @param held how long a hold of the charge voltage has been wished for since the cells were last
 *     low; a day, the most, once they were even
 * @param roughAt when so much flowed last that cells are under load; null where it never did
 * @param readingAt of the last reading, null before the first
 * @param statusAt of the last status, null before the first
 */
public record BalancingState(
    @Nullable Moment since,
    boolean near,
    @Nullable Moment seenAt,
    boolean missing,
    Told told,
    Duration held,
    @Nullable Moment roughAt,
    @Nullable Moment readingAt,
    @Nullable Moment statusAt) {
  static final Duration MOST = Duration.ofDays(1);

  /** What has been told of a pack's balancing. */
  enum Told {
    /** Nothing, or that it needs none. */
    NOTHING,
    /** That its cells ask for it. */
    EXPECTED,
    /** That they do, and the pack does nothing about it. */
    MISSING
  }

  /** A pack of which nothing is known. */
  public static final BalancingState NEW =
      new BalancingState(null, false, null, false, Told.NOTHING, Duration.ZERO, null, null, null);

  /** Whether the pack's cells ask for balancing. */
  public boolean isExpected() {
    return since != null;
  }

  /** Whether the cells have come together at the top, and have not been low since. */
  boolean isEven() {
    return held.compareTo(MOST) >= 0;
  }

  /**
   * Whether a voltage above the one wanted may be tried for it: not once it was found to do
   * nothing, until it says again that it balances.
   */
  public boolean mayRaise() {
    return !missing && told != Told.MISSING;
  }

  BalancingState readAt(Moment at, @Nullable Moment rough, boolean nearNow, Duration holding) {
    Duration most = holding.compareTo(MOST) > 0 ? MOST : holding;
    return new BalancingState(since, nearNow, seenAt, missing, told, most, rough, at, statusAt);
  }

  BalancingState expecting(@Nullable Moment expected, boolean lacking) {
    return new BalancingState(
        expected, near, seenAt, lacking, told, held, roughAt, readingAt, statusAt);
  }

  BalancingState telling(Told news) {
    return new BalancingState(
        since, near, seenAt, missing, news, held, roughAt, readingAt, statusAt);
  }

  BalancingState statusAt(Moment at, boolean balances) {
    Moment seen = balances ? at : seenAt;
    return new BalancingState(
        since, near, seen, missing && !balances, told, held, roughAt, readingAt, at);
  }

  /** All of it, to be kept over a restart. */
  public Figures figures() {
    return Figures.NONE
        .with("since", since)
        .with("near", near ? 1 : 0)
        .with("seen", seenAt)
        .with("missing", missing ? 1 : 0)
        .with("told", told.ordinal())
        .with("held-ns", held.toNanos())
        .with("rough", roughAt)
        .with("reading", readingAt)
        .with("status", statusAt);
  }

  /** What was kept; an impossible time of holding counts as the longest, in doubt all is told. */
  public static BalancingState restored(Figures figures) {
    return new BalancingState(
        figures.moment("since"),
        figures.get("near", 0) == 1,
        figures.moment("seen"),
        Remembered.isSet(figures, "missing"),
        told(figures.get("told", 0)),
        Duration.ofNanos(Remembered.amount(figures, "held-ns", MOST.toNanos())),
        figures.moment("rough"),
        figures.moment("reading"),
        figures.moment("status"));
  }

  private static Told told(long kept) {
    boolean known = kept >= 0 && kept < Told.values().length;
    return known ? Told.values()[(int) kept] : Told.NOTHING;
  }
}
