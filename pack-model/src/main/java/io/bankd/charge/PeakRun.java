package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time above the continuous current that has not ended yet.
 *
 * @param granted whether the ledger had budget when it began
 * @param overMillis how long it has been above, counted from reading to reading; up to a day
 * @param milliampereMillis the current times that time, for the mean
 * @param highest the highest magnitude read
 * @param last the magnitude read last
 * @param below the first reading of the pause that may end it, null while above
 */
record PeakRun(
    boolean granted,
    long overMillis,
    long milliampereMillis,
    Current highest,
    Current last,
    @Nullable Moment below) {
  private static final long MOST = Peak.DAY.toMillis();
  private static final long MOST_CURRENT = 1_000_000;

  static PeakRun begun(boolean granted, Current magnitude) {
    return new PeakRun(granted, 0, 0, magnitude, magnitude, null);
  }

  /**
   * One reading further.
   *
   * @param millis since the reading before
   */
  PeakRun next(Current magnitude, boolean above, long millis, Moment at) {
    boolean was = below == null;
    long more = was ? Math.min(millis, MOST - overMillis) : 0;
    return new PeakRun(
        granted,
        overMillis + more,
        milliampereMillis + more * last.milliamperes(),
        Current.max(highest, magnitude),
        magnitude,
        above ? null : was ? at : below);
  }

  Duration over() {
    return Duration.ofMillis(overMillis);
  }

  /** While it was above. */
  Current mean() {
    return overMillis == 0
        ? last
        : Current.ofMilliamperes((int) Math.min(MOST_CURRENT, milliampereMillis / overMillis));
  }

  Figures figures() {
    return Figures.NONE
        .with("granted", granted ? 1 : 0)
        .with("over-ms", overMillis)
        .with("ma-ms", milliampereMillis)
        .with("highest-ma", highest.milliamperes())
        .with("last-ma", last.milliamperes())
        .with("below", below);
  }

  /** What was kept; in doubt it was above all the time and never granted. */
  static @Nullable PeakRun restored(Figures figures) {
    if (figures.values().isEmpty()) {
      return null;
    }
    return new PeakRun(
        figures.get("granted", 0) == 1,
        Remembered.amount(figures, "over-ms", MOST),
        Remembered.amount(figures, "ma-ms", MOST * MOST_CURRENT),
        Current.ofMilliamperes((int) Remembered.amount(figures, "highest-ma", MOST_CURRENT)),
        Current.ofMilliamperes((int) Remembered.amount(figures, "last-ma", MOST_CURRENT)),
        figures.moment("below"));
  }
}
