package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The peaks one pack carried of late (PACK-2), whichever way, whether asked for or not; immutable.
 *
 * <p>It is counted in service time, so a restart or a clock that is set changes nothing, and time
 * without the daemon makes no peak older.
 */
public final class PeakLedger {
  /** A pack that never carried more than its continuous current. */
  public static final PeakLedger EMPTY = new PeakLedger(List.of(), null, 0, null);

  /** More peaks than any budget has: when the newest are kept, what is spent is known. */
  static final int MOST = 20;

  private static final long MOST_CRUMBS = Peak.DAY.toMillis();

  private final List<Peak> peaks;
  private final @Nullable PeakRun run;
  private final long crumbsMillis;
  private final @Nullable Moment readingAt;

  private PeakLedger(
      List<Peak> peaks, @Nullable PeakRun run, long crumbsMillis, @Nullable Moment readingAt) {
    int over = peaks.size() - MOST;
    this.peaks = List.copyOf(over > 0 ? peaks.subList(over, peaks.size()) : peaks);
    this.run = run;
    this.crumbsMillis = crumbsMillis;
    this.readingAt = readingAt;
  }

  /** Those of the last 30 days (or whatever the period is), the oldest first; at most 20. */
  public List<Peak> peaks() {
    return peaks;
  }

  /** Whether the pack has gone above its continuous current and not come back for long enough. */
  public boolean isRunning() {
    return run != null;
  }

  @Nullable PeakRun run() {
    return run;
  }

  /* Time above that was too short for an entry, added up. */
  long crumbsMillis() {
    return crumbsMillis;
  }

  @Nullable Moment readingAt() {
    return readingAt;
  }

  /** At a new reading, without the peaks that are older than the period. */
  PeakLedger readAt(Moment at, Duration period) {
    List<Peak> young = new ArrayList<>(peaks.size());
    for (Peak peak : peaks) {
      if (!Remembered.lasted(peak.by(at).until(), period, at)) {
        young.add(peak.by(at));
      }
    }
    return new PeakLedger(young, run, crumbsMillis, at);
  }

  PeakLedger with(@Nullable PeakRun next) {
    return new PeakLedger(peaks, next, crumbsMillis, readingAt);
  }

  /** With one more peak, and nothing running. */
  PeakLedger with(Peak peak) {
    List<Peak> more = new ArrayList<>(peaks);
    more.add(peak);
    return new PeakLedger(more, null, crumbsMillis, readingAt);
  }

  PeakLedger withCrumbs(long millis) {
    return new PeakLedger(peaks, null, Math.min(MOST_CRUMBS, millis), readingAt);
  }

  /** All of it, to be kept over a restart; a hundred figures at most. */
  public Figures figures() {
    Figures figures = Figures.NONE.with("crumbs-ms", crumbsMillis).with("reading", readingAt);
    for (int i = 0; i < peaks.size(); i++) {
      figures = figures.with("peak." + i, peaks.get(i).figures());
    }
    PeakRun running = run;
    return running == null ? figures : figures.with("run", running.figures());
  }

  /** What was kept; a peak of which not all is known ended now and used up everything. */
  public static PeakLedger restored(Figures figures) {
    List<Peak> peaks = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      Figures peak = figures.group("peak." + i);
      if (!peak.values().isEmpty()) {
        peaks.add(Peak.restored(peak));
      }
    }
    peaks.sort(Comparator.comparing(peak -> peak.until().nanos()));
    return new PeakLedger(
        peaks,
        PeakRun.restored(figures.group("run")),
        Remembered.amount(figures, "crumbs-ms", MOST_CRUMBS),
        figures.moment("reading"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PeakLedger ledger && figures().equals(ledger.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return figures().toString();
  }
}
