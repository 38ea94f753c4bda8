package io.bankd.bank;

import io.bankd.unit.Moment;
import java.time.Duration;

/**
 * A value that falls at once, and rises late and slowly.
 *
 * @param value published now
 * @param from the value the present rise started from
 * @param since when the target was last at or below the value
 */
record Ramp(int value, int from, Moment since) {
  static Ramp at(int value, Moment now) {
    return new Ramp(value, value, now);
  }

  /**
   * The value a moment later.
   *
   * @param hold how long the target must lie above the value before it is followed
   */
  Ramp next(int target, Moment now, Duration hold, int perSecond) {
    if (target <= value) {
      return at(target, now);
    }
    long rising = Math.max(0, now.since(since).minus(hold).toMillis());
    long allowed = from + rising * perSecond / 1000;
    return new Ramp((int) Math.max(value, Math.min(target, allowed)), from, since);
  }
}
