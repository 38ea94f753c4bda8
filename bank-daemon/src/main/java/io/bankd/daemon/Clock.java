package io.bankd.daemon;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The one place where monotonic time is read and waited for.
 *
 * <p>A simulation may run faster than the world: every duration in the daemon is then simulated
 * time, and only this class knows how long that really takes.
 */
public final class Clock {
  private final double speed;
  private final LongSupplier nanos;

  private Clock(double speed, LongSupplier nanos) {
    this.speed = speed;
    this.nanos = nanos;
  }

  private static Clock of(double speed, Duration from) {
    long offset = from.toNanos();
    long start = System.nanoTime();
    LongSupplier real = () -> System.nanoTime() - start;
    return new Clock(
        speed,
        speed == 1
            ? () -> offset + real.getAsLong()
            : () -> offset + (long) (real.getAsLong() * speed));
  }

  /**
   * A time that somebody else moves: for a replay, where nobody waits.
   *
   * @param nanos the time now
   */
  public static Clock driven(LongSupplier nanos) {
    return new Clock(1, nanos);
  }

  /** The world's own pace. */
  public static Clock real() {
    return continuing(Duration.ZERO);
  }

  /**
   * The world's own pace, as service time: it goes on where an earlier run stopped.
   *
   * @param serviceTime of all earlier runs together
   */
  public static Clock continuing(Duration serviceTime) {
    return of(1, serviceTime);
  }

  /**
   * Time that runs {@code speed} times as fast as the world.
   *
   * @param speed above 0
   */
  public static Clock atSpeed(double speed) {
    return atSpeed(speed, Duration.ZERO);
  }

  /** Service time that runs {@code speed} times as fast as the world. */
  public static Clock atSpeed(double speed, Duration serviceTime) {
    return of(speed, serviceTime);
  }

  public double speed() {
    return speed;
  }

  /** Nanoseconds on the daemon's clock; only differences mean anything. */
  public long nanos() {
    return nanos.getAsLong();
  }

  public Moment now() {
    return Moment.ofNanos(nanos());
  }

  /** How long the world takes for {@code nanos} of this clock. */
  public long realNanos(long nanos) {
    return speed == 1 ? nanos : (long) (nanos / speed);
  }

  /** Waits, unless interrupted or unparked; may return early, as parking may. */
  public void park(Duration duration) {
    LockSupport.parkNanos(Math.max(1, realNanos(duration.toNanos())));
  }

  /** Waits to the end of {@code duration}, or until this thread is interrupted. */
  public void sleep(Duration duration) {
    long end = nanos() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - nanos()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(Math.max(1, realNanos(left)));
    }
  }
}
