package io.bankd.protect;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands with one row of the table; the row itself is handed in, for its figures may
 * be set anew at any time.
 *
 * @param badSince the first of the bad readings in a row that have not tripped it yet
 * @param trippedAt of a protection
 * @param reported whether the pack itself says so: it holds the protection, and counts once
 */
record RuleState(
    PackCondition condition,
    Level level,
    @Nullable Moment badSince,
    @Nullable Moment trippedAt,
    Trips trips,
    boolean reported) {

  static RuleState normal(PackCondition condition) {
    return new RuleState(condition, Level.NORMAL, null, null, Trips.NONE, false);
  }

  /**
   * One reading further.
   *
   * @param last the moment of the reading before
   */
  RuleState next(ProtectionRule rule, PackReading reading, @Nullable Moment last) {
    OptionalInt read = rule.quantity().in(reading);
    if (read.isEmpty()) {
      return this; // a sensor that is gone releases nothing
    }
    int value = read.getAsInt();
    if (rule.healedBy(reading.current())) {
      return in(calm(rule, value), null, null, Trips.NONE, reported);
    }
    if (level.isProtection()) {
      return held(rule, value, reading);
    }
    if (rule.quietAt(reading.current())) {
      return in(Level.NORMAL, null, null, trips, reported);
    }
    return watched(rule, value, reading.at(), last);
  }

  /* Not tripped: trips when it has been bad for the delay. */
  private RuleState watched(ProtectionRule rule, int value, Moment now, @Nullable Moment last) {
    Integer threshold = rule.protection();
    if (threshold == null || !rule.side().reached(value, threshold)) {
      RowLock lock = rule.lock();
      Trips row = lock == null ? Trips.NONE : trips.calm(lock, last, now);
      return in(calm(rule, value), null, null, row, reported);
    }
    Moment since = badSince;
    if (since == null || since.isAfter(now)) {
      return in(calm(rule, value), now, null, trips.bad(), reported);
    }
    return now.since(since).compareTo(rule.delay()) >= 0
        ? tripped(rule, now, reported)
        : in(calm(rule, value), since, null, trips.bad(), reported);
  }

  /* Most readings change nothing: then it stays the one it was. */
  private RuleState in(
      Level now, @Nullable Moment bad, @Nullable Moment tripped, Trips row, boolean byPack) {
    boolean same =
        now == level
            && byPack == reported
            && Objects.equals(bad, badSince)
            && Objects.equals(tripped, trippedAt)
            && row.equals(trips);
    return same ? this : new RuleState(condition, now, bad, tripped, row, byPack);
  }

  /** A protection, or a lock where it is one trip too many in a row. */
  RuleState tripped(ProtectionRule rule, Moment at, boolean byPack) {
    RowLock lock = rule.lock();
    Trips row = lock == null ? Trips.NONE : trips.oneMore();
    boolean locks = lock != null && row.count() >= lock.after();
    return new RuleState(condition, locks ? Level.LOCKED : Level.PROTECTION, null, at, row, byPack);
  }

  /** The same, as the pack says or no longer says. */
  RuleState reported(boolean byPack) {
    return new RuleState(condition, level, badSince, trippedAt, trips, byPack);
  }

  /** Without a lock and without a row of trips; any other protection waits for its release. */
  RuleState reset() {
    return level == Level.LOCKED
        ? normal(condition)
        : new RuleState(condition, level, badSince, trippedAt, Trips.NONE, reported);
  }

  /* Tripped: a lock gives in to nothing here, a protection to its value or its time. */
  private RuleState held(ProtectionRule rule, int value, PackReading reading) {
    Moment now = reading.at();
    Moment tripped = trippedAt == null || trippedAt.isAfter(now) ? now : trippedAt;
    if (level == Level.LOCKED
        || reported
        || !(releasedByValue(rule, value, reading) || timedOut(rule, tripped, now))) {
      return in(level, null, tripped, trips, reported);
    }
    return in(calm(rule, value), null, null, trips, false);
  }

  /* The level below protection; an alarm once raised clears only some way inside its threshold. */
  private Level calm(ProtectionRule rule, int value) {
    Integer threshold = rule.alarm();
    if (threshold == null) {
      return Level.NORMAL;
    }
    boolean raised = rule.side().reached(value, threshold);
    boolean kept =
        level != Level.NORMAL
            && rule.side().beyond(value, rule.side().inside(threshold, rule.clears()));
    return raised || kept ? Level.ALARM : Level.NORMAL;
  }

  private static boolean releasedByValue(ProtectionRule rule, int value, PackReading reading) {
    Integer release = rule.release();
    return release != null
        && !rule.side().beyond(value, release)
        && (rule.releaseSoc() == null || reading.soc().compareTo(rule.releaseSoc()) < 0);
  }

  private static boolean timedOut(ProtectionRule rule, Moment tripped, Moment now) {
    Duration after = rule.releaseAfter();
    return after != null && now.since(tripped).compareTo(after) >= 0;
  }
}
