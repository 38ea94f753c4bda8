package io.bankd.bank;

import io.bankd.limit.PackLimits;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.protect.ProtectionState;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a pack between steps.
 *
 * @param reading the last one taken in
 * @param newest limits by it
 * @param before limits by the reading before it: a limit may loosen only when two agree
 * @param replies in a row without a gap that excluded the pack; counted to two
 * @param status the last one taken in
 * @param statusBefore the different one before it
 */
record PackMemory(
    PackPhase phase,
    ProtectionState protection,
    @Nullable PackReading reading,
    @Nullable PackLimits newest,
    @Nullable PackLimits before,
    int replies,
    @Nullable PackStatus status,
    @Nullable PackStatus statusBefore) {
  static final int ENOUGH_REPLIES = 2;
  static final PackMemory NEW =
      new PackMemory(PackPhase.AWAITED, ProtectionState.NEW, null, null, null, 0, null, null);

  PackMemory with(PackPhase next) {
    return new PackMemory(next, protection, reading, newest, before, replies, status, statusBefore);
  }

  PackMemory with(PackReading next, ProtectionState state, PackLimits limits, int inARow) {
    return new PackMemory(phase, state, next, limits, newest, inARow, status, statusBefore);
  }

  PackMemory with(PackStatus next) {
    return new PackMemory(phase, protection, reading, newest, before, replies, next, status);
  }

  /** Each way the smaller of what the last two readings allow; null before the first. */
  @Nullable PackLimits believed() {
    PackLimits last = newest;
    PackLimits earlier = before;
    return last == null || earlier == null ? last : last.strictest(earlier);
  }
}
