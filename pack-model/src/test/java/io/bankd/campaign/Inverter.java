package io.bankd.campaign;

/** An inverter that obeys, but late: what it was told some seconds ago, and not all at once. */
final class Inverter {
  private final double[][] told;
  private final double approach;
  private final double voltmeter;
  private int tick;
  private double amperes;

  /**
   * An inverter at rest.
   *
   * @param lag seconds until an order counts; a demand counts at once
   * @param voltmeter volts by which it reads the busbar too low
   */
  Inverter(double lag, double settling, double voltmeter, double time) {
    this.told = new double[(int) Math.round(lag / time) + 1][3];
    this.approach = 1 - Math.exp(-time / settling);
    this.voltmeter = voltmeter;
  }

  /** The current that flows next, positive charging, within the orders, old as they are. */
  double flow(double demand, Rule rule, Bank bank) {
    double[] newest = told[tick % told.length];
    newest[0] = rule.ccl();
    newest[1] = rule.dcl();
    newest[2] = rule.cvl();
    tick++;
    double[] heeded = told[tick % told.length];
    double most = Math.min(heeded[0], Math.max(0, bank.currentAt(heeded[2] + voltmeter)));
    double least = -Math.min(heeded[1], Math.max(0, -bank.currentAt(Rule.DVL + voltmeter)));
    double target = Math.max(least, Math.min(most, demand));
    amperes += (target - amperes) * approach;
    return amperes;
  }
}
