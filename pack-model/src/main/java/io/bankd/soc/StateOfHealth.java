package io.bankd.soc;

import io.bankd.unit.Capacity;
import io.bankd.unit.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a pack's capacity where the pack does not say so: the smaller of what its cycles
 * and what its learned capacity allow, never below 50 %. Ageing by the calendar is not known.
 */
public final class StateOfHealth {
  /** Cycles to 80 % of the capacity (AM5000 table 2-2: more than 6000). */
  public static final int CYCLE_LIFE = 6000;

  private static final long LOST_BY_THEN = 2000; // basis points
  private static final int LEAST = 5000; // basis points

  private StateOfHealth() {}

  /**
   * Falls with the cycles, a fifth of the capacity over the cycle life, and with the capacity.
   *
   * @param reported by the pack; where it says so that is the answer
   * @param cycles the larger of the pack's own count and ours
   * @param learned {@link SocEstimate#capacity()}, null or zero where it is not known
   */
  public static Ratio of(
      @Nullable Ratio reported, long cycles, @Nullable Capacity learned, Capacity design) {
    if (reported != null) {
      return reported;
    }
    long used = Math.max(0, Math.min(cycles, 10L * CYCLE_LIFE));
    long byCycles = 10_000 - (used * LOST_BY_THEN + CYCLE_LIFE - 1) / CYCLE_LIFE;

    long byCapacity =
        learned != null && learned.milliampereHours() > 0
            ? Ratio.of(learned.milliampereHours(), design.milliampereHours()).basisPoints()
            : 10_000;
    return Ratio.ofBasisPoints((int) Math.max(LEAST, Math.min(byCycles, byCapacity)));
  }
}
