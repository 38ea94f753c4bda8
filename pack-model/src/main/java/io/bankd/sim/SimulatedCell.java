package io.bankd.sim;

/** A cell: charge, an ohmic resistance, and one polarisation that follows the current late. */
final class SimulatedCell {
  private static final double RELAXATION_SECONDS = 60;
  /* A fifth of the capacity in 6000 cycles of twice the capacity (AM5000 2.2): Ah for an Ah. */
  private static final double FADE = 0.2 / 6000 / 2;

  private final double ohms;
  private final double polarisationOhms;
  private double ampereHours;
  private double charge;
  private double polarisation;
  private double electromotive;

  SimulatedCell(double ampereHours, double ohms, double soc) {
    this.ampereHours = ampereHours;
    this.ohms = ohms;
    this.polarisationOhms = ohms / 2;
    this.charge = soc * ampereHours;
    this.electromotive = OpenCircuitVoltage.at(soc);
  }

  /** What is left of a polarisation after some seconds, 0…1: worked out once for all cells. */
  static double decay(double seconds) {
    return Math.exp(-seconds / RELAXATION_SECONDS);
  }

  /**
   * Moves current for some seconds.
   *
   * @param amperes through the terminals, positive charging
   * @param bled amperes that leave the cell beside them: balancing, and the pack's electronics
   */
  void advance(double seconds, double decay, double amperes, double bled) {
    double hours = seconds / 3600;
    charge += (amperes - bled) * hours;
    ampereHours -= FADE * Math.abs(amperes) * hours;
    double settled = amperes * polarisationOhms;
    polarisation = settled + (polarisation - settled) * decay;
    electromotive = OpenCircuitVoltage.at(charge / ampereHours) + polarisation;
  }

  /** What the cell's terminals would show if the current stopped this instant. */
  double electromotive() {
    return electromotive;
  }

  double volts(double amperes) {
    return electromotive + amperes * ohms;
  }

  double ohms() {
    return ohms;
  }

  /** Watts turned into heat. */
  double heat(double amperes) {
    return amperes * amperes * ohms + polarisation * polarisation / polarisationOhms;
  }

  double soc() {
    return charge / ampereHours;
  }

  /** In Ah. */
  double charge() {
    return charge;
  }

  double ampereHours() {
    return ampereHours;
  }
}
