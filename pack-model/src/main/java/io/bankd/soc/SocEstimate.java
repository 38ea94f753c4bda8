package io.bankd.soc;

import io.bankd.history.Figures;
import io.bankd.unit.Capacity;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * How full one pack is believed to be, and how sure that is; immutable. The truth lies within
 * {@link #value()} ± {@link #error()} as long as the assumptions in {@link Belief} hold.
 */
public final class SocEstimate {
  /** Of a pack that was never read: 0 % ± 100 %. */
  public static final SocEstimate UNKNOWN =
      new SocEstimate(
          Count.UNKNOWN,
          Offset.UNKNOWN,
          0,
          Stretch.NONE,
          false,
          Hold.NONE,
          Watch.NEW,
          null,
          false,
          null);

  private static final long BASIS_POINT = Belief.ONE / 10_000;

  final Count count;
  final Offset offset;
  final int milliampereHours;
  final Stretch sinceFull;
  final boolean capacityTold;
  final Hold hold;
  final Watch watch;
  final @Nullable Seen seen;
  final boolean restored;
  final @Nullable Moment anchoredAt;

  private SocEstimate(
      Count count,
      Offset offset,
      int milliampereHours,
      Stretch sinceFull,
      boolean capacityTold,
      Hold hold,
      Watch watch,
      @Nullable Seen seen,
      boolean restored,
      @Nullable Moment anchoredAt) {
    this.count = count;
    this.offset = offset;
    this.milliampereHours = milliampereHours;
    this.sinceFull = sinceFull;
    this.capacityTold = capacityTold;
    this.hold = hold;
    this.watch = watch;
    this.seen = seen;
    this.restored = restored;
    this.anchoredAt = anchoredAt;
  }

  /** The state of charge to publish, rounded down; it moves by at most 5 % a minute on its own. */
  public Ratio value() {
    return Ratio.ofBasisPoints((int) (count.shown() / BASIS_POINT));
  }

  /** How far the truth may be from {@link #value()} either way, rounded up. */
  public Ratio error() {
    long up = (count.shownBound() + 2 * BASIS_POINT - 1) / BASIS_POINT;
    return Ratio.ofBasisPoints((int) Math.min(10_000, up));
  }

  /**
   * What the pack is taken to hold when full: as it said itself, then learned from deep discharges,
   * 50…110 % of design; zero of a pack never read.
   */
  public Capacity capacity() {
    return Capacity.ofMilliampereHours(milliampereHours);
  }

  /** When the pack was last full or empty, null when that was never seen. */
  public @Nullable Moment anchoredAt() {
    return anchoredAt;
  }

  double nanoampereHours() {
    return milliampereHours * 1e6;
  }

  SocEstimate with(Count next) {
    return new SocEstimate(
        next,
        offset,
        milliampereHours,
        sinceFull,
        capacityTold,
        hold,
        watch,
        seen,
        restored,
        anchoredAt);
  }

  SocEstimate with(Watch next) {
    return new SocEstimate(
        count,
        offset,
        milliampereHours,
        sinceFull,
        capacityTold,
        hold,
        next,
        seen,
        restored,
        anchoredAt);
  }

  SocEstimate with(Seen next) {
    return new SocEstimate(
        count,
        offset,
        milliampereHours,
        sinceFull,
        capacityTold,
        hold,
        watch,
        next,
        false,
        anchoredAt);
  }

  SocEstimate with(Offset learned, Stretch full, Hold held) {
    return new SocEstimate(
        count,
        learned,
        milliampereHours,
        full,
        capacityTold,
        held,
        watch,
        seen,
        restored,
        anchoredAt);
  }

  SocEstimate withCapacity(int learned, boolean told) {
    return new SocEstimate(
        count, offset, learned, sinceFull, told, hold, watch, seen, restored, anchoredAt);
  }

  SocEstimate anchored(Moment at) {
    return new SocEstimate(
        count, offset, milliampereHours, sinceFull, capacityTold, hold, watch, seen, restored, at);
  }

  public Figures figures() {
    Seen last = seen;
    Figures figures =
        Figures.NONE
            .with("count", count.figures())
            .with("offset", offset.figures())
            .with("capacity-mah", milliampereHours)
            .with("anchored-at", anchoredAt);
    return last == null ? figures : figures.with("seen", last.figures());
  }

  /**
   * As it was stored; the first reading after it is treated as one after an unknown time, and what
   * was being observed begins anew. What cannot have been stored is unknown.
   */
  public static SocEstimate restored(Figures figures) {
    Seen seen = Seen.restored(figures.group("seen"));
    long capacity = figures.get("capacity-mah", 0);
    Count count = Count.restored(figures.group("count"));
    boolean possible = capacity > 0 && capacity <= Integer.MAX_VALUE;
    if (seen == null || !possible || count.equals(Count.UNKNOWN)) {
      return UNKNOWN;
    }
    return new SocEstimate(
        count,
        Offset.restored(figures.group("offset")),
        (int) capacity,
        Stretch.NONE,
        false,
        Hold.NONE,
        Watch.NEW,
        seen,
        true,
        figures.moment("anchored-at"));
  }
}
