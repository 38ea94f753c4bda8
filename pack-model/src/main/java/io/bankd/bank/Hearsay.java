package io.bankd.bank;

import io.bankd.limit.PackLimits;
import io.bankd.unit.Moment;
import java.time.Duration;

/**
 * What binds a pack while nobody knows who answers at its address: the strictest that was believed
 * of it or said there in the last ten to twenty minutes. So either of two packs binds, and a single
 * one behind a bad wire neither rises over what it says nor ends the bank for good.
 *
 * @param since when {@code lately} began
 * @param lately the strictest since then
 * @param before the strictest of the time before
 */
record Hearsay(Moment since, PackLimits lately, PackLimits before) {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  static Hearsay of(Moment at, PackLimits believed) {
    return new Hearsay(at, believed, believed);
  }

  /** After measurements that allow so much. Only these let time pass: silence loosens nothing. */
  Hearsay measured(Moment at, PackLimits limits) {
    return at.since(since).compareTo(REMEMBERED) < 0
        ? narrowed(limits)
        : new Hearsay(at, limits, lately);
  }

  Hearsay narrowed(PackLimits limits) {
    return new Hearsay(since, lately.strictest(limits), before);
  }

  PackLimits binding() {
    return lately.strictest(before);
  }
}
