package io.bankd.protect;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of a protection table as figures, both ways. */
final class StoredProtections {
  private static final String READING_AT = "reading-at";
  private static final Level[] LEVELS = Level.values();

  private StoredProtections() {}

  static Figures figures(ProtectionState state) {
    Figures figures = Figures.NONE.with(READING_AT, state.readingAt());
    for (Map.Entry<String, RuleState> entry : state.rules().entrySet()) {
      RuleState rule = entry.getValue();
      if (!rule.equals(RuleState.normal(rule.condition()))) {
        figures = figures.with(entry.getKey(), figures(rule));
      }
    }
    return figures;
  }

  private static Figures figures(RuleState rule) {
    return Figures.NONE
        .with("level", rule.level().ordinal())
        .with("bad-since", rule.badSince())
        .with("tripped-at", rule.trippedAt())
        .with("trips", rule.trips().count())
        .with("calm-since", rule.trips().calmSince())
        .with("reported", rule.reported() ? 1 : 0);
  }

  static ProtectionState restored(Figures figures, List<ProtectionRule> rules) {
    Map<String, RuleState> states = new LinkedHashMap<>();
    for (ProtectionRule rule : rules) {
      Figures stored = figures.group(rule.id());
      if (!stored.values().isEmpty()) {
        states.put(rule.id(), rule(stored, rule, figures.moment(READING_AT)));
      }
    }
    return new ProtectionState(states, figures.moment(READING_AT));
  }

  private static RuleState rule(Figures stored, ProtectionRule rule, @Nullable Moment last) {
    Level level = level(stored, rule);
    Moment trippedAt = level.isProtection() ? stored.moment("tripped-at") : null;
    Moment badSince = level.isProtection() ? null : stored.moment("bad-since");
    boolean reported = rule.isSeenByPack() && stored.get("reported", 0) != 0;
    return new RuleState(
        rule.condition(), level, badSince, trippedAt, trips(stored, rule, last), reported);
  }

  /* Of two rows at one level, the one that is nearer to its lock. */
  static long severity(Figures stored) {
    long trips = stored.get("trips", 0);
    boolean sane = trips >= 0 && trips < Integer.MAX_VALUE;
    return ((long) level(stored).ordinal() << 32) + (sane ? trips : Integer.MAX_VALUE);
  }

  /* As it would be at most, whatever the table says. */
  static Level level(Figures stored) {
    long number = stored.get("level", stored.moment("tripped-at") == null ? 0 : -1);
    return number < 0 || number >= LEVELS.length ? Level.LOCKED : LEVELS[(int) number];
  }

  /* A number that is no level was a level once, in a file that is damaged now. */
  private static Level level(Figures stored, ProtectionRule rule) {
    long number = stored.get("level", stored.moment("tripped-at") == null ? 0 : -1);
    if (rule.protection() == null) {
      return number == 0 ? Level.NORMAL : Level.ALARM;
    }
    Level level = level(stored);
    return level == Level.LOCKED && rule.lock() == null ? Level.PROTECTION : level;
  }

  private static Trips trips(Figures stored, ProtectionRule rule, @Nullable Moment last) {
    RowLock lock = rule.lock();
    if (lock == null) {
      return Trips.NONE;
    }
    long count = stored.get("trips", 0);
    boolean sane = count >= 0 && count <= Integer.MAX_VALUE;
    return new Trips(sane ? (int) count : lock.after() - 1, calmSince(stored, lock, last));
  }

  /* A stretch that would have ended the row before is no true one. */
  private static @Nullable Moment calmSince(Figures stored, RowLock lock, @Nullable Moment last) {
    Moment since = stored.moment("calm-since");
    boolean sane = since != null && last != null && last.since(since).compareTo(lock.calm()) < 0;
    return sane ? since : null;
  }
}
