package io.bankd.life;

import io.bankd.pack.PackCondition;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to check and what to do, beside a finding (MNT-1, AM5000 4.2): a sentence for whoever stands
 * in front of the pack.
 */
public final class Hints {
  /** Something an installer sees that no single measurement says. */
  public enum Situation {
    /** AM5000 4.2 row 1. */
    NO_OUTPUT_AFTER_START,
    /** AM5000 4.2 row 2. */
    NO_LIGHT_AFTER_START,
    /** AM5000 4.2 row 3. */
    SHOWS_LITTLE_CHARGE,
    /** AM5000 4.2 row 4. */
    LASTS_TOO_SHORT,
    /** AM5000 4.2 row 5. */
    OUTPUT_UNSTEADY,
    /** AM5000 4.2 row 6. */
    NO_COMMUNICATION
  }

  private record Row(
      Situation situation, Set<PackCondition> conditions, Set<String> rules, String hint) {}

  /* AM5000 4.2, in our own words, with the findings of ours that mean the same. */
  private static final Row[] TABLE = {
    new Row(
        Situation.NO_OUTPUT_AFTER_START,
        EnumSet.of(PackCondition.CELL_UNDER_VOLTAGE, PackCondition.PACK_UNDER_VOLTAGE),
        Set.of("PROT-2", "PROT-4", "force-charge"),
        "The pack is most likely over-discharged and has switched its output off. Take the load"
            + " away and charge it with more than 48 V."),
    new Row(
        Situation.NO_LIGHT_AFTER_START,
        EnumSet.noneOf(PackCondition.class),
        Set.of("asleep"),
        "The pack is asleep. Hold its RST button for 3 to 6 s and let go; the lights come on one"
            + " after the other. Charging it with more than 48 V wakes it too."),
    new Row(
        Situation.SHOWS_LITTLE_CHARGE,
        EnumSet.of(PackCondition.LOW_SOC),
        Set.of("PROT-15"),
        "The pack gets too little charge. Check that the inverter takes the charge voltage it is"
            + " told, or set its charge and float voltage to the pack's."),
    new Row(
        Situation.LASTS_TOO_SHORT,
        EnumSet.noneOf(PackCondition.class),
        Set.of("soc-doubt"),
        "The pack may seldom be charged to its end. Check the inverter's charge voltage and"
            + " current limits, and let it reach the end of charge once."),
    new Row(
        Situation.OUTPUT_UNSTEADY,
        EnumSet.of(PackCondition.SAMPLING_FAULT),
        Set.of("implausible"),
        "The pack's BMS is disturbed. Reset it: hold its RST button for 6 to 10 s until all lights"
            + " are lit together. If it happens again, have the pack checked."),
    new Row(
        Situation.NO_COMMUNICATION,
        EnumSet.of(PackCondition.COMMUNICATION_FAULT),
        Set.of("lost"),
        "Compare the pack's DIP switches with the configured address, each address once and none"
            + " set to 1; then check the RS485 cable, its ends and the port it is in."),
  };

  private Hints() {}

  public static String of(Situation situation) {
    for (Row row : TABLE) {
      if (row.situation == situation) {
        return row.hint;
      }
    }
    throw new IllegalStateException("no hint for " + situation);
  }

  /** Beside a condition that warns or protects, null where the table has none. */
  public static @Nullable String of(PackCondition condition) {
    for (Row row : TABLE) {
      if (row.conditions.contains(condition)) {
        return row.hint;
      }
    }
    return null;
  }

  /** Beside an event, by its rule; null where the table has none. */
  public static @Nullable String ofRule(String rule) {
    for (Row row : TABLE) {
      if (row.rules.contains(rule)) {
        return row.hint;
      }
    }
    return null;
  }
}
