package io.bankd.protect;

import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands with one row of the table.
 *
 * @param badSince the first of the bad readings in a row that have not tripped it yet
 * @param trippedAt of a protection
 */
record RuleState(
    ProtectionRule rule, Level level, @Nullable Moment badSince, @Nullable Moment trippedAt) {
  enum Level {
    NORMAL,
    ALARM,
    PROTECTION
  }

  static RuleState normal(ProtectionRule rule) {
    return new RuleState(rule, Level.NORMAL, null, null);
  }

  RuleState next(PackReading reading) {
    OptionalInt read = rule.quantity().in(reading);
    if (read.isEmpty()) {
      return this; // a sensor that is gone releases nothing
    }
    int value = read.getAsInt();
    if (level == Level.PROTECTION) {
      return released(value, reading) ? new RuleState(rule, calm(value), null, null) : this;
    }
    if (rule.quietAt(reading.current())) {
      return normal(rule);
    }
    Integer threshold = rule.protection();
    boolean bad = threshold != null && rule.side().reached(value, threshold);
    if (!bad || rule.healedBy(reading.current())) {
      return new RuleState(rule, calm(value), null, null);
    }
    Moment since = badSince;
    if (since == null) {
      return new RuleState(rule, calm(value), reading.at(), null);
    }
    return reading.at().since(since).compareTo(rule.delay()) >= 0
        ? new RuleState(rule, Level.PROTECTION, null, reading.at())
        : new RuleState(rule, calm(value), since, null);
  }

  /* The level below protection; an alarm once raised clears only some way inside its threshold. */
  private Level calm(int value) {
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

  private boolean released(int value, PackReading reading) {
    Integer release = rule.release();
    boolean byValue =
        release != null
            && !rule.side().beyond(value, release)
            && (rule.releaseSoc() == null || reading.soc().compareTo(rule.releaseSoc()) < 0);
    return byValue || timedOut(reading.at()) || rule.healedBy(reading.current());
  }

  private boolean timedOut(Moment now) {
    Duration after = rule.releaseAfter();
    Moment tripped = trippedAt;
    return after != null && tripped != null && now.since(tripped).compareTo(after) >= 0;
  }
}
