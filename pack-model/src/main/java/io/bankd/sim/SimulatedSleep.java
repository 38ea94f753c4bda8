package io.bankd.sim;

/**
 * When a simulated pack sleeps and what wakes it (AM5000 4.1). The document gives neither the sleep
 * voltage nor how long a pack looks for charge: 3.15 V for five minutes, and two minutes.
 */
final class SimulatedSleep {
  private static final double UNRELEASED_SECONDS = 30;
  private static final double STANDBY_SECONDS = 24 * 3600;
  private static final double LOW_SECONDS = 300;
  private static final int LOW_MILLIVOLTS = 3150;
  private static final double PERIOD_SECONDS = 4 * 3600;
  private static final double LOOK_SECONDS = 120;
  private static final int TRIES = 10;
  private static final int CHARGER_MILLIVOLTS = 48_000;
  /* A host that has not asked for so long is no communication. */
  private static final double UNHEARD_SECONDS = 60;

  private enum State {
    AWAKE,
    ASLEEP,
    LOOKING
  }

  private State state = State.AWAKE;
  private boolean overDischarged;
  private double inState;
  private double unreleasedFor;
  private double unheardFor;
  private double idleFor;
  private double lowFor;
  private int failures;

  /** Somebody asked the pack something. */
  void polled() {
    unheardFor = 0;
  }

  /**
   * Looks at the pack, {@code seconds} after the last look.
   *
   * @return whether it has just woken by itself, to look for charge
   */
  boolean look(double seconds, Measured measured, boolean unreleased, boolean balancing) {
    inState += seconds;
    boolean charger = measured.outside > CHARGER_MILLIVOLTS;
    switch (state) {
      case AWAKE:
        stayAwake(seconds, measured, unreleased, balancing, charger);
        return false;
      case ASLEEP:
        return sleep(charger);
      default:
        seek(measured, charger);
        return false;
    }
  }

  private void stayAwake(
      double seconds, Measured measured, boolean unreleased, boolean balancing, boolean charger) {
    unheardFor += seconds;
    failures = measured.charging() ? 0 : failures;
    boolean idle =
        !measured.charging()
            && !measured.discharging()
            && !charger
            && unheardFor >= UNHEARD_SECONDS;
    unreleasedFor = unreleased ? unreleasedFor + seconds : 0;
    idleFor = idle ? idleFor + seconds : 0;
    lowFor = idle && !balancing && measured.lowestCell < LOW_MILLIVOLTS ? lowFor + seconds : 0;
    boolean standby = idleFor >= STANDBY_SECONDS || lowFor >= LOW_SECONDS;
    if (!charger && (unreleasedFor >= UNRELEASED_SECONDS || standby)) {
      overDischarged = unreleased;
      enter(State.ASLEEP);
    }
  }

  private boolean sleep(boolean charger) {
    if (charger) {
      enter(State.AWAKE);
      return false;
    }
    boolean due = overDischarged && failures < TRIES && inState >= PERIOD_SECONDS;
    if (due) {
      enter(State.LOOKING);
    }
    return due;
  }

  private void seek(Measured measured, boolean charger) {
    if (measured.charging() || charger) {
      enter(State.AWAKE);
      failures = 0;
    } else if (inState >= LOOK_SECONDS) {
      enter(State.ASLEEP);
      failures++;
    }
  }

  private void enter(State next) {
    state = next;
    inState = 0;
    unreleasedFor = 0;
    unheardFor = 0;
    idleFor = 0;
    lowFor = 0;
  }

  /** The button, or the host: sends it to sleep, from which it does not wake by itself. */
  void sendToSleep() {
    overDischarged = false;
    enter(State.ASLEEP);
  }

  /** The button. */
  void wake() {
    failures = 0;
    enter(State.AWAKE);
  }

  boolean isAsleep() {
    return state == State.ASLEEP;
  }

  /** Whether it has given up looking for charge. */
  boolean hasGivenUp() {
    return isAsleep() && overDischarged && failures >= TRIES;
  }
}
