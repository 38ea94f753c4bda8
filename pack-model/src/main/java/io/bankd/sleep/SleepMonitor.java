package io.bankd.sleep;

import io.bankd.history.Event;
import io.bankd.history.Step;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a pack that sleeps from one that is lost, and keeps the time of its wake-ups (AM5000 4.1).
 *
 * <p>Being asked is communication, so a pack that is asked sleeps only after over-discharge or
 * because it was told to; by its button too, which nobody sees: that is a loss with a hint.
 */
public final class SleepMonitor {
  private final SleepSettings by;

  public SleepMonitor(SleepSettings settings) {
    this.by = settings;
  }

  /**
   * One step further.
   *
   * @param reading the pack's latest, new or not; null while there is none
   * @param status the pack's latest, new or not; null while there is none
   * @param asked whether the bus asks the pack at present; silence means nothing otherwise
   */
  public Step<SleepState> next(
      PackId pack,
      SleepState before,
      @Nullable PackReading reading,
      @Nullable PackStatus status,
      boolean asked,
      Moment now) {
    SleepState state = before.with(Asking.next(before.asking(), asked, now));
    if (reading != null) {
      Moment heard =
          status != null && status.at().isAfter(reading.at()) ? status.at() : reading.at();
      Moment last = before.heardAt();
      if (last == null || heard.isAfter(last)) {
        return heard(state, reading, status, heard, now);
      }
    }
    return state.phase() == SleepPhase.ASLEEP
        ? sleeping(pack, state, now)
        : silent(pack, state, now);
  }

  /** What a state means to the owner. */
  public SleepOutlook outlook(SleepState state, Moment now) {
    return SleepOutlook.of(state, by, now);
  }

  private Step<SleepState> heard(
      SleepState before, PackReading reading, @Nullable PackStatus status, Moment at, Moment now) {
    PackId pack = reading.pack();
    List<Event> events = new ArrayList<>();
    OverDischarge over = OverDischarge.next(before.over(), reading, status, by);
    WakeSchedule schedule = before.schedule(by);
    int tries = schedule == null ? before.tries() : schedule.tries(at.plus(by.window()));
    Moment told = before.told();
    if (before.phase() == SleepPhase.ASLEEP) {
      events.add(SleepEvents.awake(pack, before, tries, over != null, by, at));
      told = null;
    } else if (told != null && now.since(told).compareTo(by.obeys()) > 0) {
      events.add(SleepEvents.disobeyed(pack, at));
      told = null;
    }
    if (over == null && tries > 0) {
      events.add(SleepEvents.recovered(pack, tries, at));
    }
    LastWord last = LastWord.of(at, reading, status, by);
    int left = over == null ? 0 : tries;
    SleepState state =
        new SleepState(SleepPhase.AWAKE, null, last, over, before.asking(), told, left, left);
    return new Step<>(state, events);
  }

  private Step<SleepState> silent(PackId pack, SleepState state, Moment now) {
    LastWord last = state.last();
    Asking asking = state.asking();
    if (state.phase() != SleepPhase.AWAKE || last == null || asking == null || !asking.asked()) {
      return Step.quietly(state);
    }
    Moment owed = asking.owedFrom(last.at());
    if (now.since(owed).compareTo(by.silentAfter()) < 0) {
      return Step.quietly(state);
    }
    SleepCause cause = cause(state, last, asking);
    if (cause == SleepCause.OVER_DISCHARGE && !isOverdue(state, now)) {
      return Step.quietly(state);
    }
    if (cause == null) {
      return new Step<>(state.lost(), List.of(SleepEvents.lost(pack, last, state, now)));
    }
    SleepState asleep = state.asleep(cause);
    WakeSchedule schedule = asleep.schedule(by);
    if (schedule != null && schedule.isOver(now)) {
      return givenUp(pack, asleep, schedule, now);
    }
    return new Step<>(asleep, List.of(SleepEvents.asleep(pack, asleep, outlook(asleep, now), now)));
  }

  /* The reasons of 4.1 but the button; the last two ask for a pack that was left alone. */
  private @Nullable SleepCause cause(SleepState state, LastWord last, Asking asking) {
    if (state.told() != null) {
      return SleepCause.TOLD;
    }
    if (state.over() != null) {
      return SleepCause.OVER_DISCHARGE;
    }
    Duration alone = asking.aloneSince(last.at());
    if (last.resting() && alone.compareTo(by.standby()) > 0) {
      return SleepCause.STANDBY;
    }
    boolean low = last.lowestCell().compareTo(by.sleepVoltage()) < 0;
    return last.resting() && low && alone.compareTo(by.sleepDelay()) >= 0
        ? SleepCause.LOW_CELL
        : null;
  }

  private boolean isOverdue(SleepState state, Moment now) {
    OverDischarge over = state.over();
    return over != null && now.since(over.since()).compareTo(by.unreleased()) >= 0;
  }

  private Step<SleepState> sleeping(PackId pack, SleepState state, Moment now) {
    WakeSchedule schedule = state.schedule(by);
    if (schedule == null) {
      return Step.quietly(state);
    }
    if (schedule.isOver(now) && state.announced() <= by.tries()) {
      return givenUp(pack, state, schedule, now);
    }
    // One that wakes in time is greeted; only that it was not heard is worth a word.
    int missed = schedule.tries(now.plus(by.window().negated()));
    if (missed > state.announced() && missed < by.tries()) {
      return new Step<>(
          state.announcing(missed), List.of(SleepEvents.missed(pack, missed, by.tries(), now)));
    }
    return Step.quietly(state);
  }

  private Step<SleepState> givenUp(
      PackId pack, SleepState state, WakeSchedule schedule, Moment now) {
    Event event = SleepEvents.exhausted(pack, schedule.tries(now), now);
    return new Step<>(state.announcing(by.tries() + 1), List.of(event));
  }
}
