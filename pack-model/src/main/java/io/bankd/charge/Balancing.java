package io.bankd.charge;

import io.bankd.charge.BalancingState.Told;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pack should balance its cells, does, and the charge voltage that lets it (BAL-1, AM5000
 * table 3-1 row 12): a pack balances from 3500 mV and 30 mV difference.
 *
 * <p>A pack cannot bring low cells up while its highest one ends the charge, nor balance while that
 * one stays short of {@code from}. So from {@code near} on, where the cells are that far apart and
 * little flows, a charge voltage is wished for at which the highest cell stands at {@code ceiling}:
 * until the cells are even there, for no longer than {@code longest}, and then not before all cells
 * have been low again.
 *
 * @param from the highest cell from which balancing is expected; 3.30…3.60 V
 * @param difference of the cells from which it is; 5…500 mV
 * @param clears how far the highest cell must fall below {@code from} before it is not; 0…200 mV
 * @param differenceClears how far the difference must shrink; also how far beyond both figures the
 *     cells must be before a pack is blamed for doing nothing; 0…{@code difference}
 * @param patience how long the pack may do nothing about it before that is reported; 1 s…1 day
 * @param near the highest cell from which a hold is wished for; {@code low}…{@code from}
 * @param gentle the current up to which what is seen are cells apart, not cells under load; 0…50 A
 * @param ceiling the highest cell while the voltage is held; {@code from}…3.58 V
 * @param longest how long a hold may be wished for; 0…24 h
 * @param low the highest cell below which a new hold may begin; 3.20 V…{@code from}
 * @param gap the longest time between two readings that counts as held; 1 s…5 min; also the oldest
 *     reading on which a voltage is wished for
 */
public record Balancing(
    Voltage from,
    Voltage difference,
    Voltage clears,
    Voltage differenceClears,
    Duration patience,
    Voltage near,
    Current gentle,
    Voltage ceiling,
    Duration longest,
    Voltage low,
    Duration gap) {

  public static final Balancing FACTORY =
      new Balancing(
          Voltage.ofMillivolts(3500),
          Voltage.ofMillivolts(30),
          Voltage.ofMillivolts(20),
          Voltage.ofMillivolts(5),
          Duration.ofMinutes(10),
          Voltage.ofMillivolts(3450),
          Current.ofAmperes(10),
          Voltage.ofMillivolts(3520),
          Duration.ofHours(4),
          Voltage.ofMillivolts(3400),
          Duration.ofSeconds(30));

  private static final String RULE = "BAL-1";

  /* From 3450 mV a cell needs some of it to get to where its pack can balance and say so. */
  private static final Duration TRIAL = Duration.ofHours(1);

  /* Loads come and go behind an inverter: no edge may move the bank's voltage with each of them. */
  private static final Duration CALM = Duration.ofMinutes(1);

  public Balancing {
    Duration second = Duration.ofSeconds(1);
    Bounds.within("from", from, Voltage.ofMillivolts(3300), Voltage.ofMillivolts(3600));
    Bounds.within("difference", difference, Voltage.ofMillivolts(5), Voltage.ofMillivolts(500));
    Bounds.within("clearing", clears, Voltage.ZERO, Voltage.ofMillivolts(200));
    Bounds.within("clearing difference", differenceClears, Voltage.ZERO, difference);
    Bounds.within("patience", patience, second, Duration.ofDays(1));
    Bounds.within("ceiling", ceiling, from, Voltage.ofMillivolts(3580));
    Bounds.within("longest hold", longest, Duration.ZERO, Duration.ofHours(24));
    Bounds.within("low cell", low, Voltage.ofMillivolts(3200), from);
    Bounds.within("near cell", near, low, from);
    Bounds.within("gentle current", gentle, Current.ZERO, Current.ofAmperes(50));
    Bounds.within("gap", gap, second, Duration.ofMinutes(5));
  }

  /** One reading further; a reading already heard changes nothing. */
  public Step<BalancingState> next(BalancingState before, PackReading reading) {
    Moment at = reading.at();
    if (!Remembered.isNews(before.readingAt(), at)) {
      return Step.quietly(before);
    }
    // A pack may stop balancing at the very difference it began with: more is not to be had today.
    boolean even = before.near() && isEven(reading);
    Duration held = even ? BalancingState.MOST : held(before, reading);
    Moment last = before.roughAt();
    Moment rough = isRough(before, reading) ? at : last == null ? null : Remembered.past(last, at);
    BalancingState state = before.readAt(at, rough, !even && isNear(before, reading), held);
    if (even || !isExpected(before, reading)) {
      BalancingState resting = state.expecting(null, false);
      return before.told() != Told.NOTHING && (even || isLevel(reading))
          ? step(resting.telling(Told.NOTHING), Severity.INFO, reading, " needs no more balancing")
          : Step.quietly(resting);
    }
    Moment since = Remembered.past(before.since(), at);
    boolean missing = before.missing() || (shouldBalance(reading) && isMissing(before, since, at));
    return told(state.expecting(since, missing), reading);
  }

  /* The cells of a pack stay as they are for months: only what is new is told. */
  private Step<BalancingState> told(BalancingState state, PackReading reading) {
    Told told = state.told();
    if (state.missing() && told != Told.MISSING) {
      String text = " should balance its cells and does not";
      return step(state.telling(Told.MISSING), Severity.WARNING, reading, text);
    }
    if (told == Told.MISSING && isSeen(state, reading.at())) {
      String text = " balances its cells now";
      return step(state.telling(Told.EXPECTED), Severity.INFO, reading, text);
    }
    return told == Told.NOTHING && !state.isEven()
        ? step(state.telling(Told.EXPECTED), Severity.INFO, reading, " should balance its cells")
        : Step.quietly(state);
  }

  /** One status further, with the cells the pack says it balances. */
  public BalancingState status(BalancingState before, PackStatus status) {
    return Remembered.isNews(before.statusAt(), status.at())
        ? before.statusAt(status.at(), status.balancing() != 0)
        : before;
  }

  /**
   * The charge voltage at which this pack's highest cell would stand at its ceiling, where holding
   * it helps or soon will; null where it does not, or has been tried for long enough: for an hour
   * without a word from the pack that it balances. It is the sum of the cells with the highest
   * brought to its ceiling, never more than the ceiling for every cell.
   *
   * @param reading the pack's last one
   */
  public @Nullable Voltage wish(BalancingState state, PackReading reading, Moment now) {
    boolean fresh = now.since(reading.at()).compareTo(gap) <= 0;
    boolean over = state.held().compareTo(longest) >= 0;
    boolean helps = state.held().compareTo(TRIAL) < 0 || isSeen(state, now);
    return state.near() && fresh && !over && helps ? voltage(reading) : null;
  }

  /*
   * Near full nearly all of a change of the pack's voltage goes to the cell that is highest, where
   * its curve is steepest.
   */
  private Voltage voltage(PackReading reading) {
    Voltage room = ceiling.minus(reading.cells().highest());
    Voltage most = Voltage.ofMillivolts(ceiling.millivolts() * reading.cells().count());
    return Voltage.min(most, reading.cells().sum().plus(room));
  }

  private boolean isExpected(BalancingState before, PackReading reading) {
    return before.isExpected()
        ? isBeyond(reading, from.minus(clears), difference.minus(differenceClears))
        : couldBalance(reading);
  }

  /* Before balancing can begin; from there on until the difference is less than what it takes. */
  private boolean isNear(BalancingState before, PackReading reading) {
    return before.near()
        ? isBeyond(reading, near.minus(clears), difference.minus(differenceClears))
        : couldBalance(reading) || (isGentle(reading) && isBeyond(reading, near, difference));
  }

  /**
   * Whether so little flows through a pack that a cell's voltage shows its charge: not while it is
   * half as much again as {@code gentle}, and then not before it has been gentle for a minute.
   */
  public boolean isCalm(BalancingState state) {
    Moment at = state.readingAt();
    Moment rough = state.roughAt();
    return at != null && (rough == null || Remembered.lasted(rough, CALM, at));
  }

  private boolean isRough(BalancingState before, PackReading reading) {
    long flows = Math.abs(reading.current().milliamperes());
    return isCalm(before) ? flows * 2 > gentle.milliamperes() * 3L : flows > gentle.milliamperes();
  }

  private boolean isGentle(PackReading reading) {
    return Math.abs(reading.current().milliamperes()) <= gentle.milliamperes();
  }

  /* So high that it could balance, and no longer far enough apart to. */
  private boolean isEven(PackReading reading) {
    return reading.cells().highest().compareTo(from) >= 0
        && reading.cells().spread().compareTo(difference) < 0;
  }

  /* By the maker's figures, without any clearing. */
  private boolean couldBalance(PackReading reading) {
    return isBeyond(reading, from, difference);
  }

  /* And no pack is to be blamed for some millivolts that its sensors may see otherwise. */
  private boolean shouldBalance(PackReading reading) {
    return isBeyond(reading, from.plus(differenceClears), difference.plus(differenceClears));
  }

  private static boolean isBeyond(PackReading reading, Voltage cell, Voltage apart) {
    return reading.cells().highest().compareTo(cell) >= 0
        && reading.cells().spread().compareTo(apart) >= 0;
  }

  /* High enough for a difference to show, and there is none. */
  private boolean isLevel(PackReading reading) {
    return reading.cells().highest().compareTo(from) >= 0
        && reading.cells().spread().compareTo(difference.minus(differenceClears)) < 0;
  }

  private boolean isMissing(BalancingState before, Moment since, Moment at) {
    return !isSeen(before, at) && Remembered.lasted(since, patience, at);
  }

  /* Whether the pack said of late that it balances. */
  private boolean isSeen(BalancingState state, Moment at) {
    Moment seen = state.seenAt();
    return seen != null && !Remembered.lasted(seen, patience, at);
  }

  private Duration held(BalancingState before, PackReading reading) {
    if (reading.cells().highest().compareTo(low) < 0) {
      return Duration.ZERO;
    }
    Moment last = before.readingAt();
    if (last == null || !before.near()) {
      return before.held();
    }
    Duration since = reading.at().since(last);
    boolean whole = !since.isNegative() && since.compareTo(gap) <= 0;
    return before.held().plus(whole ? since : gap);
  }

  private static Step<BalancingState> step(
      BalancingState state, Severity severity, PackReading reading, String what) {
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("highest-cell-mv", (long) reading.cells().highest().millivolts());
    values.put("spread-mv", (long) reading.cells().spread().millivolts());
    String text =
        "pack "
            + reading.pack()
            + what
            + ": cell "
            + reading.cells().highestNumber()
            + " at "
            + reading.cells().highest()
            + ", "
            + reading.cells().spread()
            + " apart";
    Event event = new Event(reading.at(), severity, reading.pack(), RULE, text, values);
    return new Step<>(state, List.of(event));
  }
}
