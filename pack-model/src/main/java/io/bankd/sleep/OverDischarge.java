package io.bankd.sleep;

import io.bankd.history.Figures;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An over-discharge that has not been released: by what we measure (AM5000 table 3-1, rows 2 and
 * 4), or because the pack says so.
 *
 * @param cell whether a cell tripped it
 * @param pack whether the pack's voltage did
 * @param said whether the pack reports it
 * @param since when it began
 */
record OverDischarge(boolean cell, boolean pack, boolean said, Moment since) {
  private static final Duration OUTDATED = Duration.ofSeconds(30);

  /** Where a reading leads; null once charge flows or all is well again. */
  static @Nullable OverDischarge next(
      @Nullable OverDischarge before,
      PackReading reading,
      @Nullable PackStatus status,
      SleepSettings by) {
    if (reading.current().compareTo(by.flows()) > 0) {
      return null;
    }
    boolean cellLow = reading.cells().lowest().compareTo(by.overDischargedCell()) <= 0;
    boolean cellGood = reading.cells().lowest().compareTo(by.releasedCell()) >= 0;
    boolean packLow = reading.voltage().compareTo(by.overDischargedPack()) <= 0;
    boolean packGood = reading.voltage().compareTo(by.releasedPack()) >= 0;
    boolean cell = cellLow || (before != null && before.cell && !cellGood);
    boolean pack = packLow || (before != null && before.pack && !packGood);
    boolean said = saidBy(status, reading);
    if (!cell && !pack && !said) {
      return null;
    }
    return new OverDischarge(cell, pack, said, before == null ? reading.at() : before.since);
  }

  /* What a pack reported long before its reading says nothing of it any more. */
  private static boolean saidBy(@Nullable PackStatus status, PackReading reading) {
    return status != null
        && reading.at().since(status.at()).compareTo(OUTDATED) <= 0
        && (status.protections().contains(PackCondition.CELL_UNDER_VOLTAGE)
            || status.protections().contains(PackCondition.PACK_UNDER_VOLTAGE));
  }

  Figures figures() {
    return Figures.NONE
        .with("cell", cell ? 1 : 0)
        .with("pack", pack ? 1 : 0)
        .with("said", said ? 1 : 0)
        .with("since", since);
  }

  static @Nullable OverDischarge restored(Figures figures, Moment now) {
    Moment since = Kept.moment(figures, "since", now);
    boolean cell = Kept.is(figures, "cell");
    boolean pack = Kept.is(figures, "pack");
    boolean said = Kept.is(figures, "said");
    return since == null || !(cell || pack || said)
        ? null
        : new OverDischarge(cell, pack, said, since);
  }
}
