package io.bankd.soc;

import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that mean something only once they last.
 *
 * @param restingSince hardly any current
 * @param lowSince the lowest cell at its end-of-discharge voltage
 * @param full whether the reading before was told to be full
 * @param empty whether that low voltage has been taken for empty
 * @param differsSince the pack's own state of charge is far from ours
 * @param doubted whether that was told
 */
record Watch(
    @Nullable Moment restingSince,
    @Nullable Moment lowSince,
    boolean full,
    boolean empty,
    @Nullable Moment differsSince,
    boolean doubted) {
  static final Watch NEW = new Watch(null, null, false, false, null, false);

  Watch resting(@Nullable Moment since) {
    return new Watch(since, lowSince, full, empty, differsSince, doubted);
  }

  Watch low(@Nullable Moment since, boolean isEmpty) {
    return new Watch(restingSince, since, full, isEmpty, differsSince, doubted);
  }

  Watch full(boolean isFull) {
    return new Watch(restingSince, lowSince, isFull, empty, differsSince, doubted);
  }

  Watch differing(@Nullable Moment since, boolean told) {
    return new Watch(restingSince, lowSince, full, empty, since, told);
  }
}
