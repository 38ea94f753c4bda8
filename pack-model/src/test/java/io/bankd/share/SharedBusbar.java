package io.bankd.share;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Packs on a busbar as the bank-sharing question has them: path resistances of 12–30 mΩ, charge
 * that differs, a polarisation that follows within 40–90 s, sensors of ±1 % and ±0.1 A. Written
 * apart from the estimator, in volts and ohms.
 */
final class SharedBusbar {
  private static final double CELLS = 16;

  /* Volts a cell by percent, flat as iron phosphate is. */
  private static final double[][] OCV = {
    {0, 2.6},
    {2, 2.9},
    {5, 3.08},
    {10, 3.19},
    {20, 3.245},
    {30, 3.277},
    {40, 3.289},
    {50, 3.294},
    {60, 3.302},
    {70, 3.325},
    {80, 3.331},
    {90, 3.336},
    {95, 3.342},
    {98, 3.37},
    {100, 3.47},
    {102, 3.8},
  };

  private static final class Pack {
    double ampereHours;
    double soc;
    double ohms;
    double slowOhms;
    double seconds;
    double slowVolts;
    double gain;
    double offset;
    double amperes;

    double electromotive() {
      return CELLS * ocv(100 * soc) + slowVolts;
    }
  }

  private final List<Pack> packs = new ArrayList<>();

  SharedBusbar(int count, double meanSoc, double socSpread, Random random) {
    for (int i = 0; i < count; i++) {
      Pack pack = new Pack();
      pack.ampereHours = 100 * (1 + 0.03 * swing(random));
      pack.soc = Math.max(0.06, Math.min(0.94, meanSoc + socSpread * random.nextGaussian()));
      pack.ohms = 0.012 + 0.018 * random.nextDouble();
      pack.slowOhms = pack.ohms * (0.15 + 0.2 * random.nextDouble());
      pack.seconds = 40 + 50 * random.nextDouble();
      pack.gain = 1 + 0.01 * swing(random);
      pack.offset = 0.1 * swing(random);
      packs.add(pack);
    }
  }

  private static double swing(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  private static double ocv(double percent) {
    int i = 1;
    while (i < OCV.length - 1 && percent > OCV[i][0]) {
      i++;
    }
    double slope = (OCV[i][1] - OCV[i - 1][1]) / (OCV[i][0] - OCV[i - 1][0]);
    return OCV[i - 1][1] + slope * (percent - OCV[i - 1][0]);
  }

  int count() {
    return packs.size();
  }

  double meanSoc() {
    return packs.stream().mapToDouble(pack -> pack.soc).average().orElseThrow();
  }

  /** The bank current, positive charging, flows for some seconds. */
  void flow(double bank, double seconds) {
    double conductance = 0;
    double shorted = 0;
    for (Pack pack : packs) {
      conductance += 1 / pack.ohms;
      shorted += pack.electromotive() / pack.ohms;
    }
    double volts = (bank + shorted) / conductance;
    for (Pack pack : packs) {
      pack.amperes = (volts - pack.electromotive()) / pack.ohms;
    }
    for (Pack pack : packs) {
      pack.soc += pack.amperes * seconds / 3600 / pack.ampereHours;
      double settled = pack.amperes * pack.slowOhms;
      double left = Math.exp(-seconds / pack.seconds);
      pack.slowVolts = settled + (pack.slowVolts - settled) * left;
    }
  }

  /** The hardest driven pack, in parts of one limit for all. */
  double worst(double limit) {
    return packs.stream().mapToDouble(pack -> Math.abs(pack.amperes) / limit).max().orElseThrow();
  }

  /** What the bank may truly carry one way (sign 1 charging, −1), every pack limited alike. */
  double ideal(int sign, double limit) {
    double conductance = 0;
    double shorted = 0;
    double corner = Double.MAX_VALUE;
    for (Pack pack : packs) {
      conductance += 1 / pack.ohms;
      shorted += sign * pack.electromotive() / pack.ohms;
      corner = Math.min(corner, sign * pack.electromotive() + limit * pack.ohms);
    }
    return Math.max(0, conductance * corner - shorted);
  }

  PackId id(int pack) {
    return PackId.of(pack + 2 < 16 ? pack + 2 : 0);
  }

  /** What the pack's own sensor shows now. */
  PackReading reading(int pack, long millis) {
    Pack it = packs.get(pack);
    int shown = 10 * (int) Math.round(100 * (it.amperes * it.gain + it.offset));
    return new TestPack(id(pack).address().value()).milliamperes(shown).reading(millis);
  }
}
