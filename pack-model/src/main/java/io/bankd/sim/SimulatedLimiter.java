package io.bankd.sim;

/**
 * The charging current limiter of a simulated pack (AM5000 3.1-8): more than 100 A turns it on, it
 * then lets 10 A through for two minutes and looks again; the tenth time in a row it stays.
 */
final class SimulatedLimiter {
  static final double TURN_ON_AMPERES = 100;
  static final double LIMIT_AMPERES = 10;
  private static final double PERIOD_SECONDS = 120;
  private static final int LOCKS = 10;
  /* Off for so long without a new start, and the row is broken. */
  private static final double QUIET_SECONDS = 60;

  private boolean fitted = true;
  private boolean active;
  private int inARow;
  private double since;

  /** Faster than a look: true if this current just turned it on. */
  boolean turnsOn(double amperes) {
    if (!fitted || active || amperes <= TURN_ON_AMPERES) {
      return false;
    }
    active = true;
    inARow++;
    since = 0;
    return true;
  }

  void look(double seconds, Measured measured) {
    since += seconds;
    if (!active) {
      inARow = since >= QUIET_SECONDS ? 0 : inARow;
    } else if (measured.current < -1000 || (isLocked() && measured.current == 0)) {
      release();
      inARow = 0;
    } else if (!isLocked() && since >= PERIOD_SECONDS) {
      release();
    }
  }

  private void release() {
    active = false;
    since = 0;
  }

  boolean isActive() {
    return active;
  }

  boolean isLocked() {
    return active && inARow >= LOCKS;
  }

  /** As if it had failed or been set off: over-current protection is left alone. */
  void remove() {
    fitted = false;
    active = false;
  }

  void reset() {
    active = false;
    inARow = 0;
  }
}
