package io.bankd.sleep;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.history.Step;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the daemon may stop asking packs, so that an idle bank can go to sleep: asking is
 * communication, and keeps packs awake.
 *
 * <p>Off by default. Packs that are not asked for 24 h of rest open their MOSFETs, and being asked
 * does not wake them: a charger above 48 V, their button or RS232 does (AM5000 4.1). A bank that
 * nobody asks has no limits to publish either.
 *
 * @param enabled whether the daemon may be quiet at all
 * @param idleFor how long the bank must have been idle
 * @param lookEvery how long it is quiet before it looks again; up to 24 h keep the packs awake, for
 *     every look is communication
 * @param lookFor how long a look lasts
 */
public record QuietPolicy(boolean enabled, Duration idleFor, Duration lookEvery, Duration lookFor) {
  public static final QuietPolicy OFF =
      new QuietPolicy(false, Duration.ofHours(48), Duration.ofHours(25), Duration.ofMinutes(1));

  public QuietPolicy {
    if (idleFor.isNegative() || lookEvery.isNegative() || lookFor.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("times of quiet are not negative, and a look takes time");
    }
  }

  /**
   * One step further.
   *
   * @param busy why the bank cannot be left alone: a wish of the inverter or of the operator, or
   *     {@link #busy}; null where nothing speaks against it
   */
  public Step<QuietState> next(QuietState before, @Nullable String busy, Moment now) {
    if (!enabled) {
      return Step.quietly(QuietState.BUSY);
    }
    if (busy != null) {
      return before.asks()
          ? Step.quietly(QuietState.BUSY)
          : told(QuietState.BUSY, "the packs are asked again: " + busy, now);
    }
    Moment idle = before.idleSince();
    Moment since = before.since();
    if (idle == null || since == null) {
      return Step.quietly(new QuietState(QuietState.Phase.TALKING, now, now));
    }
    Duration spent = now.since(since);
    return switch (before.phase()) {
      case TALKING ->
          spent.compareTo(idleFor) < 0
              ? Step.quietly(before)
              : told(
                  new QuietState(QuietState.Phase.QUIET, idle, now),
                  "the bank has been idle for "
                      + Spoken.of(now.since(idle))
                      + ": the packs are not asked any more, and may sleep",
                  now);
      case QUIET ->
          spent.compareTo(lookEvery) < 0
              ? Step.quietly(before)
              : Step.quietly(new QuietState(QuietState.Phase.LOOKING, idle, now));
      case LOOKING ->
          spent.compareTo(lookFor) < 0
              ? Step.quietly(before)
              : Step.quietly(new QuietState(QuietState.Phase.QUIET, idle, now));
    };
  }

  /**
   * Why packs cannot be left alone by what they say, null where they can: current, balancing, a
   * protection, a fault.
   *
   * @param flows the magnitude above which a current counts as flowing
   */
  public static @Nullable String busy(
      Collection<PackReading> readings, Collection<PackStatus> statuses, Current flows) {
    for (PackReading reading : readings) {
      if (Math.abs((long) reading.current().milliamperes()) > flows.milliamperes()) {
        return "pack " + reading.pack() + " carries " + reading.current();
      }
    }
    for (PackStatus status : statuses) {
      if (status.balancing() != 0) {
        return "pack " + status.pack() + " balances its cells";
      }
      if (!status.faults().isEmpty() || !status.protections().isEmpty()) {
        var condition =
            status.faults().isEmpty()
                ? status.protections().iterator().next()
                : status.faults().iterator().next();
        return "pack " + status.pack() + " reports: " + condition.words();
      }
    }
    return null;
  }

  private static Step<QuietState> told(QuietState state, String text, Moment now) {
    return new Step<>(state, List.of(new Event(now, Severity.INFO, null, "quiet", text)));
  }
}
