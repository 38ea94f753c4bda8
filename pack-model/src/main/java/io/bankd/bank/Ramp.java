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
 * @param high the highest value since then
 */
record Ramp(int value, int from, @Nullable Moment since, int high) {
  /**
   * How a value rises.
   *
   * @param hold how long the target must lie above the value before it is followed
   * @param dip how far the value may fall below its highest without the hold beginning anew
   */
  record Pace(Duration hold, int perSecond, int dip) {}

  static Ramp at(int value) {
    return new Ramp(value, value, null, value);
  }

  /** The value a moment later. */
  Ramp next(int target, Moment now, Pace pace) {
    Moment start = since;
    if (target <= value) {
      boolean dips = start != null && target > 0 && (long) high - target <= pace.dip;
      return dips && target < value
          ? dipped(target, start, now.plus(pace.hold.negated()))
          : at(target);
    }
    if (start == null) {
      return new Ramp(value, value, now, value);
    }
    long rising = Math.max(0, now.since(start).minus(pace.hold).toMillis());
    long allowed = Math.max(value, from + rising * pace.perSecond / 1000);
    // Arrived: the next rise starts anew, or waiting here would save up for a leap.
    return allowed >= target
        ? at(target)
        : new Ramp((int) allowed, from, start, Math.max(high, (int) allowed));
  }

  /* The rise goes on from the lower value: what was held is held, what had risen is not regained. */
  private Ramp dipped(int target, Moment start, Moment held) {
    return new Ramp(target, target, start.isBefore(held) ? held : start, high);
  }
}
