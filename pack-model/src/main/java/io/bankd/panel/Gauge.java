package io.bankd.panel;

import static io.bankd.panel.FlashPattern.FLASH_2;
import static io.bankd.panel.FlashPattern.OFF;
import static io.bankd.panel.FlashPattern.ON;

import io.bankd.unit.Ratio;

/** What the six capacity lights show. */
enum Gauge {
  DARK,
  FULL,
  /** The state of charge, all lights of it on (table 2-4, discharging; so we take standby). */
  STEADY,
  /** The state of charge, its highest light in flash 2 (table 2-4, charging). */
  RISING;

  /* Table 2-4 counts in steps of 16.6 %; the last one is what is left up to 100 %. */
  private static final int STEP_BASIS_POINTS = 1660;
  private static final int STEPS = 6;

  FlashPattern pattern(Led led, Ratio soc) {
    return switch (this) {
      case DARK -> OFF;
      case FULL -> ON;
      case STEADY -> led.step() <= lights(soc) ? ON : OFF;
      case RISING -> led.step() < lights(soc) ? ON : led.step() == lights(soc) ? FLASH_2 : OFF;
    };
  }

  /**
   * How many lights a state of charge has, 1…6. The table names each edge twice; we give it to the
   * step below, so that the front never shows more than there is.
   */
  static int lights(Ratio soc) {
    int begun = (soc.basisPoints() + STEP_BASIS_POINTS - 1) / STEP_BASIS_POINTS;
    return Math.max(1, Math.min(STEPS, begun));
  }
}
