package io.bankd.charge;

import io.bankd.charge.LimiterState.Phase;
import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.limit.LimitReason;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The charging current limiter (LIM-1, AM5000 3.1-8 and table 3-1 row 5): a pack that charges
 * harder than {@code turnOn} is held to {@code holdTo} for {@code hold}, then released and checked.
 *
 * <p>The document leaves open what “checked again” and “in a row” mean. The check lasts {@code
 * check}: a released limit rises slowly, so the first reading after a release says nothing. A
 * trigger within the check is one more in the row; only a check passed to its end starts a new row.
 * The reading that ends a hold is checked too. A current of 0 is one of at most {@code rest}, and
 * what unlocks must be read twice in a row.
 *
 * <p>The pack tells whether its own limiter holds; either of the two holds the pack. It counts as
 * off again when two statuses in a row deny it.
 *
 * @param turnOn the charge current above which it holds; 10…200 A
 * @param holdTo what is allowed while it holds; 1 A…{@code turnOn}
 * @param hold how long it holds; 1 s…1 h
 * @param check how long the current is checked after a release; 1 s…1 h
 * @param locksAfter the re-triggers in a row of which the last locks it; 1…100
 * @param unlocks the discharge current above which it unlocks; {@code rest}…50 A
 * @param rest the magnitude up to which a current counts as 0; 0…1 A
 */
public record CurrentLimiter(
    Current turnOn,
    Current holdTo,
    Duration hold,
    Duration check,
    int locksAfter,
    Current unlocks,
    Current rest) {

  public static final CurrentLimiter FACTORY =
      new CurrentLimiter(
          Current.ofAmperes(100),
          Current.ofAmperes(10),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          10,
          Current.ofAmperes(1),
          Current.ofMilliamperes(200));

  /* How many statuses, or readings, in a row it takes to believe that something loosened. */
  static final int STATUSES = 2;
  private static final int READINGS = 2;

  private static final String RULE = "LIM-1";

  public CurrentLimiter {
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);
    Bounds.within("turn-on current", turnOn, Current.ofAmperes(10), Current.ofAmperes(200));
    Bounds.within("held current", holdTo, Current.ofAmperes(1), turnOn);
    Bounds.within("hold", hold, second, hour);
    Bounds.within("check", check, second, hour);
    Bounds.within("re-triggers", locksAfter, 1, 100);
    Bounds.within("current at rest", rest, Current.ZERO, Current.ofAmperes(1));
    Bounds.within("unlocking current", unlocks, rest, Current.ofAmperes(50));
  }

  /** One reading further; a reading already heard changes nothing. */
  public Step<LimiterState> next(LimiterState before, PackReading reading) {
    if (!Remembered.isNews(before.readingAt(), reading.at())) {
      return Step.quietly(before);
    }
    LimiterState state = before.readAt(reading.at());
    return switch (state.phase()) {
      case OFF -> isOver(reading) ? holds(state, reading) : Step.quietly(state);
      case HOLDING -> isDone(state, hold) ? released(state, reading) : Step.quietly(state);
      case CHECKING -> checked(state, reading);
      case LOCKED -> locked(state, reading);
    };
  }

  /** One status further, with what the pack's own limiter does. */
  public Step<LimiterState> status(LimiterState before, PackStatus status) {
    if (!Remembered.isNews(before.statusAt(), status.at())) {
      return Step.quietly(before);
    }
    int holds = status.limiterActive() ? STATUSES : Math.max(0, before.packHolds() - 1);
    LimiterState state = before.statusAt(status.at(), holds);
    if (holds > 0 == before.packHolds() > 0) {
      return Step.quietly(state);
    }
    String text = holds > 0 ? " holds its charge current to " + holdTo : " released its limiter";
    Severity severity = holds > 0 ? Severity.WARNING : Severity.INFO;
    return step(state, severity, status.pack(), status.at(), text + ", as it reports", Map.of());
  }

  /** By the operator's command: our own hold or lock ends, the pack's own limiter does not. */
  public Step<LimiterState> reset(LimiterState before, PackId pack, Moment at) {
    return before.phase() == Phase.OFF
        ? Step.quietly(before)
        : step(
            before.in(Phase.OFF, at, 0),
            Severity.INFO,
            pack,
            at,
            " charge limiter reset by command",
            Map.of());
  }

  /** The limits with what the limiter leaves of them. */
  public PackLimits narrow(PackLimits limits, LimiterState state, PackId pack) {
    if (!state.isHolding()) {
      return limits;
    }
    String whose = state.packHolds() > 0 ? " by its own charge limiter" : " by the charge limiter";
    String locked = state.phase() == Phase.LOCKED ? ", which is locked" : "";
    String text = "pack " + pack + " held to " + holdTo + whose + locked;
    LimitReason reason = LimitReason.ofPack(pack, "charge-limiter", text);
    return limits.atMost(Direction.CHARGE, holdTo, reason);
  }

  private Step<LimiterState> holds(LimiterState state, PackReading reading) {
    String text = " charges with " + reading.current() + ", held to " + holdTo;
    return step(state.in(Phase.HOLDING, reading.at(), 0), Severity.WARNING, reading, text);
  }

  private Step<LimiterState> released(LimiterState state, PackReading reading) {
    if (isOver(reading)) {
      return again(state, reading);
    }
    LimiterState checking = state.in(Phase.CHECKING, reading.at(), state.retriggers());
    return step(checking, Severity.INFO, reading, " released by the charge limiter, and watched");
  }

  private Step<LimiterState> checked(LimiterState state, PackReading reading) {
    if (isOver(reading)) {
      return again(state, reading);
    }
    return isDone(state, check)
        ? step(
            state.in(Phase.OFF, reading.at(), 0),
            Severity.INFO,
            reading,
            " stayed within " + turnOn + ", charge limiter off")
        : Step.quietly(state);
  }

  private Step<LimiterState> again(LimiterState state, PackReading reading) {
    int times = Math.min(LimiterState.MOST_RETRIGGERS, state.retriggers() + 1);
    boolean locks = times >= locksAfter;
    String text = " charges with " + reading.current() + " again, " + times + " in a row";
    return step(
        state.in(locks ? Phase.LOCKED : Phase.HOLDING, reading.at(), times),
        locks ? Severity.ALARM : Severity.WARNING,
        reading,
        text + (locks ? ": locked at " : ": held to ") + holdTo);
  }

  private Step<LimiterState> locked(LimiterState state, PackReading reading) {
    Current discharge = reading.current().negated();
    boolean resting = Math.abs(reading.current().milliamperes()) <= rest.milliamperes();
    if (!resting && discharge.compareTo(unlocks) <= 0) {
      return Step.quietly(state.calm(0));
    }
    if (state.calm() + 1 < READINGS) {
      return Step.quietly(state.calm(state.calm() + 1));
    }
    String text = " charge limiter unlocked by " + reading.current();
    return step(state.in(Phase.OFF, reading.at(), 0), Severity.INFO, reading, text);
  }

  private boolean isOver(PackReading reading) {
    return reading.current().compareTo(turnOn) > 0;
  }

  private static boolean isDone(LimiterState state, Duration duration) {
    Moment since = state.since();
    Moment read = state.readingAt();
    return since != null && read != null && Remembered.lasted(since, duration, read);
  }

  private static Step<LimiterState> step(
      LimiterState state, Severity severity, PackReading reading, String text) {
    Map<String, Long> values = Map.of("current-ma", (long) reading.current().milliamperes());
    return step(state, severity, reading.pack(), reading.at(), text, values);
  }

  private static Step<LimiterState> step(
      LimiterState state,
      Severity severity,
      PackId pack,
      Moment at,
      String text,
      Map<String, Long> values) {
    String sentence = "pack " + pack + text;
    return new Step<>(state, List.of(new Event(at, severity, pack, RULE, sentence, values)));
  }
}
