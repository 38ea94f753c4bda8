package io.bankd.rs485;

import java.time.Duration;

/**
 * How long a thread waits for what on a line, by the line's own clock: as its timing says, and
 * where time runs faster than the world, as long as threads need.
 */
record Patience(BusTiming timing, BusClock clock) {
  /** No thread can be relied on to come back sooner, in real time. */
  private static final Duration SCHEDULING = Duration.ofMillis(10);

  /** The same for an answer's characters where time runs fast and the packs are busy threads. */
  private static final Duration SIMULATED_SCHEDULING = Duration.ofMillis(60);

  /** In the bus's time: a pack that is lost must not make those that answer look old as well. */
  private static final Duration LONGEST = Duration.ofMillis(1500);

  long nanos() {
    return clock.nanoTime().getAsLong();
  }

  long realNanosUntil(long deadline) {
    return clock.realNanos(Duration.ofNanos(deadline - nanos()));
  }

  /** How long the line has to be quiet before it is taken to be. */
  long settle() {
    return atLeastScheduling(timing.settle());
  }

  /** How long to wait for characters that are due after so long. */
  long forCharacters(Duration duration) {
    long least = atLeastScheduling(duration);
    return clock.speed() > 1
        ? Math.max(least, Math.min(inBusTime(SIMULATED_SCHEDULING), LONGEST.toNanos()))
        : least;
  }

  private long atLeastScheduling(Duration duration) {
    return Math.max(duration.toNanos(), inBusTime(SCHEDULING));
  }

  private long inBusTime(Duration real) {
    return (long) (real.toNanos() * clock.speed());
  }
}
