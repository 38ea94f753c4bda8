package io.bankd.can;

import java.util.Locale;

/** What was changed in a message because the inverter or the pack could not mean it. */
public enum Correction {
  CVL_ABOVE("the charge voltage was above what is allowed and is held at the highest"),
  CVL_BELOW("the charge voltage was below any charge: charging is stopped at the rest voltage"),
  DVL_BELOW("the discharge voltage was below what is allowed and is held at the lowest"),
  DVL_ABOVE("the discharge voltage was above what can be told: below it discharging is stopped"),
  CCL_NEGATIVE("the charge limit was below zero and is zero"),
  DCL_NEGATIVE("the discharge limit was below zero and is zero"),
  CCL_ABOVE("the charge limit was above what can be told and is held at the highest"),
  DCL_ABOVE("the discharge limit was above what can be told and is held at the highest"),
  NO_MEASUREMENT("nobody has measured the bank's voltage: nothing is sent"),
  VOLTAGE_ABOVE("the measured voltage was above what can be told"),
  CURRENT_BEYOND("the measured current was beyond what can be told"),
  TEMPERATURE_IMPOSSIBLE("a temperature outside -40…125 °C was left out"),
  TEMPERATURE_DEFAULT("0.0 °C without a sensor behind it was left out"),
  CELL_VOLTAGE_IMPOSSIBLE("a cell voltage outside 0.001…5 V was left out"),
  COUNT_IMPOSSIBLE("a number of packs, cycles or ampere hours that cannot be was held in range"),
  ENERGY_IMPOSSIBLE("an energy below zero was left out");

  private final String words;

  Correction(String words) {
    this.words = words;
  }

  /** The name as a metric's label, “cvl_above”. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What was done, for a person. */
  public String words() {
    return words;
  }
}
