package io.bankd.soc;

import static io.bankd.soc.Belief.ONE;

/**
 * The voltage of a rested lithium iron phosphate cell where it tells anything: at the low end. From
 * about 20 % to 95 % the curve is so flat that the sensor's own error is worth a quarter of it, and
 * near full a cell takes hours to settle, so nothing is concluded there.
 */
final class RestVoltage {
  /** The highest voltage a conclusion is drawn from. */
  static final int TELLS_UP_TO = 3220; // mV

  /* Sensor, hysteresis and a last bit of settling. */
  private static final int TOLERANCE = 12; // mV

  /* mV and hundredths of a percent, of a cell that gave its charge at room temperature. */
  private static final int[][] CURVE = {
    {2500, 0},
    {2700, 60},
    {2880, 200},
    {3020, 400},
    {3120, 680},
    {3160, 840},
    {3190, 1020},
    {3220, 1500},
    {3246, 2020},
  };

  private RestVoltage() {}

  /** The least a cell at this voltage can hold, in trillionths. */
  static long least(int millivolts) {
    return share(millivolts - TOLERANCE);
  }

  /** The most a cell at this voltage can hold, in trillionths. */
  static long most(int millivolts) {
    return share(millivolts + TOLERANCE);
  }

  private static long share(int millivolts) {
    int i = 1;
    while (i < CURVE.length - 1 && millivolts > CURVE[i][0]) {
      i++;
    }
    int[] left = CURVE[i - 1];
    int[] right = CURVE[i];
    double slope = (right[1] - left[1]) / (double) (right[0] - left[0]);
    double basisPoints = left[1] + slope * (millivolts - left[0]);
    return Math.max(0, Math.round(basisPoints * (ONE / 10_000.0)));
  }
}
