package io.bankd.sleep;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands between awake, asleep and lost; immutable.
 *
 * @param phase now
 * @param cause of its sleep, null unless it is asleep
 * @param last its last word, null while it is awaited
 * @param over its over-discharge, null if there is none
 * @param asking whether it is asked, null at the very beginning
 * @param told when it was told to sleep, null if it was not
 * @param tries wake-ups in a row, before this sleep, that brought no charge
 * @param announced the wake-ups of which an event has told
 */
public record SleepState(
    SleepPhase phase,
    @Nullable SleepCause cause,
    @Nullable LastWord last,
    @Nullable OverDischarge over,
    @Nullable Asking asking,
    @Nullable Moment told,
    int tries,
    int announced) {

  /** A pack that has never been heard. */
  public static final SleepState NEW =
      new SleepState(SleepPhase.AWAITED, null, null, null, null, null, 0, 0);

  /** When it was last heard, null if never. */
  public @Nullable Moment heardAt() {
    LastWord word = last;
    return word == null ? null : word.at();
  }

  /** As it is after the daemon has told the pack to sleep: silence will be no surprise. */
  public SleepState told(Moment now) {
    return new SleepState(phase, cause, last, over, asking, now, tries, announced);
  }

  /** As it is when a new run begins to ask: what was not heard meanwhile is no silence. */
  public SleepState askedAnew(Moment now) {
    return with(new Asking(true, now, Duration.ZERO));
  }

  SleepState with(Asking newAsking) {
    return new SleepState(phase, cause, last, over, newAsking, told, tries, announced);
  }

  SleepState announcing(int newAnnounced) {
    return new SleepState(phase, cause, last, over, asking, told, tries, newAnnounced);
  }

  SleepState lost() {
    return new SleepState(SleepPhase.LOST, null, last, over, asking, told, tries, announced);
  }

  SleepState asleep(SleepCause newCause) {
    return new SleepState(SleepPhase.ASLEEP, newCause, last, over, asking, told, tries, tries);
  }

  /** Its wake-ups, null where it has none. */
  @Nullable WakeSchedule schedule(SleepSettings by) {
    LastWord word = last;
    return word != null && phase == SleepPhase.ASLEEP && cause == SleepCause.OVER_DISCHARGE
        ? new WakeSchedule(word.at(), tries, by)
        : null;
  }

  /** As figures that survive a restart. */
  public Figures figures() {
    Figures figures = Kept.with(Kept.with(Figures.NONE, "phase", phase), "cause", cause);
    LastWord word = last;
    OverDischarge empty = over;
    Asking asks = asking;
    figures = word == null ? figures : figures.with("last", word.figures());
    figures = empty == null ? figures : figures.with("over", empty.figures());
    figures = asks == null ? figures : figures.with("asking", asks.figures());
    return figures.with("told", told).with("tries", tries).with("announced", announced);
  }

  /**
   * What was kept. Sleep that is kept without its cause is none, so that a silence is a loss; what
   * lies in the future happened just now.
   */
  public static SleepState restored(Figures figures, SleepSettings by, Moment now) {
    LastWord last = LastWord.restored(figures.group("last"), now);
    SleepCause cause = Kept.one(figures, "cause", SleepCause.values());
    SleepPhase phase = phase(Kept.one(figures, "phase", SleepPhase.values()), last, cause);
    return new SleepState(
        phase,
        phase == SleepPhase.ASLEEP ? cause : null,
        last,
        last == null ? null : OverDischarge.restored(figures.group("over"), now),
        Asking.restored(figures.group("asking"), now),
        Kept.moment(figures, "told", now),
        within(figures.get("tries", 0), by.tries()),
        within(figures.get("announced", 0), by.tries() + 1));
  }

  private static SleepPhase phase(
      @Nullable SleepPhase kept, @Nullable LastWord last, @Nullable SleepCause cause) {
    if (last == null) {
      return SleepPhase.AWAITED;
    }
    boolean explained = kept == SleepPhase.LOST || (kept == SleepPhase.ASLEEP && cause != null);
    return kept != null && explained ? kept : SleepPhase.AWAKE;
  }

  private static int within(long kept, int most) {
    return (int) Math.max(0, Math.min(most, kept));
  }
}
