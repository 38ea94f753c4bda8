package io.bankd.can.sim;

/**
 * The constant-voltage half of a charger. It learns from its own steps what the bus answers to an
 * ampere, and from what is left to the voltage wanted works out the current that goes half way
 * there: so it neither overshoots nor swings, on one pack or on fifteen.
 */
final class VoltageHold {
  /* Until a step has been seen, in ohms; bounds of what is learnt. */
  private static final double OHMS = 0.005;
  private static final double LEAST_OHMS = 0.0003;
  private static final double MOST_OHMS = 0.2;
  /* A smaller step teaches nothing: the voltage is known in millivolts. */
  private static final int STEP_MILLIAMPERES = 5_000;
  private static final double TRUST = 0.5;
  private static final double HALF_WAY = 0.5;

  private double ohms = OHMS;
  private int flowing;
  private int before;
  private int voltsBefore;
  private boolean begun;

  /** Takes in what the bus shows with the current last set. */
  void see(int millivolts) {
    int step = flowing - before;
    if (begun && Math.abs(step) >= STEP_MILLIAMPERES) {
      double seen = (double) (millivolts - voltsBefore) / step;
      if (seen > 0) {
        ohms += TRUST * (Math.max(LEAST_OHMS, Math.min(MOST_OHMS, seen)) - ohms);
      }
    }
    begun = true;
    before = flowing;
    voltsBefore = millivolts;
  }

  /** What flows from now on, positive charging. */
  void set(int milliamperes) {
    flowing = milliamperes;
  }

  /** The current with which the bus comes nearer to that voltage, in milliamperes. */
  int towards(int millivolts) {
    double change = HALF_WAY * (millivolts - voltsBefore) / ohms;
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, flowing + change));
  }
}
