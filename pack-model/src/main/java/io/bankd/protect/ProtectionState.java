package io.bankd.protect;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Moment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where one pack stands with every row of its protection table; immutable. */
public final class ProtectionState {
  /** A pack that was never read: nothing is wrong with it yet. */
  public static final ProtectionState NEW = new ProtectionState(List.of(), null);

  private final List<RuleState> rules;
  private final @Nullable Moment readingAt;

  ProtectionState(List<RuleState> rules, @Nullable Moment readingAt) {
    this.rules = List.copyOf(rules);
    this.readingAt = readingAt;
  }

  List<RuleState> rules() {
    return rules;
  }

  /** Of the reading that led here, null of a new state. */
  @Nullable Moment readingAt() {
    return readingAt;
  }

  /** Conditions at alarm level: they block nothing. */
  public Set<PackCondition> alarms() {
    return at(RuleState.Level.ALARM);
  }

  /** Conditions the pack is protected from now. */
  public Set<PackCondition> protections() {
    return at(RuleState.Level.PROTECTION);
  }

  /** Whether a protection keeps current from flowing that way. */
  public boolean blocks(Direction direction) {
    return protections().stream().anyMatch(condition -> condition.blocks(direction));
  }

  private Set<PackCondition> at(RuleState.Level level) {
    EnumSet<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
    for (RuleState rule : rules) {
      if (rule.level() == level) {
        conditions.add(rule.rule().condition());
      }
    }
    return conditions;
  }
}
