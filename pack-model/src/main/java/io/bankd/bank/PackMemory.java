package io.bankd.bank;

import io.bankd.limit.PackLimits;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.protect.ProtectionState;
import io.bankd.unit.Moment;
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
 * @param sensors the most cell temperatures the pack ever told in one reading
 * @param doubts unbelievable answers in a row since the last believable one
 * @param doubtedAt when the last of them came
 */
record PackMemory(
    PackPhase phase,
    ProtectionState protection,
    @Nullable PackReading reading,
    @Nullable PackLimits newest,
    @Nullable PackLimits before,
    int replies,
    @Nullable PackStatus status,
    @Nullable PackStatus statusBefore,
    int sensors,
    int doubts,
    @Nullable Moment doubtedAt) {
  static final int ENOUGH_REPLIES = 2;

  /* One alone may be a damaged frame that the checksum let through. */
  private static final int ENOUGH_DOUBTS = 2;

  static final PackMemory NEW =
      new PackMemory(
          PackPhase.AWAITED, ProtectionState.NEW, null, null, null, 0, null, null, 0, 0, null);

  PackMemory with(PackPhase next) {
    return new PackMemory(
        next,
        protection,
        reading,
        newest,
        before,
        replies,
        status,
        statusBefore,
        sensors,
        doubts,
        doubtedAt);
  }

  PackMemory with(PackReading next, ProtectionState state, PackLimits limits, int inARow) {
    return new PackMemory(
        phase,
        state,
        next,
        limits,
        newest,
        inARow,
        status,
        statusBefore,
        Math.max(sensors, next.cellTemperatures().size()),
        0,
        doubtedAt);
  }

  PackMemory with(PackStatus next, ProtectionState state) {
    return new PackMemory(
        phase, state, reading, newest, before, replies, next, status, sensors, doubts, doubtedAt);
  }

  /** After one more unbelievable answer; the second in a row leaves the pack nothing. */
  PackMemory with(PackDoubt doubt, PackLimits nothing) {
    boolean enough = doubts + 1 >= ENOUGH_DOUBTS;
    return new PackMemory(
        phase,
        protection,
        reading,
        enough ? nothing : newest,
        enough ? nothing : before,
        replies,
        status,
        statusBefore,
        sensors,
        doubts + 1,
        doubt.at());
  }

  boolean isDoubted() {
    return doubts >= ENOUGH_DOUBTS;
  }

  /** Each way the smaller of what the last two readings allow; null before the first. */
  @Nullable PackLimits believed() {
    PackLimits last = newest;
    PackLimits earlier = before;
    return last == null || earlier == null ? last : last.strictest(earlier);
  }
}
