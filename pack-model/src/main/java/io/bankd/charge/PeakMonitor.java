package io.bankd.charge;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps a pack's ledger of peaks by its readings.
 *
 * <p>Time above counts from the first reading above to the first one below; a gap in between counts
 * whole, but for no more than the longest peak.
 */
public final class PeakMonitor {
  private static final String RULE = "PACK-2";

  private final PeakAllowance allowance;

  public PeakMonitor(PeakAllowance allowance) {
    this.allowance = allowance;
  }

  /** One reading further; a reading already heard changes nothing. */
  public Step<PeakLedger> next(PeakLedger before, PackReading reading) {
    Moment at = reading.at();
    if (!Remembered.isNews(before.readingAt(), at)) {
      return Step.quietly(before);
    }
    PeakLedger ledger = before.readAt(at, allowance.period());
    List<Event> events = new ArrayList<>();
    PeakRun run = ledger.run();
    if (run != null) {
      ledger = further(ledger, run, millis(before, at), reading, events);
    }
    if (!ledger.isRunning() && allowance.isAbove(reading.current())) {
      boolean granted = new PeakOffer(allowance, ledger).isFree(at);
      PeakRun begun = PeakRun.begun(granted, PeakAllowance.magnitude(reading.current()));
      ledger = ledger.with(begun);
    }
    return new Step<>(ledger, events);
  }

  private PeakLedger further(
      PeakLedger ledger, PeakRun run, long millis, PackReading reading, List<Event> events) {
    Moment below = run.below();
    if (below != null && Remembered.lasted(below, allowance.counting().pause(), reading.at())) {
      return ended(ledger, run, below, reading, events);
    }
    Current magnitude = PeakAllowance.magnitude(reading.current());
    boolean above = allowance.isAbove(reading.current());
    PeakRun next = run.next(magnitude, above, millis, reading.at());
    if (passes(run, next, allowance.counting().shortest())) {
      String asked = next.granted() ? "" : ", which the ledger has no budget for";
      Severity severity = next.granted() ? Severity.INFO : Severity.WARNING;
      String text = " carries a peak of " + next.highest() + asked;
      events.add(event(severity, reading, text, values(next)));
    }
    if (passes(run, next, allowance.longest())) {
      String text = " has carried its peak for longer than " + words(allowance.longest());
      events.add(event(Severity.WARNING, reading, text, values(next)));
    }
    return ledger.with(next);
  }

  private static boolean passes(PeakRun run, PeakRun next, Duration mark) {
    return run.over().compareTo(mark) <= 0 && next.over().compareTo(mark) > 0;
  }

  private PeakLedger ended(
      PeakLedger ledger, PeakRun run, Moment end, PackReading reading, List<Event> events) {
    if (run.over().compareTo(allowance.counting().shortest()) <= 0) {
      return crumb(ledger, run, end, reading, events);
    }
    PeakLedger with = ledger.with(new Peak(end, run.over()).by(reading.at()));
    String text = " ended a peak of " + words(run.over()) + ", " + run.mean() + " in the mean and ";
    events.add(event(Severity.INFO, reading, text + run.highest() + " at most", values(run)));
    return counted(with, reading, events);
  }

  private PeakLedger crumb(
      PeakLedger ledger, PeakRun run, Moment end, PackReading reading, List<Event> events) {
    long crumbs = ledger.crumbsMillis() + run.overMillis();
    if (crumbs < allowance.longest().toMillis()) {
      return ledger.withCrumbs(crumbs);
    }
    Duration over = Duration.ofMillis(Math.min(crumbs, Peak.DAY.toMillis()));
    String text = " was above its continuous current often and shortly, " + words(over) + " in all";
    events.add(event(Severity.INFO, reading, text, Map.of("over-ms", over.toMillis())));
    return counted(
        ledger.withCrumbs(0).with(new Peak(end, over).by(reading.at())), reading, events);
  }

  private PeakLedger counted(PeakLedger ledger, PackReading reading, List<Event> events) {
    long used = new PeakOffer(allowance, ledger).used(reading.at());
    if (used >= allowance.times()) {
      String text = " has used up its peaks, " + used + " of " + allowance.times();
      events.add(event(Severity.WARNING, reading, text, Map.of("used", used)));
    }
    return ledger;
  }

  private long millis(PeakLedger before, Moment at) {
    Moment last = before.readingAt();
    long longest = allowance.longest().toMillis();
    if (last == null || !at.isAfter(last)) {
      return longest;
    }
    return Math.min(longest, at.since(last).toMillis());
  }

  private static Map<String, Long> values(PeakRun run) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("over-ms", run.overMillis());
    values.put("mean-ma", (long) run.mean().milliamperes());
    values.put("highest-ma", (long) run.highest().milliamperes());
    return values;
  }

  private static Event event(
      Severity severity, PackReading reading, String text, Map<String, Long> values) {
    String sentence = "pack " + reading.pack() + text;
    return new Event(reading.at(), severity, reading.pack(), RULE, sentence, values);
  }

  private static String words(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
