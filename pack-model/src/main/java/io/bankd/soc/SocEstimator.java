package io.bankd.soc;

import static io.bankd.soc.Belief.ONE;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackReading;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts one pack's charge and corrects the count where the truth shows itself (SOC-1): at full, at
 * empty, at rest near empty, and by the pack's own count where ours knows less. From full to full,
 * and while a full pack is held, it learns the sensor's offset; from full to nearly empty the
 * capacity.
 */
public final class SocEstimator {
  private static final Duration SETTLED = Duration.ofMinutes(30);
  private static final Duration EMPTY_DELAY = Duration.ofSeconds(3);
  private static final long FULL_TO_FULL = 6 * 3600; // s
  private static final int FLOWING = 1000; // mA
  private static final int RESTING_SHARE = 33; // C/33, 3 A of 100 Ah

  private final PackSpec spec;

  public SocEstimator(PackSpec spec) {
    this.spec = spec;
  }

  /**
   * One reading further; a reading already seen, or older than that, changes nothing.
   *
   * @param anchor FULL from the reading at which the end of charge is reached; if it is said again
   *     with the following ones, they count for nothing
   */
  public Step<SocEstimate> next(SocEstimate before, PackReading reading, Anchor anchor) {
    Seen seen = before.seen;
    if (seen != null && !before.restored && !reading.at().isAfter(seen.at())) {
      return Step.quietly(before);
    }
    List<Event> events = new ArrayList<>();
    SocEstimate next = seen == null ? first(before, reading) : counted(before, seen, reading);
    next = rested(next, reading);
    next = SecondOpinion.compared(next, reading, events);
    next = anchored(next, reading, anchor, events);
    long nanos = seen == null ? 0 : Math.max(0, reading.at().since(seen.at()).toNanos());
    Seen now = seen == null ? Seen.first(reading) : seen.next(reading);
    return new Step<>(next.with(next.count.shownAfter(nanos)).with(now), events);
  }

  /* Nothing better is known than what the pack says. */
  private SocEstimate first(SocEstimate before, PackReading reading) {
    int says = reading.full().milliampereHours();
    int capacity = says > 0 ? says : spec.designCapacity().milliampereHours();
    return before
        .withCapacity(possible(capacity), false)
        .with(Count.first(Seen.own(reading), Belief.OPINION));
  }

  private SocEstimate counted(SocEstimate before, Seen seen, PackReading reading) {
    Interval interval = Interval.between(seen, reading);
    SocEstimate sized = before.withCapacity(possible(before.milliampereHours), before.capacityTold);
    if (before.restored || interval.nanos() > Belief.BLIND.toNanos()) {
      return blindly(sized, seen, reading, Math.max(0, interval.nanos()));
    }
    Offset offset = sized.offset.aged(interval.nanos());
    double share = ONE / sized.nanoampereHours();
    double flowed = interval.charge() - offset.charge(interval.nanos());
    double growth = Belief.SCALE * interval.through() + offset.uncertainty(interval.nanos());
    Count count =
        sized.count.moved(
            Math.round(flowed * share),
            (long) Math.ceil(growth * share),
            (long) Math.ceil(interval.doubt() * share));
    Hold hold = sized.hold.next(reading, interval);
    return sized
        .with(count)
        .with(hold.narrowed(offset, sized.nanoampereHours()), sized.sinceFull.plus(interval), hold);
  }

  /* The pack counted while nobody looked; it may have corrected itself by as much as it moved. */
  private static SocEstimate blindly(
      SocEstimate before, Seen seen, PackReading reading, long nanos) {
    long moved = Seen.own(reading) - seen.own();
    Offset offset = before.offset.aged(nanos);
    double wandered = offset.uncertainty(nanos) / before.nanoampereHours() * ONE;
    long growth = Math.abs(moved) + Belief.BLIND_ERROR + (long) Math.min(ONE, wandered);
    return before
        .with(before.count.moved(moved, growth, 0))
        .with(offset, Stretch.NONE, Hold.NONE)
        .with(Watch.NEW.differing(null, before.watch.doubted()));
  }

  /* Near empty the voltage of a rested cell tells; the lowest cell is the pack. */
  private SocEstimate rested(SocEstimate before, PackReading reading) {
    int most = before.milliampereHours / RESTING_SHARE;
    int flows = reading.current().milliamperes();
    boolean still = -flows <= most && flows < FLOWING;
    Moment since = before.watch.restingSince();
    if (!still || since == null) {
      return before.with(before.watch.resting(still ? reading.at() : null));
    }
    int lowest = reading.cells().lowest().millivolts();
    boolean settled = reading.at().since(since).compareTo(SETTLED) >= 0;
    if (!settled || lowest > RestVoltage.TELLS_UP_TO || !warm(reading)) {
      return before;
    }
    long middle = (RestVoltage.least(lowest) + RestVoltage.most(lowest)) / 2;
    long least = Math.min(RestVoltage.least(lowest), middle - Belief.REST_ERROR);
    long highest = Math.max(RestVoltage.most(lowest), middle + Belief.REST_ERROR);
    return LearnedCapacity.next(before, least, highest, spec.designCapacity())
        .with(before.count.towards(least, highest));
  }

  private SocEstimate anchored(
      SocEstimate before, PackReading reading, Anchor anchor, List<Event> events) {
    boolean full = anchor == Anchor.FULL;
    SocEstimate next = emptied(before, reading);
    boolean empty = next.watch.empty() && !before.watch.empty() || anchor == Anchor.EMPTY;
    next = next.with(next.watch.full(full));
    if (full && !before.watch.full()) {
      if (isNews(before, reading)) {
        events.add(
            SocEvents.event(before, reading, Severity.INFO, "soc-full", " at end of charge"));
      }
      return filled(next).anchored(reading.at());
    }
    if (empty && !full) {
      events.add(
          SocEvents.event(before, reading, Severity.INFO, "soc-empty", " at end of discharge"));
      return LearnedCapacity.next(next, 0, Belief.EMPTY_ERROR, spec.designCapacity())
          .with(next.count.anchored(0, Belief.EMPTY_ERROR))
          .anchored(reading.at());
    }
    return next;
  }

  /* That a pack is full is told elsewhere; here only what the counts did not know of it. */
  private static boolean isNews(SocEstimate before, PackReading reading) {
    long missed = ONE - before.count.inner();
    boolean wrong = missed > Math.min(before.count.bound(), Belief.TOLD);
    return before.anchoredAt() == null || wrong || ONE - Seen.own(reading) > Belief.OPINION;
  }

  private static SocEstimate filled(SocEstimate before) {
    Stretch stretch = before.sinceFull;
    double repeats = 2.0 * Belief.FULL_REPEATS / ONE * before.nanoampereHours();
    Offset offset =
        stretch.longerThan(FULL_TO_FULL)
            ? before.offset.narrowed(
                stretch.mean(), stretch.uncertainty(repeats, 1), stretch.uncertainty(repeats, 3))
            : before.offset;
    return before
        .with(offset, Stretch.BEGINS, before.hold)
        .withCapacity(before.milliampereHours, false)
        .with(before.count.anchored(ONE, Belief.FULL_ERROR));
  }

  /* End of discharge (PACK-4): two readings, warm, and at no more than the continuous current. */
  private SocEstimate emptied(SocEstimate before, PackReading reading) {
    int drawn = -reading.current().milliamperes();
    boolean gentle = drawn >= FLOWING && drawn <= spec.continuousDischarge().milliamperes();
    boolean low = reading.cells().lowest().compareTo(spec.endOfDischargeCell()) <= 0;
    if (!low || !gentle || !warm(reading)) {
      return before.with(before.watch.low(null, false));
    }
    Moment since = before.watch.lowSince();
    Moment first = since == null ? reading.at() : since;
    boolean lasts = reading.at().since(first).compareTo(EMPTY_DELAY) >= 0;
    return before.with(before.watch.low(first, lasts));
  }

  private static boolean warm(PackReading reading) {
    Temperature coldest = reading.coldestCell();
    return coldest != null && coldest.decidegrees() >= Belief.WARM;
  }

  private int possible(int milliampereHours) {
    return LearnedCapacity.possible(milliampereHours, spec.designCapacity());
  }
}
