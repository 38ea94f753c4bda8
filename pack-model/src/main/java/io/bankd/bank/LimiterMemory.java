package io.bankd.bank;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the limiter remembers between steps.
 *
 * @param forcing how urgently the bank asks to be charged
 * @param fullAt when the bank was last seen full, or else when watching began
 * @param floating since when every pack is full, null while one is not
 * @param charging what is offered that way, and was before packs shut the other way
 * @param discharging the same the other way
 * @param news by which the limits rise
 */
record LimiterMemory(
    Ramp ccl,
    Ramp dcl,
    Ramp cvl,
    ForcedCharge forcing,
    Moment fullAt,
    @Nullable Moment floating,
    Stop charge,
    Stop discharge,
    Standing charging,
    Standing discharging,
    NewsTime news) {
  /* Packs that have only just been found, or lost for a moment, are no reason for an alarm. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /**
   * Since when the packs allow nothing one way.
   *
   * @param since null while they allow something
   */
  record Stop(@Nullable Moment since) {
    static final Stop NONE = new Stop(null);

    Stop next(boolean stopped, Moment now) {
      return !stopped ? NONE : since == null ? new Stop(now) : this;
    }

    boolean isLong(Moment now) {
      return since != null && now.since(since).compareTo(LONG) >= 0;
    }
  }

  static LimiterMemory atRest(BankPolicy policy, ForcedCharge forcing, Moment fullAt) {
    Ramp zero = Ramp.at(0);
    Ramp rest = Ramp.at(policy.voltages().rest().millivolts());
    return new LimiterMemory(
        zero,
        zero,
        rest,
        forcing,
        fullAt,
        null,
        Stop.NONE,
        Stop.NONE,
        Standing.NONE,
        Standing.NONE,
        NewsTime.NONE);
  }

  /** Everything back at rest, to rise again from there. */
  LimiterMemory rested(BankPolicy policy) {
    return atRest(policy, forcing, fullAt).floating(floating);
  }

  private LimiterMemory floating(@Nullable Moment since) {
    return new LimiterMemory(
        ccl, dcl, cvl, forcing, fullAt, since, charge, discharge, charging, discharging, news);
  }

  /** As figures that survive a restart; the limits themselves rise anew. */
  Figures figures() {
    return Figures.NONE
        .with("forcing", forcing.ordinal())
        .with("full-at", fullAt)
        .with("floating", floating);
  }

  /** What was kept, limits at rest; a bank of which nothing is known was full when it began. */
  static LimiterMemory restored(Figures figures, BankPolicy policy, Moment now) {
    Moment full = figures.moment("full-at");
    Moment floating = figures.moment("floating");
    long kept = figures.get("forcing", 0);
    ForcedCharge forcing =
        kept == 0 ? ForcedCharge.NONE : kept == 1 ? ForcedCharge.SOON : ForcedCharge.NOW;
    Moment fullAt = full == null || full.isAfter(now) ? now : full;
    return atRest(policy, forcing, fullAt)
        .floating(floating == null || floating.isAfter(now) ? null : floating);
  }
}
