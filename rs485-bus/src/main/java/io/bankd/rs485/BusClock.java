package io.bankd.rs485;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time a bus lives in: a clock handed in, and how much faster than real time it runs.
 *
 * @param nanoTime monotonic nanoseconds of that time
 * @param speed seconds of that time in a real second, 1 on a real bus, more in a simulation
 */
public record BusClock(LongSupplier nanoTime, double speed) {
  public BusClock {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed " + speed + " is not above 0");
    }
  }

  /** A clock that runs as the world does. */
  public static BusClock real(LongSupplier nanoTime) {
    return new BusClock(nanoTime, 1);
  }

  public Moment now() {
    return Moment.ofNanos(nanoTime.getAsLong());
  }

  /** How long a thread really waits for a duration of this time to pass; never less than 0. */
  public long realNanos(Duration duration) {
    return Math.max(0, (long) (duration.toNanos() / speed));
  }
}
