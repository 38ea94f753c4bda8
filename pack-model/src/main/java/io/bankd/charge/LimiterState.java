package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands with its charging current limiter; immutable.
 *
 * @param phase where our own rule stands
 * @param since when the phase began; null while off
 * @param retriggers how often in a row it held again after a release
 * @param calm how many readings in a row would have unlocked it
 * @param packHolds how many more statuses must deny it before the pack's own limiter counts as off;
 *     0 where it is off
 * @param readingAt of the last reading, null before the first
 * @param statusAt of the last status, null before the first
 */
public record LimiterState(
    Phase phase,
    @Nullable Moment since,
    int retriggers,
    int calm,
    int packHolds,
    @Nullable Moment readingAt,
    @Nullable Moment statusAt) {

  /** The stages of our own rule. */
  public enum Phase {
    OFF,
    HOLDING,
    CHECKING,
    LOCKED
  }

  static final int MOST_RETRIGGERS = 1000;

  /** A pack that never charged too hard. */
  public static final LimiterState NEW = new LimiterState(Phase.OFF, null, 0, 0, 0, null, null);

  /** Whether the pack is held to the small current, by our rule or by its own limiter. */
  public boolean isHolding() {
    return phase == Phase.HOLDING || phase == Phase.LOCKED || packHolds > 0;
  }

  LimiterState in(Phase next, Moment at, int times) {
    return new LimiterState(
        next, next == Phase.OFF ? null : at, times, 0, packHolds, readingAt, statusAt);
  }

  LimiterState calm(int readings) {
    return new LimiterState(phase, since, retriggers, readings, packHolds, readingAt, statusAt);
  }

  LimiterState readAt(Moment at) {
    Moment began = phase == Phase.OFF ? null : Remembered.past(since, at);
    return new LimiterState(phase, began, retriggers, calm, packHolds, at, statusAt);
  }

  LimiterState statusAt(Moment at, int holds) {
    return new LimiterState(phase, since, retriggers, calm, holds, readingAt, at);
  }

  /** All of it, to be kept over a restart. */
  public Figures figures() {
    return Figures.NONE
        .with("phase", phase.ordinal())
        .with("since", since)
        .with("retriggers", retriggers)
        .with("calm", calm)
        .with("pack-holds", packHolds)
        .with("reading", readingAt)
        .with("status", statusAt);
  }

  /** What was kept; a phase that is none counts as locked, an impossible count as the largest. */
  public static LimiterState restored(Figures figures) {
    long kept = figures.get("phase", 0);
    boolean known = kept >= 0 && kept < Phase.values().length;
    Phase phase = known ? Phase.values()[(int) kept] : Phase.LOCKED;
    long calm = figures.get("calm", 0);
    return new LimiterState(
        phase,
        phase == Phase.OFF ? null : since(figures),
        (int) Remembered.amount(figures, "retriggers", MOST_RETRIGGERS),
        calm == 1 ? 1 : 0,
        (int) Remembered.amount(figures, "pack-holds", CurrentLimiter.STATUSES),
        figures.moment("reading"),
        figures.moment("status"));
  }

  /** How strict what was kept is; more is stricter. */
  public static int severity(Figures figures) {
    LimiterState kept = restored(figures);
    return switch (kept.phase()) {
      case LOCKED -> 4;
      case HOLDING -> 3;
      case CHECKING -> 2;
      case OFF -> kept.packHolds() > 0 ? 1 : 0;
    };
  }

  private static Moment since(Figures figures) {
    Moment since = figures.moment("since");
    return since == null ? Remembered.UNKNOWN : since;
  }
}
