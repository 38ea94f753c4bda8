package io.bankd.sim;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The electronics in a simulated pack: flags, MOSFETs, current limiter, balancing, sleep, by the
 * maker's document and written apart from the daemon's own rules, so that the one can test the
 * other.
 */
final class SimulatedBms {
  /* What the electronics draw from the cells, in amperes. */
  private static final double AWAKE_DRAIN = 0.040;
  private static final double ASLEEP_DRAIN = 0.0001;

  private final SimulatedProtections protections = new SimulatedProtections();
  private final SimulatedLimiter limiter = new SimulatedLimiter();
  private final SimulatedSleep sleep = new SimulatedSleep();
  private final SimulatedGauge gauge;
  private int balancing;
  private List<Mishap> mishaps = List.of();
  private boolean chargeBroken;
  private boolean dischargeBroken;

  SimulatedBms(SimulatedGauge gauge) {
    this.gauge = gauge;
  }

  /**
   * Looks at the pack's own measurement, {@code seconds} after the last look.
   *
   * @param capacity of the pack in Ah
   * @param unbalanced bit i set: cell i+1 is high, and far above the lowest
   */
  void look(double seconds, Measured measured, double capacity, int unbalanced) {
    if (!isAsleep()) {
      gauge.look(seconds, measured, capacity);
      protections.look(seconds, measured);
      limiter.look(seconds, measured);
    }
    balancing = isAsleep() ? 0 : unbalanced;
    boolean unreleased = protections.isOverDischarged();
    if (sleep.look(seconds, measured, unreleased, balancing != 0)) {
      protections.suspendOverDischarge();
    }
  }

  /** What is faster than any look: whether this current has just changed what may flow. */
  boolean reacts(double amperes) {
    return limiter.turnsOn(amperes) || protections.shorted(amperes);
  }

  boolean isOpen(Direction direction) {
    boolean broken = direction == Direction.CHARGE ? chargeBroken : dischargeBroken;
    return broken || isAsleep() || protections.isOpen(direction);
  }

  /** From now on these befall the pack, and no others. */
  void suffer(List<Mishap> these) {
    mishaps = these;
    chargeBroken = these.stream().anyMatch(mishap -> mishap.opens(Direction.CHARGE));
    dischargeBroken = these.stream().anyMatch(mishap -> mishap.opens(Direction.DISCHARGE));
  }

  /** The most that it lets in, in amperes. */
  double mostCharge() {
    return isOpen(Direction.CHARGE)
        ? 0
        : limiter.isActive() ? SimulatedLimiter.LIMIT_AMPERES : Double.POSITIVE_INFINITY;
  }

  /** The most that it lets out, as a negative number of amperes. */
  double mostDischarge() {
    return isOpen(Direction.DISCHARGE) ? 0 : Double.NEGATIVE_INFINITY;
  }

  /** Whether it is in low power mode: silent, and its MOSFETs are open. */
  boolean isAsleep() {
    return sleep.isAsleep();
  }

  boolean hasGivenUp() {
    return sleep.hasGivenUp();
  }

  double drain() {
    return isAsleep() ? ASLEEP_DRAIN : AWAKE_DRAIN;
  }

  /** Bit i set: cell i+1 is bled. */
  int balancing() {
    return balancing;
  }

  void polled() {
    sleep.polled();
  }

  /** The button for 3 to 6 s. */
  void toggle() {
    if (isAsleep()) {
      sleep.wake();
      protections.suspendOverDischarge();
    } else {
      sleep.sendToSleep();
    }
  }

  /** The button for 6 to 10 s. */
  void reset() {
    protections.reset();
    limiter.reset();
  }

  void removeLimiter() {
    limiter.remove();
  }

  private Set<PackCondition> faults() {
    Set<PackCondition> faults = EnumSet.noneOf(PackCondition.class);
    for (Mishap mishap : mishaps) {
      PackCondition fault = mishap.kind().fault();
      if (fault != null) {
        faults.add(fault);
      }
    }
    return faults;
  }

  PackStatus status(PackId pack, Moment at) {
    Set<PackCondition> tripped = protections.protections();
    if (gauge.isFull()) {
      tripped.add(PackCondition.FULLY_CHARGED);
    }
    return new PackStatus(
        pack,
        at,
        tripped,
        protections.alarms(),
        faults(),
        !isOpen(Direction.CHARGE),
        !isOpen(Direction.DISCHARGE),
        limiter.isActive(),
        balancing);
  }
}
