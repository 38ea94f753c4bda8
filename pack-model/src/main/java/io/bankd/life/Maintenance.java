package io.bankd.life;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackReading;
import io.bankd.soc.StateOfHealth;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one pack's keeper should be reminded of (MNT-1); immutable. Each reminder is told once it is
 * due for some time and again after a while, until what it asks for is done.
 *
 * @param usedAt when more than 1 A last flowed, or the pack was first seen
 * @param spread of the cells
 * @param storage of a pack nobody uses
 * @param cycleLife reached, or nearly
 */
public record Maintenance(
    @Nullable Moment usedAt, Reminder spread, Reminder storage, Reminder cycleLife) {
  public static final Maintenance NEW =
      new Maintenance(null, Reminder.QUIET, Reminder.QUIET, Reminder.QUIET);

  /*
   * The maker says “too large” (AM5000 5.10) and no figure. Where the curve is flat a small
   * difference in voltage is a large one in charge; near its ends it is the other way round.
   */
  private static final int FLAT_FROM = 3150; // mV, the lowest cell
  private static final int FLAT_TO = 3400; // mV, the highest cell
  private static final int FLAT_SPREAD = 80; // mV
  private static final int STEEP_SPREAD = 300; // mV
  private static final Duration SPREAD_LASTS = Duration.ofMinutes(10);
  private static final Duration SPREAD_AGAIN = Duration.ofDays(30);

  /* Every six months (AM5000 5.9-3); an unused pack is one through which no more than 1 A flows. */
  private static final Duration HALF_A_YEAR = Duration.ofDays(182);
  private static final Current USED = Current.ofAmperes(1);

  private static final long NEARLY = StateOfHealth.CYCLE_LIFE * 95L;
  private static final Duration YEAR = Duration.ofDays(365);

  /**
   * One reading further.
   *
   * @param life of the same pack
   * @param soc as published, for the sentence
   */
  public static Step<Maintenance> next(
      Maintenance before, LifeCounters life, PackReading reading, Ratio soc) {
    Moment now = reading.at();
    List<Event> events = new ArrayList<>();
    Moment used = usedAt(before, reading);
    return new Step<>(
        new Maintenance(
            used,
            spread(before.spread, reading, events),
            storage(before.storage, used, reading, soc, events),
            cycles(before.cycleLife, life, reading, now, events)),
        events);
  }

  private static Moment usedAt(Maintenance before, PackReading reading) {
    Moment last = before.usedAt;
    int flows = Math.abs(reading.current().milliamperes());
    return last == null || flows > USED.milliamperes() ? reading.at() : last;
  }

  private static Reminder spread(Reminder before, PackReading reading, List<Event> events) {
    CellVoltages cells = reading.cells();
    boolean flat =
        cells.lowest().millivolts() >= FLAT_FROM && cells.highest().millivolts() <= FLAT_TO;
    int limit = flat ? FLAT_SPREAD : STEEP_SPREAD;
    int is = cells.spread().millivolts();
    Reminder next = before.next(is >= limit, flat && is < FLAT_SPREAD / 2, reading.at());
    if (is < limit || !next.tells(reading.at(), SPREAD_LASTS, SPREAD_AGAIN)) {
      return next;
    }
    String text =
        "pack "
            + reading.pack()
            + " needs maintenance: cell "
            + cells.highestNumber()
            + " is "
            + cells.spread()
            + " above cell "
            + cells.lowestNumber()
            + "; let it balance at full charge, and have it checked if that does not help";
    events.add(event(reading, Severity.WARNING, "cell-spread", text, "spread-mv", is));
    return next.told(reading.at());
  }

  private static Reminder storage(
      Reminder before, Moment used, PackReading reading, Ratio soc, List<Event> events) {
    Moment now = reading.at();
    boolean unused = now.since(used).compareTo(HALF_A_YEAR) >= 0;
    Reminder next = before.next(unused, !unused, now);
    if (!next.tells(now, Duration.ZERO, HALF_A_YEAR)) {
      return next;
    }
    String text =
        "pack "
            + reading.pack()
            + " has not been used for "
            + now.since(used).toDays()
            + " days: charge it to between 40 and 50 %, it is at "
            + soc;
    events.add(
        event(reading, Severity.WARNING, "storage-charge", text, "soc-bp", soc.basisPoints()));
    return next.told(now);
  }

  private static Reminder cycles(
      Reminder before, LifeCounters life, PackReading reading, Moment now, List<Event> events) {
    long watched = life.equivalentCycleHundredths(reading.design()) / 100;
    long cycles = Math.max(watched, reading.cycles());
    Reminder next = before.next(cycles * 100 >= NEARLY, cycles * 100 < NEARLY, now);
    if (!next.tells(now, Duration.ZERO, YEAR)) {
      return next;
    }
    String text =
        "pack "
            + reading.pack()
            + " has done "
            + cycles
            + " of the "
            + StateOfHealth.CYCLE_LIFE
            + " cycles its maker promises: plan its replacement";
    events.add(event(reading, Severity.INFO, "cycle-life", text, "cycles", cycles));
    return next.told(now);
  }

  private static Event event(
      PackReading reading, Severity severity, String rule, String text, String name, long value) {
    return new Event(reading.at(), severity, reading.pack(), rule, text, Map.of(name, value));
  }

  public Figures figures() {
    return Figures.NONE
        .with("used-at", usedAt)
        .with("spread", spread.figures())
        .with("storage", storage.figures())
        .with("cycle-life", cycleLife.figures());
  }

  /** As stored; what is missing begins anew, so that a reminder comes late rather than never. */
  public static Maintenance restored(Figures figures) {
    return new Maintenance(
        figures.moment("used-at"),
        Reminder.restored(figures.group("spread")),
        Reminder.restored(figures.group("storage")),
        Reminder.restored(figures.group("cycle-life")));
  }
}
