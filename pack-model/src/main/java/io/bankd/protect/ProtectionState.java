package io.bankd.protect;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Step;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one pack stands with every row of its protection table; immutable. */
public final class ProtectionState {
  /** A pack that was never read: nothing is wrong with it yet. */
  public static final ProtectionState NEW = new ProtectionState(Map.of(), null);

  private final Map<String, RuleState> rules;
  private final @Nullable Moment readingAt;

  /* Asked for at every step, and made at every reading only. */
  private final Set<PackCondition> alarms;
  private final Set<PackCondition> protections;
  private final Set<PackCondition> locked;
  private final Set<PackCondition> reported;

  ProtectionState(Map<String, RuleState> rules, @Nullable Moment readingAt) {
    this.rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    this.readingAt = readingAt;
    EnumSet<PackCondition> near = EnumSet.noneOf(PackCondition.class);
    EnumSet<PackCondition> tripped = EnumSet.noneOf(PackCondition.class);
    EnumSet<PackCondition> shut = EnumSet.noneOf(PackCondition.class);
    EnumSet<PackCondition> flags = EnumSet.noneOf(PackCondition.class);
    for (RuleState rule : rules.values()) {
      add(rule, rule.level() == Level.ALARM, near);
      add(rule, rule.level().isProtection(), tripped);
      add(rule, rule.level() == Level.LOCKED, shut);
      add(rule, rule.reported(), flags);
    }
    this.alarms = Collections.unmodifiableSet(near);
    this.protections = Collections.unmodifiableSet(tripped);
    this.locked = Collections.unmodifiableSet(shut);
    this.reported = Collections.unmodifiableSet(flags);
  }

  private ProtectionState(ProtectionState same, Moment at) {
    this.rules = same.rules;
    this.readingAt = at;
    this.alarms = same.alarms;
    this.protections = same.protections;
    this.locked = same.locked;
    this.reported = same.reported;
  }

  /** The same after one more reading that changed nothing. */
  ProtectionState readAt(Moment at) {
    return new ProtectionState(this, at);
  }

  private static void add(RuleState rule, boolean holds, Set<PackCondition> conditions) {
    if (holds) {
      conditions.add(rule.condition());
    }
  }

  /** By the rules' ids; a rule that is not in it is normal. */
  Map<String, RuleState> rules() {
    return rules;
  }

  RuleState of(ProtectionRule rule) {
    RuleState state = rules.get(rule.id());
    return state == null ? RuleState.normal(rule.condition()) : state;
  }

  /** Of the reading that led here, null of a new state. */
  @Nullable Moment readingAt() {
    return readingAt;
  }

  /** Conditions at alarm level: they block nothing. */
  public Set<PackCondition> alarms() {
    return alarms;
  }

  /** Conditions the pack is protected from now, locked or not. */
  public Set<PackCondition> protections() {
    return protections;
  }

  /** Protections that only current the other way or a reset releases. */
  public Set<PackCondition> locked() {
    return locked;
  }

  /* Conditions of these rules that the pack's own flags show. */
  Set<PackCondition> reported() {
    return reported;
  }

  /** Whether a protection keeps current from flowing that way. */
  public boolean blocks(Direction direction) {
    for (PackCondition condition : protections) {
      if (condition.blocks(direction)) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the operator's reset, or the pack's RST button, does: no lock and no row of trips is left.
   *
   * <p>Any other protection keeps waiting for its own release, and what is still bad trips again
   * after its delay: a reset is no way around the table.
   */
  public Step<ProtectionState> reset(PackId pack, Moment at) {
    Map<String, RuleState> next = new LinkedHashMap<>();
    List<Event> events = new ArrayList<>();
    rules.forEach(
        (id, rule) -> {
          next.put(id, rule.reset());
          if (rule.level() == Level.LOCKED) {
            events.add(ProtectionEvents.reset(pack, at, id, rule.condition()));
          }
        });
    return new Step<>(new ProtectionState(next, readingAt), events);
  }

  /** What must outlive a restart: protections, locks, rows of trips, delays that have begun. */
  public Figures figures() {
    return StoredProtections.figures(this);
  }

  /**
   * The state that {@code figures} were taken of. What makes no sense in them becomes the careful
   * side: a protection, or the trip before a lock.
   *
   * @param rules the table in force; others' figures are ignored
   */
  public static ProtectionState restored(Figures figures, List<ProtectionRule> rules) {
    return StoredProtections.restored(figures, rules);
  }

  /** How far one row has come, by its kept figures; more is stricter. */
  public static long severity(Figures row) {
    return StoredProtections.severity(row);
  }

  /** Whether a row, by its kept figures, is a protection or a lock. */
  public static boolean blocks(Figures row) {
    return StoredProtections.level(row).isProtection();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProtectionState state
        && rules.equals(state.rules)
        && Objects.equals(readingAt, state.readingAt);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }

  @Override
  public String toString() {
    return rules.toString();
  }
}
