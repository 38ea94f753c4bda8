package io.bankd.share;

/**
 * Where the bank may be by the time a limit is obeyed.
 *
 * @param seconds until then, from what is known
 * @param bank amperes that flowed last
 * @param slow amperes of late, as polarisation remembers them
 */
record Outlook(double seconds, double bank, double slow) {

  /*
   * What the pack's figures count by: all at once, or after the time with that current or with the
   * last one. The corners hold all that lies between, so a longer time never narrows them.
   */
  double[][][] corners() {
    double left = Sharing.polarised(seconds);
    double as = left * slow + (1 - left) * bank;
    double drift = seconds * bank;
    double[] now = {0, slow, 1, 0};
    double[] one = {1, 0, 0, 0};
    double[] drifting = {1, 0, 0, seconds};
    double[] slowly = {0, left * slow, 1, 0};
    double[] more = {1, 1 - left, 0, 0};
    double[] both = {1, 1 - left, 0, seconds};
    return new double[][][] {
      {now, one},
      {now, drifting},
      {slowly, more},
      {slowly, both},
      {new double[] {0, slow, 1, drift}, one},
      {new double[] {0, as, 1, 0}, one},
      {new double[] {0, as, 1, drift}, one},
    };
  }
}
