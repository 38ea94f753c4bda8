package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Where one pack stands with its end of charge; immutable.
 *
 * @param finished whether charging is finished
 * @param fullAt when the end of charge was last reached, the moment at which the state of charge is
 *     100 %; null where it never was or is not known
 * @param finishedSince when charging finished; null while it is not
 * @param atEnd whether the last reading had a cell at its end voltage
 * @param since the first of the readings in a row that agree to finish, or to resume; null if none
 * @param readingAt of the last reading, null before the first
 */
public record ChargeEndState(
    boolean finished,
    @Nullable Moment fullAt,
    @Nullable Moment finishedSince,
    boolean atEnd,
    @Nullable Moment since,
    @Nullable Moment readingAt) {

  /** A pack that may be charged, as far as is known. */
  public static final ChargeEndState NEW = new ChargeEndState(false, null, null, false, null, null);

  ChargeEndState finishedAt(Moment at) {
    return new ChargeEndState(true, at, at, false, null, at);
  }

  ChargeEndState resumedAt(Moment at) {
    return new ChargeEndState(false, fullAt, null, false, null, at);
  }

  /** Undecided: one more reading that agrees, or one that starts anew. */
  ChargeEndState readAt(Moment at, boolean end, @Nullable Moment agreed) {
    Moment began = finished ? Remembered.past(finishedSince, at) : null;
    return new ChargeEndState(finished, fullAt, began, end, agreed, at);
  }

  /** All of it, to be kept over a restart. */
  public Figures figures() {
    return Figures.NONE
        .with("finished", finished ? 1 : 0)
        .with("full", fullAt)
        .with("finished-since", finishedSince)
        .with("at-end", atEnd ? 1 : 0)
        .with("since", since)
        .with("reading", readingAt);
  }

  /** What was kept; a “finished” that is neither yes nor no counts as yes. */
  public static ChargeEndState restored(Figures figures) {
    boolean finished = Remembered.isSet(figures, "finished");
    Moment began = figures.moment("finished-since");
    return new ChargeEndState(
        finished,
        figures.moment("full"),
        !finished ? null : began == null ? Remembered.UNKNOWN : began,
        figures.get("at-end", 0) == 1,
        figures.moment("since"),
        figures.moment("reading"));
  }
}
