package io.bankd.bank;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the limiter remembers between steps.
 *
 * @param forcing whether the bank asks to be charged
 * @param fullAt when the bank was last seen full, or else when watching began
 * @param floating since when every pack is full, null while one is not
 */
record LimiterMemory(
    Ramp ccl,
    Ramp dcl,
    Ramp cvl,
    boolean forcing,
    Moment fullAt,
    @Nullable Moment floating,
    Stop charge,
    Stop discharge) {
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

  static LimiterMemory atRest(BankPolicy policy, boolean forcing, Moment fullAt) {
    Ramp zero = Ramp.at(0);
    Ramp rest = Ramp.at(policy.voltages().rest().millivolts());
    return new LimiterMemory(zero, zero, rest, forcing, fullAt, null, Stop.NONE, Stop.NONE);
  }

  /** Everything back at rest, to rise again from there. */
  LimiterMemory rested(BankPolicy policy) {
    return atRest(policy, forcing, fullAt);
  }
}
