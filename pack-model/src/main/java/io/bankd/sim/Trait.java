package io.bankd.sim;

/** In what a simulated pack may differ from the others. */
public enum Trait {
  /** At the start. */
  SOC("soc", "%", 2, 0, 10_000),
  /** Of the cells, which shrinks with age; ordinary is 100 Ah and a little more. */
  CAPACITY("capacity", "Ah", 3, 10_000, 400_000),
  /** Of all cells together, which grows with age; ordinary is 9.6 mΩ. */
  RESISTANCE("resistance", "mΩ", 3, 1_000, 200_000),
  /** From the pack to the busbar and back; ordinary is 6 mΩ. */
  CABLE("cable", "mΩ", 3, 100, 200_000),
  /** Of the pack at the start and of the place where it stands. */
  TEMPERATURE("temperature", "°C", 1, -300, 700),
  /** That it has been through before. */
  CYCLES("cycles", "", 0, 0, 20_000),
  /** From the emptiest to the fullest of its cells. */
  IMBALANCE("imbalance", "Ah", 3, 0, 20_000),
  /** This one is small, resistive and full before the others. */
  WEAK_CELL("weak-cell", "", 0, 1, 16);

  private final Measure measure;

  Trait(String key, String unit, int places, int lowest, int highest) {
    this.measure = new Measure(key, unit, places, lowest, highest);
  }

  public Measure measure() {
    return measure;
  }
}
