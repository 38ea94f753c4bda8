package io.bankd.charge;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Cells that have drifted apart (DER-8, MNT-1, AM5000 5.10): a pack to look after, not to limit.
 *
 * <p>Near empty and near full an LFP cell's voltage is steep, so that healthy cells differ by
 * hundreds of millivolts; under load resistances differ too. It is judged only while the mean of
 * the cells lies on the flat of the curve and little current flows. The mean, since a single dead
 * cell must not hide the pack from the judge.
 *
 * @param flags the difference from which a pack is flagged; 20…500 mV
 * @param clears the difference below which it is not any more; 5 mV…{@code flags}
 * @param hold how long either must last while it can be judged; 1 s…1 day
 * @param flatFrom the mean cell from which it is judged; 3.00…3.30 V
 * @param flatUntil the mean cell up to which it is; {@code flatFrom}…3.45 V
 * @param calm the magnitude of the current up to which it is; 0…50 A
 * @param gap the longest time between two readings that counts as one hold; 1 s…5 min
 */
public record CellSpread(
    Voltage flags,
    Voltage clears,
    Duration hold,
    Voltage flatFrom,
    Voltage flatUntil,
    Current calm,
    Duration gap) {

  public static final CellSpread FACTORY =
      new CellSpread(
          Voltage.ofMillivolts(100),
          Voltage.ofMillivolts(50),
          Duration.ofMinutes(10),
          Voltage.ofMillivolts(3200),
          Voltage.ofMillivolts(3400),
          Current.ofAmperes(10),
          Duration.ofSeconds(30));

  public CellSpread {
    Duration second = Duration.ofSeconds(1);
    Bounds.within("spread", flags, Voltage.ofMillivolts(20), Voltage.ofMillivolts(500));
    Bounds.within("clearing spread", clears, Voltage.ofMillivolts(5), flags);
    Bounds.within("hold", hold, second, Duration.ofDays(1));
    Bounds.within("flat from", flatFrom, Voltage.ofMillivolts(3000), Voltage.ofMillivolts(3300));
    Bounds.within("flat until", flatUntil, flatFrom, Voltage.ofMillivolts(3450));
    Bounds.within("calm current", calm, Current.ZERO, Current.ofAmperes(50));
    Bounds.within("gap", gap, second, Duration.ofMinutes(5));
  }

  /** One reading further; a reading already heard changes nothing. */
  public Step<CellSpreadState> next(CellSpreadState before, PackReading reading) {
    Moment at = reading.at();
    Moment last = before.readingAt();
    if (!Remembered.isNews(last, at)) {
      return Step.quietly(before);
    }
    boolean flagged = before.flagged();
    Voltage spread = reading.cells().spread();
    boolean otherwise =
        isJudged(reading)
            && (flagged ? spread.compareTo(clears) < 0 : spread.compareTo(flags) >= 0);
    if (!otherwise) {
      return Step.quietly(new CellSpreadState(flagged, null, at));
    }
    boolean inARow = last != null && at.since(last).compareTo(gap) <= 0;
    Moment since = Remembered.past(inARow ? before.since() : null, at);
    return Remembered.lasted(since, hold, at)
        ? step(new CellSpreadState(!flagged, null, at), reading)
        : Step.quietly(new CellSpreadState(flagged, since, at));
  }

  private boolean isJudged(PackReading reading) {
    CellVoltages cells = reading.cells();
    int sum = cells.sum().millivolts();
    return sum >= flatFrom.millivolts() * cells.count()
        && sum <= flatUntil.millivolts() * cells.count()
        && Math.abs(reading.current().milliamperes()) <= calm.milliamperes();
  }

  private static Step<CellSpreadState> step(CellSpreadState state, PackReading reading) {
    CellVoltages cells = reading.cells();
    String text =
        "pack "
            + reading.pack()
            + (state.flagged() ? " needs maintenance" : " is even again")
            + ": cells "
            + cells.lowestNumber()
            + " and "
            + cells.highestNumber()
            + " are "
            + cells.spread()
            + " apart";
    Map<String, Long> values = Map.of("spread-mv", (long) cells.spread().millivolts());
    Severity severity = state.flagged() ? Severity.WARNING : Severity.INFO;
    Event event = new Event(reading.at(), severity, reading.pack(), "DER-8", text, values);
    return new Step<>(state, List.of(event));
  }
}
