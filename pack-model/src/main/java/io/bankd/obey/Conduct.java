package io.bankd.obey;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the inverter stands with one limit.
 *
 * @param since when the stage began, or last went a step further
 * @param insideSince since when it has been seen inside without a break; null while it is not
 * @param strikes how often a strong lever was pulled lately; each doubles the wait before it
 *     returns
 * @param reports how often disobedience was found, ever
 * @param alarmed whether an alarm was raised and the lever has not returned since
 * @param excess beyond the limit now, mA or mV; 0 inside
 * @param episode the present excess, null inside
 */
record Conduct(
    Stage stage,
    Moment since,
    @Nullable Moment insideSince,
    int strikes,
    long reports,
    boolean alarmed,
    int excess,
    Lever lever,
    Permissions told,
    @Nullable Episode episode) {

  static final int MOST_STRIKES = 6;

  static Conduct obeying(Moment now) {
    return new Conduct(
        Stage.OBEYS, now, null, 0, 0, false, 0, Lever.free(now), Permissions.unknown(now), null);
  }

  Conduct with(Permissions next) {
    return new Conduct(
        stage, since, insideSince, strikes, reports, alarmed, excess, lever, next, episode);
  }

  Conduct with(Lever next) {
    return new Conduct(
        stage, since, insideSince, strikes, reports, alarmed, excess, next, told, episode);
  }

  /** Nobody measures: no time inside counts, and an excess has to be seen anew. */
  Conduct unseen() {
    return new Conduct(stage, since, null, strikes, reports, alarmed, 0, lever, told, null);
  }

  /**
   * It cannot be told: no time counts, neither inside nor outside.
   *
   * @param outside whether it is still seen beyond what it was told last; if not, an excess has to
   *     be seen anew
   */
  Conduct untold(boolean outside, Moment now) {
    Episode kept = outside ? episode : null;
    Permissions last = kept == null ? Permissions.unknown(now) : told;
    return new Conduct(stage, since, insideSince, strikes, reports, alarmed, 0, lever, last, kept);
  }

  /**
   * It can be told again: everything goes on where it stood. Of an excess its lag is taken away
   * besides, for it may have forgotten what it was told.
   *
   * @param pause for so long it could not be told
   */
  Conduct toldAgain(Duration pause, Lag lag, Moment now) {
    Moment inside = insideSince;
    Episode present = episode;
    Duration longer = pause.plus(lag.time());
    return new Conduct(
        stage,
        later(since, pause, now),
        inside == null ? null : later(inside, pause, now),
        strikes,
        reports,
        alarmed,
        excess,
        lever.movedAt(later(lever.moved(), pause, now)),
        present == null ? told : told.later(longer, now),
        present == null ? null : present.later(longer, now));
  }

  /** So much later, but not after now. */
  static Moment later(Moment moment, Duration pause, Moment now) {
    Moment moved = moment.plus(pause);
    return moved.isAfter(now) ? now : moved;
  }

  Conduct outside(int beyond, Episode seen) {
    return new Conduct(stage, since, null, strikes, reports, alarmed, beyond, lever, told, seen);
  }

  Conduct inside(Moment now) {
    Moment first = insideSince == null ? now : insideSince;
    return new Conduct(stage, since, first, strikes, reports, alarmed, 0, lever, told, null);
  }

  Conduct reported(Moment now) {
    return new Conduct(
        Stage.REPORTED,
        now,
        insideSince,
        strikes,
        reports + 1,
        alarmed,
        excess,
        lever,
        told,
        episode);
  }

  Conduct alarming() {
    return new Conduct(
        stage, since, insideSince, strikes, reports, true, excess, lever, told, episode);
  }

  /** A lever moved: what follows in this episode says nothing about the inverter's lag. */
  Conduct levered(Stage next, Lever moved, Moment now) {
    boolean strike = next.isStrong() && !stage.isStrong();
    Episode present = episode;
    return new Conduct(
        next,
        now,
        insideSince,
        Math.min(MOST_STRIKES, strikes + (strike ? 1 : 0)),
        reports,
        alarmed,
        excess,
        moved,
        told,
        present == null ? null : present.afterALever());
  }

  /** Another stage on the way back. */
  Conduct back(Stage next, Moment now) {
    boolean quiet = !next.isStrong() && next != Stage.RETURNING;
    return new Conduct(
        next, now, insideSince, strikes, reports, alarmed && !quiet, excess, lever, told, episode);
  }

  /** A strike is forgotten. */
  Conduct forgiven(Moment now) {
    return new Conduct(
        stage,
        now,
        insideSince,
        Math.max(0, strikes - 1),
        reports,
        alarmed,
        excess,
        lever,
        told,
        episode);
  }

  Duration calm(Moment now) {
    Moment first = insideSince;
    return first == null ? Duration.ZERO : now.since(first);
  }

  /** What must survive a restart; what the inverter was told just before is not worth it. */
  Figures figures() {
    return Figures.NONE
        .with("stage", stage.ordinal())
        .with("since", since)
        .with("strikes", strikes)
        .with("reports", reports)
        .with("alarmed", alarmed ? 1 : 0)
        .with("lever", lever.figures());
  }

  /** What was kept. A stage that there is not becomes one that gives everything back slowly. */
  static Conduct restored(Way way, Figures figures, Nameplate bank, Moment now) {
    long code = figures.get("stage", Stage.OBEYS.ordinal());
    boolean known = code >= 0 && code < Stage.values().length;
    Lever kept = Lever.restored(figures.group("lever"), bank, now);
    Moment since = figures.moment("since");
    long strikes = figures.get("strikes", 0);
    Stage stage = known ? Stage.values()[(int) code] : Stage.STOPPED;
    Lever lever = consistent(way, stage, kept, bank, now);
    return new Conduct(
        known ? consistent(stage, lever) : Stage.RETURNING,
        since == null || since.isAfter(now) ? now : since,
        null,
        (int) (strikes < 0 ? MOST_STRIKES : Math.min(MOST_STRIKES, strikes)),
        Math.max(0, figures.get("reports", 0)),
        figures.get("alarmed", 0) == 1,
        0,
        lever,
        Permissions.unknown(now),
        null);
  }

  /* A strong stage has its lever; a voltage is never trimmed. */
  private static Lever consistent(Way way, Stage stage, Lever kept, Nameplate bank, Moment now) {
    Lever lever = way == Way.VOLTAGE ? kept.untrimmed() : kept;
    boolean pulls = stage == Stage.PULLED && lever.ceiling() == Lever.FREE;
    lever = pulls ? lever.pulledTo(bank.rest().millivolts(), now) : lever;
    return stage == Stage.STOPPED && lever.cap() == Lever.FREE ? lever.stopped(now) : lever;
  }

  /* What is taken must be able to return. */
  private static Stage consistent(Stage stage, Lever lever) {
    if (!stage.isStrong() && !lever.isFree()) {
      return Stage.RETURNING;
    }
    return stage == Stage.OBEYS && lever.trim() > 0 ? Stage.TRIMMED : stage;
  }
}
