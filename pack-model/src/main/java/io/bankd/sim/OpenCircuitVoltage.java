package io.bankd.sim;

/**
 * The open-circuit voltage of a lithium iron phosphate cell over its state of charge: flat for most
 * of it, steep at both ends, which is what makes these packs hard to run.
 */
final class OpenCircuitVoltage {
  /* Percent and volts at 25 °C, of no cell in particular; beyond the ends the slope goes on. */
  private static final double[][] CURVE = {
    {-2, 2.00}, {0, 2.55}, {1, 2.75}, {2, 2.88}, {4, 3.02}, {7, 3.13}, {10, 3.19},
    {15, 3.220}, {20, 3.245}, {30, 3.277}, {40, 3.289}, {50, 3.294}, {60, 3.302}, {70, 3.325},
    {80, 3.331}, {90, 3.336}, {95, 3.342}, {97, 3.352}, {98, 3.368}, {99, 3.405}, {100, 3.470},
    {102, 3.800},
  };

  /* The same at every percent: all corners lie on whole ones, so nothing is lost. */
  private static final int FIRST = -2;
  private static final double[] VOLTS = new double[105];

  static {
    int i = 1;
    for (int n = 0; n < VOLTS.length; n++) {
      double percent = FIRST + n;
      while (percent > CURVE[i][0]) {
        i++;
      }
      double[] left = CURVE[i - 1];
      double[] right = CURVE[i];
      double slope = (right[1] - left[1]) / (right[0] - left[0]);
      VOLTS[n] = left[1] + slope * (percent - left[0]);
    }
  }

  private OpenCircuitVoltage() {}

  /** Volts at a state of charge of 0…1; a little beyond either end is possible, and unhealthy. */
  static double at(double soc) {
    double place = soc * 100 - FIRST;
    int left = Math.max(0, Math.min(VOLTS.length - 2, (int) place));
    return VOLTS[left] + (VOLTS[left + 1] - VOLTS[left]) * (place - left);
  }
}
