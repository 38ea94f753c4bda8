package io.bankd.bank;

import io.bankd.limit.PackLimits;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rules.PackLife;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a pack between steps.
 *
 * @param life where it stands with every rule
 * @param reading the last one taken in
 * @param newest limits by it
 * @param believed each way the smaller of what it and the reading before it allow, for a limit may
 *     loosen only when two agree; null before the first
 * @param replies in a row without a gap that excluded the pack; counted to two
 * @param status the last one taken in
 * @param statusBefore the different one before it
 * @param sensors the most cell temperatures the pack ever told in one reading
 * @param doubts unbelievable answers in a row since the last believable one
 * @param doubtedAt when the last of them came, or the last answer of which nobody knows whose it is
 * @param apart why the pack is not counted as connected although it answers: its voltage is not the
 *     busbar's; null where nothing says so
 * @param still whether its measurements stand still although they cannot
 * @param hearsay what binds while nobody knows who answers at its address; null while it is its own
 */
record PackMemory(
    PackPhase phase,
    PackLife life,
    @Nullable PackReading reading,
    @Nullable PackLimits newest,
    @Nullable PackLimits believed,
    int replies,
    @Nullable PackStatus status,
    @Nullable PackStatus statusBefore,
    int sensors,
    int doubts,
    @Nullable Moment doubtedAt,
    @Nullable String apart,
    Stillness still,
    @Nullable Hearsay hearsay) {
  static final int ENOUGH_REPLIES = 2;

  /* One alone may be a damaged frame that the checksum let through. */
  private static final int ENOUGH_DOUBTS = 2;

  static final PackMemory NEW = of(PackLife.NEW, 0);

  /** A pack of which only its former life is known. */
  static PackMemory of(PackLife life, int sensors) {
    return new PackMemory(
        PackPhase.AWAITED,
        life,
        null,
        null,
        null,
        0,
        null,
        null,
        sensors,
        0,
        null,
        null,
        Stillness.NONE,
        null);
  }

  PackMemory with(PackPhase next, @Nullable String nextApart) {
    return new PackMemory(
        next,
        life,
        reading,
        newest,
        believed,
        replies,
        status,
        statusBefore,
        sensors,
        doubts,
        doubtedAt,
        nextApart,
        still,
        hearsay);
  }

  PackMemory with(PackLife next) {
    return new PackMemory(
        phase,
        next,
        reading,
        newest,
        believed,
        replies,
        status,
        statusBefore,
        sensors,
        doubts,
        doubtedAt,
        apart,
        still,
        hearsay);
  }

  /** With the life of another pack, that has answered here for some time: what it allows stays. */
  PackMemory exchanged(PackLife other, int itsSensors) {
    return new PackMemory(
        phase,
        other,
        reading,
        newest,
        believed,
        replies,
        status,
        statusBefore,
        itsSensors,
        doubts,
        doubtedAt,
        apart,
        still,
        hearsay);
  }

  PackMemory with(
      PackReading next, PackLife nextLife, PackLimits limits, int inARow, Stillness nextStill) {
    return new PackMemory(
        phase,
        nextLife,
        next,
        limits,
        newest == null ? limits : limits.strictest(newest),
        inARow,
        status,
        statusBefore,
        Math.max(sensors, twice(reading, next)),
        0,
        doubtedAt,
        apart,
        nextStill,
        null);
  }

  /* A sensor that two readings in a row tell of is there; one frame alone may be damaged. */
  private static int twice(@Nullable PackReading last, PackReading next) {
    int now = next.cellTemperatures().size();
    return last == null ? 0 : Math.min(now, last.cellTemperatures().size());
  }

  PackMemory with(PackStatus next, PackLife nextLife) {
    return new PackMemory(
        phase, nextLife, reading, newest, believed, replies, next, status, sensors, doubts,
        doubtedAt, apart, still, hearsay);
  }

  /** After one more unbelievable answer; the second in a row leaves the pack nothing. */
  PackMemory with(PackDoubt doubt, PackLimits nothing) {
    boolean enough = doubts + 1 >= ENOUGH_DOUBTS;
    return new PackMemory(
        phase,
        life,
        reading,
        enough ? nothing : newest,
        enough ? nothing : believed,
        replies,
        status,
        statusBefore,
        sensors,
        doubts + 1,
        doubt.at(),
        apart,
        still,
        hearsay);
  }

  /** After something from its address that may be another's: its own reading grows older. */
  PackMemory with(Hearsay said, Moment at, int nowDoubts) {
    return new PackMemory(
        phase,
        life,
        reading,
        said.binding(),
        said.binding(),
        replies,
        status,
        statusBefore,
        sensors,
        nowDoubts,
        at,
        apart,
        still,
        said);
  }

  boolean isDoubted() {
    return doubts >= ENOUGH_DOUBTS;
  }
}
