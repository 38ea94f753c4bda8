package io.bankd.campaign;

/** Open-circuit volts of a cell: flat for most of its charge, steep at both ends. */
final class IronPhosphate {
  private static final double[][] POINTS = {
    {-2, 2.0},
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
    {104, 4.2},
  };

  /* A point each 0.05 %, for the curve is asked for thousands of times a second. */
  private static final double LOWEST = -2;
  private static final double STEP = 0.05;
  private static final double[] DENSE = new double[(int) Math.round(106 / STEP) + 1];

  static {
    for (int i = 0; i < DENSE.length; i++) {
      DENSE[i] = between(LOWEST + i * STEP);
    }
  }

  private IronPhosphate() {}

  private static double between(double percent) {
    int i = 1;
    while (i < POINTS.length - 1 && percent > POINTS[i][0]) {
      i++;
    }
    double[] left = POINTS[i - 1];
    double[] right = POINTS[i];
    return left[1] + (right[1] - left[1]) * (percent - left[0]) / (right[0] - left[0]);
  }

  /** Volts at a state of charge, 0…1 and a little beyond. */
  static double volts(double soc) {
    double place = Math.max(0, Math.min(DENSE.length - 1.001, (100 * soc - LOWEST) / STEP));
    int left = (int) place;
    return DENSE[left] + (DENSE[left + 1] - DENSE[left]) * (place - left);
  }
}
