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
  private final long offset;
  private final long start = System.nanoTime();

  private Clock(double speed, Duration offset) {
    this.speed = speed;
    this.offset = offset.toNanos();
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
    return new Clock(1, serviceTime);
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
    return new Clock(speed, serviceTime);
  }

  public double speed() {
    return speed;
  }

  /** Nanoseconds on the daemon's clock; only differences mean anything. */
  public long nanos() {
    long real = System.nanoTime() - start;
    return offset + (speed == 1 ? real : (long) (real * speed));
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
