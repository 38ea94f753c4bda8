package io.bankd.life;

import io.bankd.history.Figures;

/**
 * What flowed one way: charge, and the energy it carried.
 *
 * @param charge mAh
 * @param energy mWh
 */
record Throughput(Sum charge, Sum energy) {
  static final Throughput NONE = new Throughput(Sum.ZERO, Sum.ZERO);

  /* V; a pack of 16 cells never stands at as much: no charge can have carried more. */
  private static final long MOST = 100;

  /**
   * @param milliamperes not negative
   * @param millivolts at which it flowed
   * @param nanos at most ten seconds
   */
  Throughput plus(long milliamperes, long millivolts, long nanos) {
    long voltage = Math.max(0, Math.min(MOST * 1000, millivolts));
    long milliwatts = (milliamperes * voltage + 500) / 1000;
    return new Throughput(charge.plus(milliamperes, nanos), energy.plus(milliwatts, nanos));
  }

  Figures figures() {
    return Figures.NONE
        .with("mah", charge.whole())
        .with("rest", charge.rest())
        .with("mwh", energy.whole())
        .with("mwh-rest", energy.rest());
  }

  /**
   * As stored; what cannot have been counted counts nothing. Of a life that was kept before energy
   * was counted the energy begins at nothing.
   */
  static Throughput restored(Figures figures) {
    Sum charge = Sum.restored(figures.get("mah", 0), figures.get("rest", 0));
    Sum energy = Sum.restored(figures.get("mwh", 0), figures.get("mwh-rest", 0));
    boolean possible = energy.whole() / MOST <= charge.whole();
    return new Throughput(charge, possible ? energy : Sum.ZERO);
  }
}
