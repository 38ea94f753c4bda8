package io.bankd.protect;

import io.bankd.pack.PackReading;
import io.bankd.protect.ProtectionEvent.Change;
import io.bankd.protect.RuleState.Level;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a protection table on one pack's readings: normal → alarm → held for the delay → protection
 * → release.
 *
 * <p>Delays are measured between readings. Where readings come slower than a delay, the second bad
 * one trips, never the first alone.
 */
public final class ProtectionMonitor {
  private final List<ProtectionRule> rules;

  public ProtectionMonitor(List<ProtectionRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** One reading further; a reading already seen, or older than that, changes nothing. */
  public ProtectionStep step(ProtectionState before, PackReading reading) {
    Moment last = before.readingAt();
    if (last != null && !reading.at().isAfter(last)) {
      return new ProtectionStep(before, List.of());
    }
    List<RuleState> states = new ArrayList<>(rules.size());
    List<ProtectionEvent> events = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      ProtectionRule rule = rules.get(i);
      RuleState was = last == null ? RuleState.normal(rule) : before.rules().get(i);
      RuleState is = was.next(reading);
      states.add(is);
      Change change = change(was.level(), is.level());
      if (change != null) {
        events.add(event(rule, change, reading));
      }
    }
    return new ProtectionStep(new ProtectionState(states, reading.at()), events);
  }

  private static @Nullable Change change(Level was, Level is) {
    if (was == is) {
      return null;
    }
    if (was == Level.PROTECTION) {
      return Change.RELEASED;
    }
    return is == Level.PROTECTION
        ? Change.PROTECTION
        : is == Level.ALARM ? Change.ALARM : Change.CLEARED;
  }

  private static ProtectionEvent event(ProtectionRule rule, Change change, PackReading reading) {
    String text =
        rule.quantity().describe(reading) + ": " + rule.condition().words() + ", " + change.words();
    return new ProtectionEvent(reading.at(), reading.pack(), rule, change, text);
  }
}
