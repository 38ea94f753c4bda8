package io.bankd.sleep;

import io.bankd.unit.Current;

/**
 * What lies between a pack's cells and the busbar, and what a pack bears.
 *
 * @param leastMilliohms the least resistance of cells, MOSFETs, cable and fuse together
 * @param mostMilliohms the most
 * @param continuous what a pack carries for ever
 * @param overCurrent where its protection trips
 */
public record InrushSettings(
    int leastMilliohms, int mostMilliohms, Current continuous, Current overCurrent) {
  /** AM5000: 50 A for ever, 110 A trip it (table 3-1 rows 5 and 6); the resistance is our guess. */
  public static final InrushSettings AM5000 =
      new InrushSettings(12, 30, Current.ofAmperes(50), Current.ofAmperes(110));

  public InrushSettings {
    if (leastMilliohms < 1 || mostMilliohms < leastMilliohms) {
      throw new IllegalArgumentException(
          leastMilliohms + "…" + mostMilliohms + " mΩ is no range of resistances above zero");
    }
  }
}
