package io.bankd.soc;

/**
 * A 100 Ah cell as the truth of a test: its own curve, a resistance, a slow polarisation and a
 * hysteresis. It knows nothing of the estimator and shares no figure with it.
 */
final class TrueCell {
  private static final double[][] CURVE = {
    {-2, 2.05}, {0, 2.52}, {1, 2.74}, {2, 2.885}, {4, 3.025}, {7, 3.133}, {10, 3.192},
    {15, 3.223}, {20, 3.248}, {30, 3.281}, {40, 3.290}, {50, 3.295}, {60, 3.303}, {70, 3.325},
    {80, 3.331}, {90, 3.336}, {95, 3.342}, {97, 3.352}, {98, 3.370}, {99, 3.420}, {100, 3.530},
    {101, 3.70},
  };
  private static final double OHMS = 0.0010;
  private static final double POLARISATION_OHMS = 0.0008;
  private static final double POLARISATION_SECONDS = 600;
  private static final double HYSTERESIS = 0.004;
  private static final double HYSTERESIS_AMPERE_HOURS = 2;

  private final double ampereHours;
  private double charge;
  private double polarisation;
  private double hysteresis;

  TrueCell(double ampereHours, double soc) {
    this.ampereHours = ampereHours;
    this.charge = ampereHours * soc;
  }

  void advance(double seconds, double amperes) {
    double moved = amperes * seconds / 3600;
    charge += moved;
    double settled = amperes * POLARISATION_OHMS;
    polarisation = settled + (polarisation - settled) * Math.exp(-seconds / POLARISATION_SECONDS);
    double turned = hysteresis + 2 * HYSTERESIS * moved / HYSTERESIS_AMPERE_HOURS;
    hysteresis = Math.max(-HYSTERESIS, Math.min(HYSTERESIS, turned));
  }

  double volts(double amperes) {
    return electromotive() + amperes * OHMS;
  }

  /** The current that would bring the terminals to a voltage, positive charging. */
  double amperesAt(double volts) {
    return (volts - electromotive()) / OHMS;
  }

  /** 0…1; what little is forced in beyond full does not count. */
  double soc() {
    return Math.max(0, Math.min(1, charge / ampereHours));
  }

  private double electromotive() {
    return atRest(charge / ampereHours * 100) + polarisation + hysteresis;
  }

  private static double atRest(double percent) {
    int i = 1;
    while (i < CURVE.length - 1 && percent > CURVE[i][0]) {
      i++;
    }
    double[] left = CURVE[i - 1];
    double[] right = CURVE[i];
    return left[1] + (right[1] - left[1]) / (right[0] - left[0]) * (percent - left[0]);
  }
}
