package io.bankd.protect;

import io.bankd.history.Event;
import io.bankd.history.Step;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs a protection table on what one pack says: normal → alarm → held for the delay → protection →
 * release, or locked after too many trips in a row.
 *
 * <p>Delays are measured between readings. Where readings come slower than a delay, the second bad
 * one trips, never the first alone. A state made under other figures goes on under these, rule by
 * rule.
 */
public final class ProtectionMonitor {
  /* A memory that is further ahead than this is of another clock, and would blind us for ever. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final List<ProtectionRule> rules;

  /* Those of which a pack's own flag counts as a trip. */
  private final Set<PackCondition> seenByPack = EnumSet.noneOf(PackCondition.class);

  public ProtectionMonitor(List<ProtectionRule> rules) {
    this.rules = List.copyOf(rules);
    for (ProtectionRule rule : rules) {
      if (rule.isSeenByPack()) {
        seenByPack.add(rule.condition());
      }
    }
  }

  /** One reading further; a reading already seen, or older than that, changes nothing. */
  public Step<ProtectionState> step(ProtectionState before, PackReading reading) {
    Moment last = before.readingAt();
    if (last != null && last.since(reading.at()).compareTo(DISORDER) > 0) {
      last = null;
    }
    if (last != null && !reading.at().isAfter(last)) {
      return Step.quietly(before);
    }
    RuleState[] states = new RuleState[rules.size()];
    boolean changed = before.rules().size() != states.length;
    for (int i = 0; i < states.length; i++) {
      ProtectionRule rule = rules.get(i);
      states[i] = before.of(rule).next(rule, reading, last);
      changed |= states[i] != before.rules().get(rule.id());
    }
    return changed ? changed(before, states, reading) : Step.quietly(before.readAt(reading.at()));
  }

  private Step<ProtectionState> changed(
      ProtectionState before, RuleState[] states, PackReading reading) {
    Map<String, RuleState> byId = new LinkedHashMap<>();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      ProtectionRule rule = rules.get(i);
      RuleState was = before.of(rule);
      byId.put(rule.id(), states[i]);
      if (was.level() != states[i].level()) {
        events.add(ProtectionEvents.read(rule, was, states[i], reading));
      }
    }
    return new Step<>(new ProtectionState(byId, reading.at()), events);
  }

  /**
   * One status further, for over-currents and the short circuit, which are faster than the bus: a
   * flag the pack newly reports is a trip like any other, and while it stands nothing is released
   * but by current the other way. All other flags are the pack's alone; they block beside these
   * rules (PROT-16).
   *
   * @param status in the order they were heard; the same again changes nothing
   */
  public Step<ProtectionState> status(ProtectionState before, PackStatus status) {
    if (!isNews(before, status)) {
      return Step.quietly(before);
    }
    Map<String, RuleState> states = new LinkedHashMap<>();
    rules.forEach(rule -> states.put(rule.id(), before.of(rule)));
    List<Event> events = new ArrayList<>();
    for (PackCondition condition : seenByPack) {
      report(condition, status, states, events);
    }
    return new Step<>(new ProtectionState(states, before.readingAt()), events);
  }

  private boolean isNews(ProtectionState before, PackStatus status) {
    for (PackCondition condition : seenByPack) {
      if (status.protections().contains(condition) != before.reported().contains(condition)) {
        return true;
      }
    }
    return false;
  }

  private void report(
      PackCondition condition,
      PackStatus status,
      Map<String, RuleState> states,
      List<Event> events) {
    boolean is = status.protections().contains(condition);
    boolean was =
        states.values().stream().anyMatch(s -> s.condition() == condition && s.reported());
    if (is == was) {
      return;
    }
    if (!is) {
      states.replaceAll(
          (id, state) -> state.condition() == condition ? state.reported(false) : state);
      return;
    }
    ProtectionRule rule = seen(condition, states);
    RuleState before = rule == null ? null : states.get(rule.id());
    if (rule == null || before == null) {
      return;
    }
    if (before.level().isProtection()) {
      states.put(rule.id(), before.reported(true));
      return;
    }
    RuleState tripped = before.tripped(rule, status.at(), true);
    states.put(rule.id(), tripped);
    events.add(ProtectionEvents.reported(rule, tripped, status));
  }

  /*
   * Which of the rows with that condition the pack means: the one that has tripped already, or is
   * about to; else the fastest, since the others would have been seen coming.
   */
  private @Nullable ProtectionRule seen(PackCondition condition, Map<String, RuleState> states) {
    ProtectionRule best = null;
    int bestRank = -1;
    for (ProtectionRule rule : rules) {
      RuleState state = states.get(rule.id());
      if (rule.condition() == condition && rule.isSeenByPack() && state != null) {
        int rank = state.level().isProtection() ? 2 : state.badSince() != null ? 1 : 0;
        if (rank > bestRank || (rank == bestRank && rank == 0)) {
          best = rule;
          bestRank = rank;
        }
      }
    }
    return best;
  }
}
