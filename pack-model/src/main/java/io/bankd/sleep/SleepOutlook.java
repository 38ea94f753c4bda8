package io.bankd.sleep;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a pack's silence means to its owner now.
 *
 * @param phase whether it is awake, asleep or lost
 * @param cause of its sleep, null unless it is asleep
 * @param nextWake when it next wakes by itself and looks for charge, null if it will not
 * @param wakeTries wake-ups in a row that brought no charge
 * @param wantsCharge whether the inverter should be asked to charge now: a pack is over-discharged
 *     and awake, or about to wake
 * @param needsHands whether it wakes only by its button, a charger above 48 V, or RS232
 * @param words the whole of it, “asleep, for it was told to sleep; to wake it …”
 */
public record SleepOutlook(
    SleepPhase phase,
    @Nullable SleepCause cause,
    @Nullable Moment nextWake,
    int wakeTries,
    boolean wantsCharge,
    boolean needsHands,
    String words) {

  /** What somebody has to do for a pack that does not wake by itself (AM5000 4.1, wake up). */
  static final String HANDS =
      "press its button for 3 to 6 s, or connect a charger of more than 48 V";

  /** Whether it wakes by itself once more. */
  public boolean wakesByItself() {
    return nextWake != null;
  }

  static SleepOutlook of(SleepState state, SleepSettings by, Moment now) {
    WakeSchedule schedule = state.schedule(by);
    if (state.phase() != SleepPhase.ASLEEP) {
      boolean wants = state.phase() == SleepPhase.AWAKE && state.over() != null;
      String words = state.phase().words() + (wants ? ", over-discharged, wants charge" : "");
      return new SleepOutlook(state.phase(), null, null, state.tries(), wants, false, words);
    }
    if (schedule == null) {
      String words = asleep(state) + "to wake it " + HANDS;
      return new SleepOutlook(state.phase(), state.cause(), null, 0, false, true, words);
    }
    Moment next = schedule.next(now);
    boolean over = schedule.isOver(now);
    int tries = schedule.tries(now);
    String words = asleep(state) + words(next, tries, over, by, now);
    return new SleepOutlook(
        state.phase(), state.cause(), next, tries, schedule.isNear(now), over, words);
  }

  private static String asleep(SleepState state) {
    SleepCause why = state.cause();
    return "asleep" + (why == null ? "; " : ", for " + why.words() + "; ");
  }

  private static String words(
      @Nullable Moment next, int tries, boolean over, SleepSettings by, Moment now) {
    if (next != null) {
      Duration left = next.since(now);
      return "wakes in " + Spoken.of(left) + ", try " + (tries + 1) + " of " + by.tries();
    }
    return over
        ? "has stopped looking for charge, somebody must " + HANDS
        : "looks for charge for the last time";
  }
}
