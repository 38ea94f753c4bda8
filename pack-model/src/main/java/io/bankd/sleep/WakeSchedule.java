package io.bankd.sleep;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a pack that sleeps after over-discharge wakes by itself, closes both MOSFETs and looks for
 * charge (AM5000 4.1, remarks: every 4 h, 10 times).
 *
 * <p>It is reckoned from the moment the pack fell silent, by the daemon's clock. While the daemon
 * is down that clock stands, so afterwards the pack is ahead of this by that time: its wake-ups
 * come earlier than said, and it gives up earlier. Its next appearance sets the schedule right
 * again.
 *
 * @param since when it fell asleep
 * @param before wake-ups without charge before that, which count as long as none brought any
 */
record WakeSchedule(Moment since, int before, SleepSettings by) {

  /** Wake-ups without charge up to a moment, never more than there are. */
  int tries(Moment now) {
    return (int) Math.min(by.tries(), before + passed(now));
  }

  /** The next one, always after {@code now}; null when there will be none. */
  @Nullable Moment next(Moment now) {
    return tries(now) >= by.tries() ? null : wake(passed(now) + 1);
  }

  /** Whether a wake-up, or the falling asleep, is near enough to ask for charge. */
  boolean isNear(Moment now) {
    if (isOver(now)) {
      return false;
    }
    Moment earlier = wake(passed(now));
    Moment later = earlier.plus(by.wakesEvery());
    return now.since(earlier).compareTo(by.window()) <= 0
        || (later.since(now).compareTo(by.window()) <= 0 && next(now) != null);
  }

  /** Whether the last one has passed, too. */
  boolean isOver(Moment now) {
    int left = by.tries() - before;
    return left <= 0 || now.since(wake(left)).compareTo(by.window()) > 0;
  }

  private long passed(Moment now) {
    Duration slept = now.since(since);
    return slept.isNegative() ? 0 : slept.toNanos() / by.wakesEvery().toNanos();
  }

  private Moment wake(long number) {
    return since.plus(by.wakesEvery().multipliedBy(number));
  }
}
