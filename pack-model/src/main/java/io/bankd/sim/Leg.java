package io.bankd.sim;

import io.bankd.unit.Current;
import java.time.Duration;

/**
 * A part of a course of currents.
 *
 * @param length above zero; {@link #ENDLESS} for what stays so
 * @param figure in {@code measure}, positive charging
 * @param measure {@link #SHARE} of the bank's nominal current, or {@link #AMPERES}
 * @param ramp whether it is only reached at the end, from where the leg before it ended
 */
public record Leg(Duration length, int figure, Measure measure, boolean ramp) {
  public static final Duration ENDLESS = Duration.ofDays(36_500);

  public static final Measure SHARE = new Measure("current", "%", 1, -4_000, 4_000);
  public static final Measure AMPERES = new Measure("current", "A", 3, -6_000_000, 6_000_000);

  public Leg {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("a leg lasts " + length);
    }
  }

  boolean isEndless() {
    return length.equals(ENDLESS);
  }

  /** In milliamperes, at its end. */
  int milliamperes(Current nominal) {
    return measure.equals(AMPERES) ? figure : (int) ((long) nominal.milliamperes() * figure / 1000);
  }
}
