package io.bankd.life;

import io.bankd.history.Figures;
import io.bankd.pack.PackReading;
import io.bankd.unit.Temperature;

/**
 * How long a pack was used harder than is good for it (REC-2), in nanoseconds.
 *
 * @param aboveCurrent more than 50 A either way
 * @param hot the hottest cell sensor above 50 °C
 * @param coldCharging the coldest below 5 °C while it charges
 */
record Hours(long aboveCurrent, long hot, long coldCharging) {
  static final Hours NONE = new Hours(0, 0, 0);

  private static final int HARD = 50_000; // mA
  private static final int HOT = 500; // 0.1 °C
  private static final int COLD = 50; // 0.1 °C
  private static final int CHARGING = 200; // mA, more than a sensor at rest may show

  /** The time up to a reading counts as what that reading shows. */
  Hours next(PackReading reading, long nanos) {
    int current = reading.current().milliamperes();
    Temperature hottest = reading.hottestCell();
    Temperature coldest = reading.coldestCell();
    boolean isHot = hottest != null && hottest.decidegrees() > HOT;
    boolean isCold = coldest != null && coldest.decidegrees() < COLD;
    return new Hours(
        aboveCurrent + (Math.abs((long) current) > HARD ? nanos : 0),
        hot + (isHot ? nanos : 0),
        coldCharging + (isCold && current > CHARGING ? nanos : 0));
  }

  Figures figures() {
    return Figures.NONE
        .with("above-50-a-ns", aboveCurrent)
        .with("above-50-c-ns", hot)
        .with("charging-below-5-c-ns", coldCharging);
  }

  static Hours restored(Figures figures) {
    return new Hours(
        Math.max(0, figures.get("above-50-a-ns", 0)),
        Math.max(0, figures.get("above-50-c-ns", 0)),
        Math.max(0, figures.get("charging-below-5-c-ns", 0)));
  }
}
