package io.bankd.charge;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.Quantity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of charge (EOC-1, PACK-4, AM5000 5.10): when it is reached the pack is full, and charging
 * resumes only after a recovery.
 *
 * <p>It is reached when two readings in a row have the highest cell at its end voltage; or when the
 * charge voltage has been held with no more than the tail current for {@code hold}. That voltage
 * counts as held where the pack and the sum of its cells are within {@code tolerance} of the one
 * wanted and that is a charge voltage at all, not the lower one of a stopped charge; or where the
 * highest cell stands at its ceiling, since a bank holds its voltage by the highest cell. The
 * derating curve ends 10 mV short of the end voltage, so this second way is the usual one: at no
 * more than 0.05 C a cell at 3.50 V is full, whatever the others are.
 *
 * <p>A discharging pack holds nothing, and a gap in the readings starts a hold anew.
 *
 * @param endCell the highest cell at which charging is finished; 3.40…3.65 V
 * @param heldCell the highest cell from which a tail current says full; 3.40 V…{@code endCell}
 * @param heldMean the charge voltage wanted, for each cell, from which a tail current says full;
 *     3.40 V…{@code endCell}
 * @param tolerance how far below the charge voltage wanted a pack still counts as there; 0…1 V
 * @param tail the current below which it counts as a tail, 0.05 C; 0.1…50 A
 * @param rest the discharge current up to which the pack counts as not discharging; 0…1 A
 * @param hold how long the tail current must last; 1 s…1 h
 * @param gap the longest time between two readings that counts as one hold; 1 s…5 min
 * @param recovery the highest cell at or below which charging resumes; 3.00…3.40 V
 * @param recoveryHold how long it must stay there; 0…1 h
 * @param standby after which charging resumes in any case; 1 h…30 days
 */
public record ChargeEnd(
    Voltage endCell,
    Voltage heldCell,
    Voltage heldMean,
    Voltage tolerance,
    Current tail,
    Current rest,
    Duration hold,
    Duration gap,
    Voltage recovery,
    Duration recoveryHold,
    Duration standby) {

  public static final ChargeEnd FACTORY =
      new ChargeEnd(
          Voltage.ofMillivolts(3600),
          Voltage.ofMillivolts(3500),
          Voltage.ofMillivolts(3450),
          Voltage.ofMillivolts(300),
          Current.ofAmperes(5),
          Current.ofMilliamperes(200),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Voltage.ofMillivolts(3350),
          Duration.ofMinutes(1),
          Duration.ofDays(2));

  private static final String RULE = "EOC-1";

  public ChargeEnd {
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);
    Voltage low = Voltage.ofMillivolts(3400);
    Bounds.within("end cell", endCell, low, Voltage.ofMillivolts(3650));
    Bounds.within("held cell", heldCell, low, endCell);
    Bounds.within("held mean", heldMean, low, endCell);
    Bounds.within("tolerance", tolerance, Voltage.ZERO, Voltage.ofMillivolts(1000));
    Bounds.within("tail current", tail, Current.ofMilliamperes(100), Current.ofAmperes(50));
    Bounds.within("current at rest", rest, Current.ZERO, Current.ofAmperes(1));
    Bounds.within("hold", hold, second, hour);
    Bounds.within("gap", gap, second, Duration.ofMinutes(5));
    Bounds.within("recovery", recovery, Voltage.ofMillivolts(3000), low);
    Bounds.within("recovery hold", recoveryHold, Duration.ZERO, hour);
    Bounds.within("standby", standby, hour, Duration.ofDays(30));
  }

  /**
   * One reading further; a reading already heard changes nothing.
   *
   * @param wanted the charge voltage the inverter is told now, null where none is
   */
  public Step<ChargeEndState> next(
      ChargeEndState before, PackReading reading, @Nullable Voltage wanted) {
    Moment last = before.readingAt();
    if (!Remembered.isNews(last, reading.at())) {
      return Step.quietly(before);
    }
    boolean inARow = last != null && reading.at().since(last).compareTo(gap) <= 0;
    ChargeEndState known = inARow ? before : before.readAt(reading.at(), false, null);
    return before.finished() ? finished(known, reading) : charging(known, reading, wanted);
  }

  private Step<ChargeEndState> charging(
      ChargeEndState before, PackReading reading, @Nullable Voltage wanted) {
    Moment at = reading.at();
    boolean atEnd = reading.cells().highest().compareTo(endCell) >= 0;
    if (atEnd && before.atEnd()) {
      return full(before, reading, ", at its end of charge");
    }
    if (!isTail(reading) || !(isHeldByCell(reading) || isHeld(reading, wanted))) {
      return Step.quietly(before.readAt(at, atEnd, null));
    }
    Moment since = Remembered.past(before.since(), at);
    return Remembered.lasted(since, hold, at)
        ? full(before, reading, ", charge voltage held at " + reading.current())
        : Step.quietly(before.readAt(at, atEnd, since));
  }

  private Step<ChargeEndState> finished(ChargeEndState before, PackReading reading) {
    Moment at = reading.at();
    boolean low = reading.cells().highest().compareTo(recovery) <= 0;
    Moment since = low ? Remembered.past(before.since(), at) : null;
    if (since != null && Remembered.lasted(since, recoveryHold, at)) {
      return resumed(before, reading, ": no longer full, charging may resume");
    }
    Moment began = Remembered.past(before.finishedSince(), at);
    return Remembered.lasted(began, standby, at)
        ? resumed(before, reading, " after " + standby.toHours() + " h full: charging may resume")
        : Step.quietly(before.readAt(at, false, since));
  }

  private boolean isTail(PackReading reading) {
    return reading.current().compareTo(tail) < 0
        && reading.current().compareTo(rest.negated()) >= 0;
  }

  private boolean isHeldByCell(PackReading reading) {
    return reading.cells().highest().compareTo(heldCell) >= 0;
  }

  /* With the cells, since behind an open MOSFET a pack may tell the busbar's voltage as its own. */
  private boolean isHeld(PackReading reading, @Nullable Voltage wanted) {
    if (wanted == null || wanted.millivolts() < heldMean.millivolts() * reading.cells().count()) {
      return false;
    }
    Voltage measured = Voltage.min(reading.voltage(), reading.cells().sum());
    return measured.compareTo(wanted.minus(tolerance)) >= 0;
  }

  /**
   * The limits with what the end of charge leaves of them: no charging once it is finished. In a
   * bank one full pack ends charging for all by this; a bank that floats instead asks {@link
   * ChargeEndState#finished} and holds its voltage.
   */
  public PackLimits narrow(PackLimits limits, ChargeEndState state, PackId pack) {
    if (!state.finished()) {
      return limits;
    }
    String text = "pack " + pack + " full, charging resumes with its cells at " + recovery;
    LimitReason reason = LimitReason.ofPack(pack, "end-of-charge", text);
    return limits.atMost(Direction.CHARGE, Current.ZERO, reason);
  }

  private static Step<ChargeEndState> full(ChargeEndState before, PackReading reading, String how) {
    String text = Quantity.HIGHEST_CELL.describe(reading) + how + ": full";
    return new Step<>(before.finishedAt(reading.at()), List.of(event(reading, text)));
  }

  private static Step<ChargeEndState> resumed(
      ChargeEndState before, PackReading reading, String why) {
    String text = Quantity.HIGHEST_CELL.describe(reading) + why;
    return new Step<>(before.resumedAt(reading.at()), List.of(event(reading, text)));
  }

  private static Event event(PackReading reading, String text) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("highest-cell-mv", (long) reading.cells().highest().millivolts());
    values.put("pack-mv", (long) reading.voltage().millivolts());
    values.put("current-ma", (long) reading.current().milliamperes());
    return new Event(reading.at(), Severity.INFO, reading.pack(), RULE, text, values);
  }
}
