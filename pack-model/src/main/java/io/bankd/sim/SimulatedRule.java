package io.bankd.sim;

import io.bankd.pack.PackCondition;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** One row of a simulated pack's protection table, and where the pack stands with it. */
final class SimulatedRule {
  /** A threshold that the document does not give. */
  static final int NONE = Integer.MAX_VALUE;

  /* AM5000 3.2 rows 6–8: by itself after a minute, and the tenth in a row for good. */
  private static final double TRY_AGAIN_SECONDS = 60;
  private static final int LOCKS = 10;
  private static final double ROUNDING = 1e-6;

  private final PackCondition condition;
  private final ToIntFunction<Measured> value;
  private final int sign;
  private final int alarm;
  private final int protection;
  private final int clears;
  private double delay = 3.0;
  private Predicate<Measured> quiet = m -> false;
  private Predicate<Measured> released = m -> false;
  private boolean triesAgain;

  private boolean alarmed;
  private boolean tripped;
  private boolean suspended;
  private double badFor;
  private double trippedFor;
  private double calmFor;
  private int inARow;

  /**
   * A row with a delay of three seconds and no release.
   *
   * @param sign 1 where too much is bad, −1 where too little is
   */
  SimulatedRule(
      PackCondition condition,
      ToIntFunction<Measured> value,
      int sign,
      int alarm,
      int protection,
      int clears) {
    this.condition = condition;
    this.value = value;
    this.sign = sign;
    this.alarm = sign * alarm;
    this.protection = sign * protection;
    this.clears = clears;
  }

  SimulatedRule within(double seconds) {
    delay = seconds;
    return this;
  }

  SimulatedRule quiet(Predicate<Measured> when) {
    quiet = when;
    return this;
  }

  SimulatedRule released(Predicate<Measured> when) {
    released = when;
    return this;
  }

  SimulatedRule tryingAgain() {
    triesAgain = true;
    return this;
  }

  PackCondition condition() {
    return condition;
  }

  boolean isTripped() {
    return tripped;
  }

  /** Whether the pack says so, be its MOSFET open for it or not. */
  boolean isReported() {
    return tripped || suspended;
  }

  boolean isAlarmed() {
    return alarmed;
  }

  void look(double seconds, Measured measured) {
    int now = sign * value.applyAsInt(measured);
    boolean silent = quiet.test(measured);
    alarmed = !silent && (now >= alarm || (alarmed && now > alarm - clears));
    if (tripped) {
      stayTripped(seconds, measured);
      return;
    }
    suspended &= !released.test(measured);
    calmFor += seconds;
    if (calmFor >= TRY_AGAIN_SECONDS) {
      inARow = 0;
    }
    if (silent || now < protection || released.test(measured)) {
      badFor = 0;
      return;
    }
    badFor += seconds;
    if (badFor >= delay - ROUNDING) {
      trip();
    }
  }

  void trip() {
    tripped = true;
    suspended = false;
    trippedFor = 0;
    badFor = 0;
    inARow++;
  }

  private void stayTripped(double seconds, Measured measured) {
    trippedFor += seconds;
    if (released.test(measured)) {
      reset();
    } else if (triesAgain && inARow < LOCKS && trippedFor >= TRY_AGAIN_SECONDS - ROUNDING) {
      tripped = false;
      calmFor = 0;
    }
  }

  /** Closes the MOSFET although nothing is released, until the delay has passed once more. */
  void suspend() {
    suspended = isReported();
    tripped = false;
    badFor = 0;
  }

  void reset() {
    tripped = false;
    suspended = false;
    badFor = 0;
    calmFor = 0;
    inARow = 0;
  }
}
