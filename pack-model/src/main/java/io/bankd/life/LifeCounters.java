package io.bankd.life;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackReading;
import io.bankd.unit.Capacity;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one pack has been through in its life (REC-2); immutable. Nothing here ever decreases. Only
 * what was watched counts: of the time from one reading to the next ten seconds at most, and of
 * time without the daemon nothing.
 */
public final class LifeCounters {
  public static final LifeCounters NEW =
      new LifeCounters(
          null,
          0,
          0,
          Throughput.NONE,
          Throughput.NONE,
          Hours.NONE,
          Extremes.NONE,
          Collections.emptySortedMap());

  private static final long WATCHED = Duration.ofSeconds(10).toNanos();
  private static final Pattern RULE = Pattern.compile("PROT-[0-9]{1,2}");

  private final @Nullable Moment at;
  private final int milliamperes;
  private final int millivolts;
  private final Throughput charged;
  private final Throughput discharged;
  private final Hours hours;
  private final Extremes extremes;
  private final SortedMap<String, Long> protections;

  private LifeCounters(
      @Nullable Moment at,
      int milliamperes,
      int millivolts,
      Throughput charged,
      Throughput discharged,
      Hours hours,
      Extremes extremes,
      SortedMap<String, Long> protections) {
    this.at = at;
    this.milliamperes = milliamperes;
    this.millivolts = millivolts;
    this.charged = charged;
    this.discharged = discharged;
    this.hours = hours;
    this.extremes = extremes;
    this.protections = protections;
  }

  /** One reading further; one already seen, or older than that, changes nothing. */
  public static LifeCounters next(LifeCounters before, PackReading reading) {
    Moment last = before.at;
    if (last != null && !reading.at().isAfter(last)) {
      return before;
    }
    long passed = last == null ? 0 : reading.at().since(last).toNanos();
    long nanos = Math.min(WATCHED, passed);
    int current = reading.current().milliamperes();
    int voltage = reading.voltage().millivolts();
    return new LifeCounters(
            reading.at(),
            current,
            voltage,
            before.charged,
            before.discharged,
            before.hours.next(reading, nanos),
            before.extremes.next(reading),
            before.protections)
        .flowed(before.milliamperes, before.millivolts, nanos / 2)
        .flowed(current, voltage, nanos - nanos / 2);
  }

  /* Each half of the time carries the current of its own end, at the voltage of that end. */
  private LifeCounters flowed(long current, long voltage, long nanos) {
    return new LifeCounters(
        at,
        milliamperes,
        millivolts,
        charged.plus(Math.max(0, current), voltage, nanos),
        discharged.plus(Math.max(0, -current), voltage, nanos),
        hours,
        extremes,
        protections);
  }

  /** Counts what tripped: events of severity ALARM whose rule is one of the maker's table. */
  public static LifeCounters count(LifeCounters before, List<Event> events) {
    if (events.isEmpty()) {
      return before;
    }
    SortedMap<String, Long> counts = new TreeMap<>(before.protections);
    for (Event event : events) {
      if (event.severity() == Severity.ALARM && RULE.matcher(event.rule()).matches()) {
        counts.merge(event.rule(), 1L, Long::sum);
      }
    }
    return new LifeCounters(
        before.at,
        before.milliamperes,
        before.millivolts,
        before.charged,
        before.discharged,
        before.hours,
        before.extremes,
        Collections.unmodifiableSortedMap(counts));
  }

  /** Charged in all, mAh. */
  public long chargedMilliampereHours() {
    return charged.charge().whole();
  }

  /** Discharged in all, mAh. */
  public long dischargedMilliampereHours() {
    return discharged.charge().whole();
  }

  /** The energy of what was charged, mWh, as far as it was watched. */
  public long chargedMilliwattHours() {
    return charged.energy().whole();
  }

  /** The energy of what was discharged, mWh, as far as it was watched. */
  public long dischargedMilliwattHours() {
    return discharged.energy().whole();
  }

  /** Whether anything was ever watched. */
  public boolean isKnown() {
    return at != null;
  }

  /**
   * Whole charges and discharges of a pack that holds {@code capacity}, in hundredths, rounded
   * down; 0 where the capacity is not positive.
   */
  public long equivalentCycleHundredths(Capacity capacity) {
    long twice = 2L * capacity.milliampereHours();
    long through = chargedMilliampereHours() + dischargedMilliampereHours();
    return twice <= 0 ? 0 : through / twice * 100 + through % twice * 100 / twice;
  }

  /** Time with more than 50 A, either way. */
  public Duration aboveCurrent() {
    return Duration.ofNanos(hours.aboveCurrent());
  }

  /** Time with the hottest cell above 50 °C. */
  public Duration hot() {
    return Duration.ofNanos(hours.hot());
  }

  /** Time charging with the coldest cell below 5 °C. */
  public Duration coldCharging() {
    return Duration.ofNanos(hours.coldCharging());
  }

  public Extremes extremes() {
    return extremes;
  }

  /** How often each rule of the maker's table tripped, by its id, “PROT-1”. */
  public SortedMap<String, Long> protections() {
    return protections;
  }

  public Figures figures() {
    return Figures.NONE
        .with("at", at)
        .with("ma", milliamperes)
        .with("mv", millivolts)
        .with("charged", charged.figures())
        .with("discharged", discharged.figures())
        .with("time", hours.figures())
        .with("extreme", extremes.figures())
        .with("trips", Figures.of(protections));
  }

  /** As stored; what cannot have been counted counts nothing. */
  public static LifeCounters restored(Figures figures) {
    SortedMap<String, Long> trips = new TreeMap<>(figures.group("trips").values());
    trips.entrySet().removeIf(e -> e.getValue() <= 0 || !RULE.matcher(e.getKey()).matches());
    return new LifeCounters(
        figures.moment("at"),
        narrow(figures.get("ma", 0)),
        narrow(figures.get("mv", 0)),
        Throughput.restored(figures.group("charged")),
        Throughput.restored(figures.group("discharged")),
        Hours.restored(figures.group("time")),
        Extremes.restored(figures.group("extreme")),
        Collections.unmodifiableSortedMap(trips));
  }

  private static int narrow(long figure) {
    return figure == (int) figure ? (int) figure : 0;
  }
}
