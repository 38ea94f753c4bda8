package io.bankd.unit;

import java.time.Duration;

/**
 * A point on a monotonic clock that somebody else reads; its zero means nothing and it may wrap.
 *
 * <p>Ages and delays come from moments, never from wall time: gateway boxes boot without a clock.
 *
 * @param nanos nanoseconds, comparable by difference only (as {@link System#nanoTime()})
 */
public record Moment(long nanos) {
  public static Moment ofNanos(long nanos) {
    return new Moment(nanos);
  }

  /** A moment {@code millis} after zero: for tests and simulations that start their own clock. */
  public static Moment ofMillis(long millis) {
    return new Moment(Math.multiplyExact(millis, 1_000_000L));
  }

  public Moment plus(Duration duration) {
    return new Moment(nanos + duration.toNanos());
  }

  /** The time from {@code earlier} to this; negative when {@code earlier} is later. */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  public boolean isAfter(Moment other) {
    return nanos - other.nanos > 0;
  }

  public boolean isBefore(Moment other) {
    return nanos - other.nanos < 0;
  }
}
