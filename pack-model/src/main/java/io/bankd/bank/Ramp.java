package io.bankd.bank;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A value that falls at once, and rises late and slowly.
 *
 * @param value published now
 * @param from the value the present rise started from
 * @param since when the target was first seen above the value, null while it is not; what was held
 *     already counts
 * @param high the highest value since the last fall that was more than a dip
 * @param regains whether the value is on its way back to {@code high} after a dip
 */
record Ramp(int value, int from, @Nullable Moment since, int high, boolean regains) {
  /**
   * How a value rises.
   *
   * @param hold how long the target must lie above the value before it is followed
   * @param dip how far the value may fall below its highest and be regained without a hold
   */
  record Pace(Duration hold, int perSecond, int dip) {}

  static Ramp at(int value) {
    return new Ramp(value, value, null, value, false);
  }

  /**
   * The value a moment later.
   *
   * @param now on the clock it rises by: where that stands, the value does not rise
   */
  Ramp next(int target, Moment now, Pace pace) {
    if (target < value) {
      return target > 0 && (long) high - target <= pace.dip
          ? dipped(target, now, pace)
          : at(target);
    }
    Moment start = since;
    if (target == value) {
      return regains ? dipped(target, now, pace) : at(target);
    }
    if (start == null || (regains && value >= high)) {
      return new Ramp(value, value, now, value, false);
    }
    int goal = regains ? Math.min(target, high) : target;
    long rising = Math.max(0, now.since(start).minus(pace.hold).toMillis());
    long allowed = Math.max(value, from + rising * pace.perSecond / 1000);
    if (allowed < goal) {
      int risen = (int) allowed;
      return new Ramp(risen, from, start, Math.max(high, risen), regains);
    }
    // Arrived: the next rise starts anew, or waiting here would save up for a leap.
    return at(goal);
  }

  /* The rise goes on from the lower value: what was held is held, what had risen is not kept. */
  private Ramp dipped(int target, Moment now, Pace pace) {
    Moment held = now.plus(pace.hold.negated());
    Moment start = since;
    if (start == null || regains) {
      return new Ramp(target, target, held, high, true);
    }
    return new Ramp(target, target, start.isBefore(held) ? held : start, high, false);
  }
}
