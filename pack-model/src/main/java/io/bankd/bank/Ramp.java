package io.bankd.bank;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A value that falls at once, and rises late and slowly.
 *
 * @param value published now
 * @param from the value the present rise started from
 * @param since when the target was first seen above the value, null while it is not
 */
record Ramp(int value, int from, @Nullable Moment since) {
  static Ramp at(int value) {
    return new Ramp(value, value, null);
  }

  /**
   * The value a moment later.
   *
   * @param hold how long the target must lie above the value before it is followed
   */
  Ramp next(int target, Moment now, Duration hold, int perSecond) {
    if (target <= value) {
      return at(target);
    }
    Moment start = since;
    if (start == null) {
      return new Ramp(value, value, now);
    }
    long rising = Math.max(0, now.since(start).minus(hold).toMillis());
    long allowed = Math.max(value, from + rising * perSecond / 1000);
    // Arrived: the next rise starts anew, or waiting here would save up for a leap.
    return allowed >= target ? at(target) : new Ramp((int) allowed, from, start);
  }
}
