package io.bankd.sim;

/** A cell: charge, an ohmic resistance, and one polarisation that follows the current late. */
final class SimulatedCell {
  private static final double RELAXATION_SECONDS = 60;

  private final double ampereHours;
  private final double ohms;
  private final double polarisationOhms;
  private double soc;
  private double polarisation;

  SimulatedCell(double ampereHours, double ohms, double soc) {
    this.ampereHours = ampereHours;
    this.ohms = ohms;
    this.polarisationOhms = ohms / 2;
    this.soc = soc;
  }

  /** Moves {@code amperes}, positive charging, for some seconds. */
  void advance(double seconds, double amperes) {
    soc += amperes * seconds / 3600 / ampereHours;
    double settled = amperes * polarisationOhms;
    polarisation = settled + (polarisation - settled) * Math.exp(-seconds / RELAXATION_SECONDS);
  }

  /** What the cell's terminals would show if the current stopped this instant. */
  double electromotive() {
    return OpenCircuitVoltage.at(soc) + polarisation;
  }

  double volts(double amperes) {
    return electromotive() + amperes * ohms;
  }

  double ohms() {
    return ohms;
  }

  /** Watts turned into heat. */
  double heat(double amperes) {
    return amperes * amperes * ohms + polarisation * polarisation / polarisationOhms;
  }

  double soc() {
    return soc;
  }

  double ampereHours() {
    return ampereHours;
  }
}
