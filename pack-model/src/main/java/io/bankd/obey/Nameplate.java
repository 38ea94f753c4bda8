package io.bankd.obey;

import io.bankd.unit.Current;
import io.bankd.unit.Voltage;

/**
 * What must be known of a bank to judge an inverter, and the tolerances that follow from it.
 *
 * @param nominal what the packs may carry together for long
 * @param charge the highest CVL there is
 * @param rest the CVL while charging is stopped
 * @param discharge the DVL
 * @param fullCell the highest cell at which charging is finished
 * @param emptyCell the lowest cell at which discharging is finished
 * @param cells of a pack, in series
 */
public record Nameplate(
    Current nominal,
    Voltage charge,
    Voltage rest,
    Voltage discharge,
    Voltage fullCell,
    Voltage emptyCell,
    int cells) {

  /* An inverter's voltmeter is good for half a percent; 25 mV a cell are 0.75 %. */
  private static final int CELL_TOLERANCE_MILLIVOLTS = 25;

  /* Above the DVL, or the inverter could neither charge nor discharge. */
  private static final int ABOVE_DISCHARGE_MILLIVOLTS = 500;

  /* Below the bank's own voltage; what current and polarisation make of it at full current. */
  private static final int BELOW_BANK_MILLIVOLTS = 1000;

  /**
   * What a measurement may lie above a limit: 25 mV a cell; of currents 3 % of the limit, at least
   * 2 % of nominal, which is more than the packs' sensors may be wrong by.
   */
  int tolerance(Way way, int limit) {
    return way == Way.VOLTAGE
        ? CELL_TOLERANCE_MILLIVOLTS * cells
        : (int) Math.max(limit * 3L / 100, nominal.milliamperes() * 2L / 100);
  }

  /** A fall of a limit smaller than this is none: a quarter of the least tolerance. */
  int grain(Way way) {
    return tolerance(way, 0) / 4;
  }

  /** From here on the bank is charged, and not merely at rest by a sensor with an offset. */
  int flows() {
    return tolerance(Way.CHARGE, 0);
  }

  /**
   * How far the charge voltage may be pulled back: to rest, and where the bank is lower than that,
   * to a volt below its own while it is being charged; never to where it could not be discharged.
   */
  int lowestCeiling(Voltage bank) {
    int below = Math.min(rest.millivolts(), bank.millivolts() - BELOW_BANK_MILLIVOLTS);
    return Math.max(below, discharge.millivolts() + ABOVE_DISCHARGE_MILLIVOLTS);
  }
}
