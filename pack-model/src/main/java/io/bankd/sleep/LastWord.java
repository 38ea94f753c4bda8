package io.bankd.sleep;

import io.bankd.history.Figures;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What of a pack's last answer explains a silence after it.
 *
 * @param at the last answer of any kind
 * @param resting whether it carried nothing and balanced nothing
 */
record LastWord(Moment at, boolean resting, Voltage lowestCell) {
  /* What was not kept explains nothing: as a cell far above any sleep voltage. */
  private static final int UNKNOWN_MILLIVOLTS = 9999;

  static LastWord of(
      Moment at, PackReading reading, @Nullable PackStatus status, SleepSettings by) {
    boolean idle = Math.abs((long) reading.current().milliamperes()) <= by.flows().milliamperes();
    boolean balancing = status != null && status.balancing() != 0;
    return new LastWord(at, idle && !balancing, reading.cells().lowest());
  }

  Figures figures() {
    return Figures.NONE
        .with("at", at)
        .with("resting", resting ? 1 : 0)
        .with("lowest-cell-mv", lowestCell.millivolts());
  }

  static @Nullable LastWord restored(Figures figures, Moment now) {
    Moment at = Kept.moment(figures, "at", now);
    long lowest = figures.get("lowest-cell-mv", UNKNOWN_MILLIVOLTS);
    boolean believable = lowest >= 0 && lowest <= UNKNOWN_MILLIVOLTS;
    Voltage cell = Voltage.ofMillivolts(believable ? (int) lowest : UNKNOWN_MILLIVOLTS);
    return at == null ? null : new LastWord(at, Kept.is(figures, "resting"), cell);
  }
}
