package io.bankd.obey;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time without a break in which a limit is exceeded.
 *
 * @param since when it was first seen
 * @param permitted when what was measured last had last been allowed; null where longer ago than is
 *     remembered
 * @param peak the most beyond limit and tolerance
 * @param levered whether a lever was pulled meanwhile, or the inverter could not be told
 */
record Episode(Moment since, @Nullable Moment permitted, int peak, boolean levered) {
  /* A round of readings: a fall is seen no later than this after it happened. */
  private static final Duration ROUND = Duration.ofSeconds(8);

  static Episode seen(
      @Nullable Episode before, int beyond, @Nullable Moment permitted, Moment now) {
    return before == null
        ? new Episode(now, permitted, beyond, false)
        : new Episode(before.since, permitted, Math.max(before.peak, beyond), before.levered);
  }

  Episode afterALever() {
    return new Episode(since, permitted, peak, true);
  }

  /** As if it had begun so much later; it says nothing about the inverter's lag any more. */
  Episode later(Duration pause, Moment now) {
    Moment last = permitted;
    return new Episode(
        Conduct.later(since, pause, now),
        last == null ? null : Conduct.later(last, pause, now),
        peak,
        true);
  }

  /**
   * How long it cannot be explained: neither by a limit that was in force until then, nor by a
   * short overshoot.
   *
   * @param measured when what is known now was measured, its oldest part
   */
  Duration lasted(Moment measured) {
    Duration lasting = measured.since(since);
    Moment last = permitted;
    Duration late = last == null ? Permissions.KEPT : measured.since(last);
    Duration shorter = late.compareTo(lasting) < 0 ? late : lasting;
    return shorter.isNegative() ? Duration.ZERO : shorter;
  }

  /**
   * How late the inverter was, now that it is inside; null where this was no answer to a fall: too
   * small, ended by a lever, begun long after the limit fell, or longer than any lag.
   *
   * @param tolerance of the limit
   */
  @Nullable Duration lag(int tolerance, Moment now) {
    Moment last = permitted;
    if (last == null
        || levered
        || peak < 2 * tolerance
        || last.isBefore(since.plus(ROUND.negated()))) {
      return null;
    }
    Duration late = now.since(last);
    return late.compareTo(Lag.LONGEST) <= 0 ? late : null;
  }
}
