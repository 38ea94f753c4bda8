package io.bankd.protect;

import java.time.Duration;

/**
 * When a protection that releases by itself stops doing so (AM5000 table 3-1 rows 6–8: ten in a
 * row).
 *
 * @param after the trip in a row that locks it, from 1
 * @param calm how long the protection must not have been reached since it released by itself, for
 *     the next trip to begin a new row
 */
public record RowLock(int after, Duration calm) {
  public RowLock {
    if (after < 1 || calm.isNegative()) {
      throw new IllegalArgumentException("a lock after " + after + " trips, calm for " + calm);
    }
  }
}
