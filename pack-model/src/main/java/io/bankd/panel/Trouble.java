package io.bankd.panel;

import io.bankd.pack.PackCondition;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, as far as the front tells it apart: the second column of AM5000 table 2-6, and
 * when the buzzer beeps for it.
 */
public enum Trouble {
  /** Any alarm but an over-voltage: that one lights no ALM and sounds no buzzer. */
  ALARM(Beep.ALARM),
  /** Over-charge: the only protection that shows no ALM although the lights stay on. */
  OVER_VOLTAGE_PROTECTION(Beep.SILENT),
  UNDER_VOLTAGE_PROTECTION(Beep.PROTECTION),
  /** Temperature, over-current, short circuit, reverse connection, a failure. */
  PROTECTION(Beep.PROTECTION),
  /** A part of the pack has failed, so that nothing flows either way. */
  FAULT(Beep.FAULT);

  private final Beep beep;

  Trouble(Beep beep) {
    this.beep = beep;
  }

  Beep beep() {
    return beep;
  }

  /** What the front would tell apart of all that holds at once. */
  public static Set<Trouble> of(
      Set<PackCondition> warnings, Set<PackCondition> protections, Set<PackCondition> faults) {
    EnumSet<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    warnings.forEach(condition -> add(troubles, ofWarning(condition)));
    protections.forEach(condition -> add(troubles, ofProtection(condition)));
    if (!faults.isEmpty()) {
      troubles.add(FAULT);
    }
    return troubles;
  }

  private static @Nullable Trouble ofWarning(PackCondition condition) {
    return switch (condition) {
      case CELL_OVER_VOLTAGE, PACK_OVER_VOLTAGE, FULLY_CHARGED -> null;
      default -> ALARM;
    };
  }

  /* A low state of charge blocks nothing, so it is an alarm wherever it is reported. */
  private static @Nullable Trouble ofProtection(PackCondition condition) {
    return switch (condition) {
      case FULLY_CHARGED -> null;
      case LOW_SOC -> ALARM;
      case CELL_OVER_VOLTAGE, PACK_OVER_VOLTAGE -> OVER_VOLTAGE_PROTECTION;
      case CELL_UNDER_VOLTAGE, PACK_UNDER_VOLTAGE -> UNDER_VOLTAGE_PROTECTION;
      default -> PROTECTION;
    };
  }

  private static void add(Set<Trouble> troubles, @Nullable Trouble trouble) {
    if (trouble != null) {
      troubles.add(trouble);
    }
  }
}
