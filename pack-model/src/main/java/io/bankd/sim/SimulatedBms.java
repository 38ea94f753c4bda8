package io.bankd.sim;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.protect.ProtectionRule;
import io.bankd.protect.Side;
import io.bankd.unit.Moment;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The electronics in a simulated pack: flags and MOSFETs by the maker's table, written apart from
 * the daemon's own rules so that the one can test the other.
 */
final class SimulatedBms {
  private static final double RELEASE_SECONDS = 60;

  private final List<ProtectionRule> rules;
  private final Map<ProtectionRule, Double> badFor = new HashMap<>();
  private final Map<ProtectionRule, Double> trippedFor = new HashMap<>();
  private final Set<PackCondition> warnings = EnumSet.noneOf(PackCondition.class);

  SimulatedBms(List<ProtectionRule> rules) {
    this.rules = rules;
  }

  /** Looks at the pack's own measurement, {@code seconds} after the last look. */
  void look(double seconds, PackReading measured) {
    warnings.clear();
    for (ProtectionRule rule : rules) {
      OptionalInt value = rule.quantity().in(measured);
      if (value.isPresent()) {
        look(rule, seconds, value.getAsInt(), measured);
      }
    }
  }

  private void look(ProtectionRule rule, double seconds, int value, PackReading measured) {
    if (reached(rule, value, rule.alarm())) {
      warnings.add(rule.condition());
    }
    boolean healed = heals(rule, measured.current().milliamperes());
    if (trippedFor.containsKey(rule)) {
      double tripped = trippedFor.merge(rule, seconds, Double::sum);
      boolean good = isGood(rule, value) && isSocGood(rule, measured);
      if (good || healed || (rule.releaseAfter() != null && tripped >= RELEASE_SECONDS)) {
        trippedFor.remove(rule);
      }
      return;
    }
    if (healed || !reached(rule, value, rule.protection())) {
      badFor.remove(rule);
      return;
    }
    if (badFor.merge(rule, seconds, Double::sum) >= rule.delay().toNanos() / 1e9) {
      badFor.remove(rule);
      trippedFor.put(rule, 0.0);
    }
  }

  boolean isOpen(Direction direction) {
    return trippedFor.keySet().stream().anyMatch(rule -> rule.blocks(direction));
  }

  PackStatus status(PackId pack, Moment at) {
    Set<PackCondition> protections = new HashSet<>();
    trippedFor.keySet().forEach(rule -> protections.add(rule.condition()));
    return new PackStatus(
        pack,
        at,
        protections,
        warnings,
        Set.of(),
        !isOpen(Direction.CHARGE),
        !isOpen(Direction.DISCHARGE),
        false,
        0);
  }

  private static boolean reached(ProtectionRule rule, int value, @Nullable Integer threshold) {
    return threshold != null
        && (rule.side() == Side.HIGH ? value >= threshold : value <= threshold);
  }

  private static boolean isGood(ProtectionRule rule, int value) {
    Integer release = rule.release();
    return release != null && (rule.side() == Side.HIGH ? value <= release : value >= release);
  }

  private static boolean isSocGood(ProtectionRule rule, PackReading measured) {
    return rule.releaseSoc() == null || measured.soc().compareTo(rule.releaseSoc()) < 0;
  }

  private static boolean heals(ProtectionRule rule, int milliamperes) {
    int flow = rule.healing() == Direction.DISCHARGE ? -milliamperes : milliamperes;
    return rule.healing() != null && flow > rule.flows().milliamperes();
  }
}
