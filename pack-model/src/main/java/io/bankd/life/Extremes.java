package io.bankd.life;

import io.bankd.history.Figures;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackReading;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import org.jspecify.annotations.Nullable;

/**
 * The furthest a pack's cells ever went; null is never measured.
 *
 * @param spread highest minus lowest cell, mV
 * @param highest cell, mV
 * @param lowest cell, mV
 * @param hottest cell sensor, 0.1 °C
 * @param coldest cell sensor, 0.1 °C
 */
public record Extremes(
    @Nullable Peak spread,
    @Nullable Peak highest,
    @Nullable Peak lowest,
    @Nullable Peak hottest,
    @Nullable Peak coldest) {
  public static final Extremes NONE = new Extremes(null, null, null, null, null);

  Extremes next(PackReading reading) {
    Moment at = reading.at();
    CellVoltages cells = reading.cells();
    Temperature hot = reading.hottestCell();
    Temperature cold = reading.coldestCell();
    return new Extremes(
        Peak.higher(spread, cells.spread().millivolts(), at),
        Peak.higher(highest, cells.highest().millivolts(), at),
        Peak.lower(lowest, cells.lowest().millivolts(), at),
        hot == null ? hottest : Peak.higher(hottest, hot.decidegrees(), at),
        cold == null ? coldest : Peak.lower(coldest, cold.decidegrees(), at));
  }

  Figures figures() {
    return Figures.NONE
        .with("spread-mv", Peak.figures(spread))
        .with("highest-mv", Peak.figures(highest))
        .with("lowest-mv", Peak.figures(lowest))
        .with("hottest", Peak.figures(hottest))
        .with("coldest", Peak.figures(coldest));
  }

  static Extremes restored(Figures figures) {
    return new Extremes(
        Peak.restored(figures.group("spread-mv")),
        Peak.restored(figures.group("highest-mv")),
        Peak.restored(figures.group("lowest-mv")),
        Peak.restored(figures.group("hottest")),
        Peak.restored(figures.group("coldest")));
  }
}
