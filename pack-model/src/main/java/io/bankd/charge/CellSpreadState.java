package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Whether one pack's cells are too far apart; immutable.
 *
 * @param flagged whether the pack should be looked after
 * @param since the first of the readings in a row that say otherwise; null if the last did not
 * @param readingAt of the last reading, null before the first
 */
public record CellSpreadState(boolean flagged, @Nullable Moment since, @Nullable Moment readingAt) {
  /** A pack whose cells were never seen apart. */
  public static final CellSpreadState NEW = new CellSpreadState(false, null, null);

  /** All of it, to be kept over a restart. */
  public Figures figures() {
    return Figures.NONE
        .with("flagged", flagged ? 1 : 0)
        .with("since", since)
        .with("reading", readingAt);
  }

  /** What was kept; in doubt it is flagged. */
  public static CellSpreadState restored(Figures figures) {
    return new CellSpreadState(
        Remembered.isSet(figures, "flagged"), figures.moment("since"), figures.moment("reading"));
  }
}
