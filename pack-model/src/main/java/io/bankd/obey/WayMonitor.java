package io.bankd.obey;

import static io.bankd.obey.Stage.OBEYS;
import static io.bankd.obey.Stage.PULLED;
import static io.bankd.obey.Stage.RETURNING;
import static io.bankd.obey.Stage.STOPPED;
import static io.bankd.obey.Stage.TRIMMED;

import io.bankd.history.Event;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;

/** From one stage to the next, with one limit. */
final class WayMonitor {
  private static final Duration CALM = Duration.ofSeconds(60);
  private static final Duration FORGIVEN = Duration.ofDays(1);

  /* An inverter with a gain error takes a little too much; more than this is no gain error. */
  private static final int TRIMMED_AT_MOST_PER_CENT = 25;
  private static final int TRIM_OF_NOMINAL_PER_CENT = 30;

  private static final Duration LONG = Duration.ofMinutes(10);

  /* Stopped, and still outside. */
  private static final Duration ALARM = Duration.ofSeconds(30);

  private WayMonitor() {}

  /** A limit is exceeded, by what was allowed last. */
  static Conduct outside(Conduct before, Look look, List<Event> events) {
    Moment permitted = before.told().lastAllowing(look.value());
    int beyond = look.value() - before.told().newest();
    Episode episode = Episode.seen(before.episode(), beyond, permitted, look.now());
    Conduct seen = before.outside(look.excess(), episode);
    Duration lasted = episode.lasted(look.oldest());
    boolean patience = lasted.compareTo(look.lag().patience()) >= 0;
    Conduct next =
        switch (seen.stage()) {
          case OBEYS -> patience ? reported(seen, look, lasted, events) : seen;
          case REPORTED ->
              lasted.compareTo(look.leverPatience()) >= 0
                  ? lever(seen, look, lasted, events)
                  : seen;
          case TRIMMED ->
              patience && look.past(seen.since()).compareTo(look.leverPatience()) >= 0
                  ? lever(seen, look, lasted, events)
                  : seen;
          case RETURNING -> patience ? strong(seen, look, lasted, events) : seen;
          case PULLED -> pulled(seen, look, lasted, events);
          case STOPPED -> seen;
        };
    return alarmed(next, look, lasted, events);
  }

  private static boolean waited(Moment since, Look look) {
    return look.past(since).compareTo(look.lag().patience()) >= 0;
  }

  private static Conduct reported(Conduct c, Look look, Duration lasted, List<Event> events) {
    events.add(ObedienceEvents.disobeyed(look, lasted));
    return c.reported(look.now());
  }

  private static Conduct lever(Conduct c, Look look, Duration lasted, List<Event> events) {
    int excess = look.excess();
    int most = percent(look.bank().nominal().milliamperes(), TRIM_OF_NOMINAL_PER_CENT);
    int trim = c.lever().trim();
    boolean small = excess <= percent(look.allowed(), TRIMMED_AT_MOST_PER_CENT);
    boolean room = trim < most && look.sent() > look.allowed() / 2;
    if (look.way() == Way.VOLTAGE || !small || !room) {
      return small && !isLong(c, look) ? c : strong(c, look, lasted, events);
    }
    Lever trimmed = c.lever().trimmed(excess, most, look.now());
    events.add(ObedienceEvents.trimmed(look, lasted, trimmed.trim()));
    return c.levered(TRIMMED, trimmed, look.now());
  }

  /* A house that runs on the bank alone cannot take less: a little too much does not put out its light. */
  private static boolean isLong(Conduct c, Look look) {
    Episode episode = c.episode();
    return look.way() != Way.DISCHARGE
        || episode == null
        || look.past(episode.since()).compareTo(LONG) >= 0;
  }

  private static Conduct strong(Conduct c, Look look, Duration lasted, List<Event> events) {
    if (look.way() == Way.DISCHARGE) {
      return stopped(c, look, lasted, events);
    }
    int lowest = look.bank().lowestCeiling(look.measured().voltage());
    int bank = look.measured().voltage().millivolts();
    int told = look.told().cvl().millivolts();
    Lever pulled = c.lever().pulledTo(Math.max(lowest, Math.min(told, bank)), look.now());
    events.add(ObedienceEvents.pulled(look, lasted, pulled.ceiling()));
    return c.levered(PULLED, pulled, look.now());
  }

  private static Conduct stopped(Conduct c, Look look, Duration lasted, List<Event> events) {
    events.add(ObedienceEvents.stopped(look, lasted));
    return c.levered(STOPPED, c.lever().stopped(look.now()), look.now());
  }

  /* Down while the excess lasts; where that does not help, charging is told to stop. */
  private static Conduct pulled(Conduct c, Look look, Duration lasted, List<Event> events) {
    int lowest = look.bank().lowestCeiling(look.measured().voltage());
    Lever lower = c.lever().pulled(lowest, look.lag(), look.now());
    boolean lowered = lower.ceiling() < c.lever().ceiling();
    return !lowered && waited(lower.moved(), look)
        ? stopped(c, look, lasted, events)
        : c.with(lower);
  }

  private static Conduct alarmed(Conduct c, Look look, Duration lasted, List<Event> events) {
    boolean stays =
        c.stage() == STOPPED
            && look.past(c.since()).compareTo(look.lag().patience().plus(ALARM)) >= 0;
    if (c.alarmed() || !c.stage().isStrong() || !(stays || look.endangers())) {
      return c;
    }
    events.add(ObedienceEvents.alarm(look, lasted));
    return c.alarming();
  }

  /** The limit is kept, or nothing flows that way. */
  static Conduct inside(Conduct before, Look look, List<Event> events) {
    Conduct known = before.inside(look.now());
    Conduct c = known.with(lifted(known.lever(), look));
    Duration calm = c.calm(look.now());
    boolean long60 = calm.compareTo(CALM) >= 0;
    return switch (c.stage()) {
      case OBEYS ->
          c.strikes() > 0 && look.past(c.since()).compareTo(FORGIVEN) >= 0
              ? c.forgiven(look.now())
              : c;
      case REPORTED -> long60 ? obeysAgain(c, look, events) : c;
      case TRIMMED -> healed(c, look, long60, events);
      case PULLED, STOPPED -> calm.compareTo(wait(c)) >= 0 ? returning(c, look, events) : c;
      case RETURNING -> returned(c.with(c.lever().returned(look.bank(), look.now())), look, events);
    };
  }

  /*
   * What was pulled back below the bank's voltage to end its charge must not empty it into the grid:
   * where it is being discharged instead, and no cell is too high, the voltage is the bank's own.
   */
  private static Lever lifted(Lever lever, Look look) {
    Measured measured = look.measured();
    boolean emptied = -measured.current().milliamperes() > look.bank().flows();
    boolean high = measured.highestCell().compareTo(look.bank().fullCell()) >= 0;
    return emptied && !high ? lever.lifted(measured.voltage().millivolts(), look.bank()) : lever;
  }

  /* An inverter that disobeys again and again is tried ever more rarely: after an hour at most. */
  private static Duration wait(Conduct c) {
    return CALM.multipliedBy(1L << Math.max(0, c.strikes() - 1));
  }

  private static Conduct returning(Conduct c, Look look, List<Event> events) {
    events.add(ObedienceEvents.inside(look, c, "the levers return slowly"));
    return c.back(RETURNING, look.now());
  }

  private static Conduct returned(Conduct c, Look look, List<Event> events) {
    if (!c.lever().isFree()) {
      return c;
    }
    return c.lever().trim() > 0 ? c.back(TRIMMED, look.now()) : obeysAgain(c, look, events);
  }

  private static Conduct healed(Conduct c, Look look, boolean calm, List<Event> events) {
    Conduct next =
        calm ? c.with(c.lever().healed(look.isAtTheLimit(), look.bank(), look.now())) : c;
    return next.lever().trim() > 0 ? next : obeysAgain(next, look, events);
  }

  private static Conduct obeysAgain(Conduct c, Look look, List<Event> events) {
    events.add(ObedienceEvents.inside(look, c, "it is obeyed again"));
    return c.back(OBEYS, look.now());
  }

  private static int percent(int of, int percent) {
    return (int) ((long) of * percent / 100);
  }
}
