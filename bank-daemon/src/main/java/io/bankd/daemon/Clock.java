package io.bankd.daemon;

import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The one place where monotonic time is read and waited for.
 *
 * <p>A simulation may run faster than the world: every duration in the daemon is then simulated
 * time, and only this class knows how long that really takes.
 */
public final class Clock {
  private final double speed;
  private final long start = System.nanoTime();

  private Clock(double speed) {
    this.speed = speed;
  }

  /** The world's own pace. */
  public static Clock real() {
    return new Clock(1);
  }

  /**
   * Time that runs {@code speed} times as fast as the world.
   *
   * @param speed above 0
   */
  public static Clock atSpeed(double speed) {
    return new Clock(speed);
  }

  public double speed() {
    return speed;
  }

  /** Nanoseconds on the daemon's clock; only differences mean anything. */
  public long nanos() {
    long real = System.nanoTime() - start;
    return speed == 1 ? real : (long) (real * speed);
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
