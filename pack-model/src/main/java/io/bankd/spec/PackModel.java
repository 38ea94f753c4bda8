package io.bankd.spec;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;

/**
 * A pack's nameplate (PACK-1, PACK-2): what makes another pack of the family out of the AM5000.
 *
 * @param cellCount cells in series, 15 or 16
 * @param designCapacity above nothing
 * @param continuousCharge what its maker lets it be charged with for ever, a magnitude
 * @param continuousDischarge what its maker lets it give for ever, a magnitude
 */
public record PackModel(
    String name,
    int cellCount,
    Capacity designCapacity,
    Current continuousCharge,
    Current continuousDischarge) {

  /** Amensolar AM5000: 16 LFP cells, 100 Ah, 51.2 V nominal, 5.12 kWh, 50 A both ways. */
  public static final PackModel AM5000 =
      new PackModel(
          "AM5000", 16, Capacity.ofAmpereHours(100), Current.ofAmperes(50), Current.ofAmperes(50));

  public static final int FEWEST_CELLS = 15;
  public static final int MOST_CELLS = 16;

  public PackModel {
    if (cellCount < FEWEST_CELLS || cellCount > MOST_CELLS) {
      throw new IllegalArgumentException("cell count " + cellCount + " is outside 15…16");
    }
    if (designCapacity.milliampereHours() <= 0
        || continuousCharge.milliamperes() <= 0
        || continuousDischarge.milliamperes() <= 0) {
      throw new IllegalArgumentException(name + " has a capacity or current that is not above 0");
    }
  }

  /** A pack voltage of the AM5000 as this model's, which has the same cells in another number. */
  int packMillivolts(int am5000) {
    return Math.floorDiv(am5000 * cellCount, 16);
  }

  /** A charge current of the AM5000 as this model's. */
  int chargeMilliamperes(int am5000) {
    return notMore(am5000, continuousCharge, 50_000);
  }

  /** A discharge current of the AM5000 as this model's. */
  int dischargeMilliamperes(int am5000) {
    return notMore(am5000, continuousDischarge, 50_000);
  }

  /* A weaker pack trips earlier; a stronger one is not believed to stand more by itself. */
  private static int notMore(int am5000, Current continuous, int am5000Continuous) {
    long scaled = (long) am5000 * continuous.milliamperes() / am5000Continuous;
    return (int) Math.min(am5000, scaled);
  }
}
