package io.bankd.panel;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** All that the front of a pack depends on. */
public record PanelInput(Activity activity, Set<Trouble> troubles, Ratio soc) {
  /** Up to this a current is taken for a sensor at rest. */
  public static final Current DEAD_BAND = Current.ofMilliamperes(200);

  /** A pack that is off or asleep: everything is dark, whatever it said last. */
  public static final PanelInput ASLEEP =
      new PanelInput(Activity.ASLEEP, EnumSet.noneOf(Trouble.class), Ratio.ZERO);

  public PanelInput {
    EnumSet<Trouble> copy = EnumSet.noneOf(Trouble.class);
    copy.addAll(troubles);
    troubles = Collections.unmodifiableSet(copy);
  }

  /**
   * Of a pack that is awake.
   *
   * @param charger whether something charges the busbar: a pack that keeps itself from being
   *     over-charged carries nothing, and only this tells it from a pack at rest (table 2-6, remark
   *     on over-charge)
   */
  public static PanelInput of(
      Current current,
      Ratio soc,
      Set<PackCondition> warnings,
      Set<PackCondition> protections,
      Set<PackCondition> faults,
      boolean charger) {
    Set<Trouble> troubles = Trouble.of(warnings, protections, faults);
    Activity activity = Activity.of(current, DEAD_BAND);
    boolean held = charger && troubles.contains(Trouble.OVER_VOLTAGE_PROTECTION);
    return new PanelInput(
        activity == Activity.STANDBY && held ? Activity.CHARGING : activity, troubles, soc);
  }
}
