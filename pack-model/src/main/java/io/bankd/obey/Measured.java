package io.bankd.obey;

import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What the packs online measured, seconds apart from each other.
 *
 * @param current the sum of their last readings; positive charges
 * @param voltage their mean
 * @param oldest when the oldest of these readings was taken
 * @param complete whether no pack is missing that may hang on the busbar
 * @param highestCell of all
 * @param lowestCell of all
 * @param inverter what the inverters measure themselves, null where they do not tell
 */
public record Measured(
    Current current,
    Voltage voltage,
    Moment oldest,
    boolean complete,
    Voltage highestCell,
    Voltage lowestCell,
    @Nullable InverterReading inverter) {

  /** What the inverters measure themselves, null where it is not known now. */
  @Nullable InverterReading inverter(Moment now) {
    InverterReading told = inverter;
    return told == null || !told.isFresh(now) ? null : told;
  }

  /**
   * The figure that is held against the limit: a current that way, negative where it flows the
   * other way; or the voltage, nothing unless the bank is charged.
   *
   * <p>Where a pack is missing the sum is too small, and the inverter's own figure counts if it is
   * larger.
   *
   * @param flows from where the bank counts as being charged
   */
  int value(Way way, int flows, Moment now) {
    int charging = current.milliamperes();
    return switch (way) {
      case VOLTAGE -> charging > flows ? voltage.millivolts() : 0;
      case CHARGE -> Math.max(charging, witness(1, now));
      case DISCHARGE -> Math.max(-charging, witness(-1, now));
    };
  }

  private int witness(int sign, Moment now) {
    InverterReading told = inverter(now);
    return told == null || complete ? Integer.MIN_VALUE : sign * told.current().milliamperes();
  }

  /** Since when all of it has been so at least: no older measurement is in it. */
  Moment since(Moment now) {
    InverterReading told = inverter(now);
    return told == null || complete || oldest.isBefore(told.at()) ? oldest : told.at();
  }
}
