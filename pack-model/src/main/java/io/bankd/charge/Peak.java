package io.bankd.charge;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;

/**
 * One peak in the ledger: a time for which a pack carried more than its continuous current.
 *
 * @param until when it ended
 * @param over how long it was above, the pauses within it left out; up to a day
 */
public record Peak(Moment until, Duration over) {
  static final Duration DAY = Duration.ofDays(1);

  /** How many of the maker's peaks it was: one for each time {@code longest} it lasted. */
  long uses(Duration longest) {
    long millis = longest.toMillis();
    return Math.max(1, (over.toMillis() + millis - 1) / millis);
  }

  /** Where it ends in the future, it ends now. */
  Peak by(Moment now) {
    return until.isAfter(now) ? new Peak(now, over) : this;
  }

  Figures figures() {
    return Figures.NONE.with("until", until).with("over-ms", over.toMillis());
  }

  static Peak restored(Figures figures) {
    Moment until = figures.moment("until");
    long over = Remembered.amount(figures, "over-ms", DAY.toMillis());
    return new Peak(until == null ? Remembered.UNKNOWN : until, Duration.ofMillis(over));
  }
}
