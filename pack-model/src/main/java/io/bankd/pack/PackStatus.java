package io.bankd.pack;

import io.bankd.unit.Moment;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a pack's own BMS has decided: the status answer (PACE and Pylon command 0x44).
 *
 * @param protections conditions for which the pack protects itself now
 * @param warnings conditions it warns of; they block nothing
 * @param faults parts of the pack that it says have failed
 * @param chargeMosOn whether charge can flow
 * @param dischargeMosOn whether discharge can flow
 * @param limiterActive whether the 10 A charge limiter holds the current (AM5000 3.1-8)
 * @param balancing bit i set: cell i+1 is being balanced
 */
public record PackStatus(
    PackId pack,
    Moment at,
    Set<PackCondition> protections,
    Set<PackCondition> warnings,
    Set<PackCondition> faults,
    boolean chargeMosOn,
    boolean dischargeMosOn,
    boolean limiterActive,
    int balancing)
    implements PackReport {

  public PackStatus {
    protections = copy(protections);
    warnings = copy(warnings);
    faults = copy(faults);
  }

  /** Whether the MOSFET that lets current flow that way is closed. */
  public boolean mosOn(Direction direction) {
    return direction == Direction.CHARGE ? chargeMosOn : dischargeMosOn;
  }

  /** Whether the pack itself keeps current from flowing that way. */
  public boolean blocks(Direction direction) {
    return !mosOn(direction) || blocks(protections, direction) || blocks(faults, direction);
  }

  private static boolean blocks(Set<PackCondition> conditions, Direction direction) {
    for (PackCondition condition : conditions) {
      if (condition.blocks(direction)) {
        return true;
      }
    }
    return false;
  }

  private static Set<PackCondition> copy(Set<PackCondition> set) {
    EnumSet<PackCondition> copy = EnumSet.noneOf(PackCondition.class);
    copy.addAll(set);
    return java.util.Collections.unmodifiableSet(copy);
  }
}
