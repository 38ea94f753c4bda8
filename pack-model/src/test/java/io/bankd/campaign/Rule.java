package io.bankd.campaign;

/** Who makes the bank's limits: amperes as magnitudes, volts. */
interface Rule {
  double CVL = 56.0;
  double DVL = 46.0;

  /** A pack has just answered for its measurements, or for its status. */
  void heard(Bank bank, int pack, boolean status, long millis);

  /** Time has passed. */
  void step(Bank bank, long millis);

  double ccl();

  double dcl();

  default double cvl() {
    return CVL;
  }
}
