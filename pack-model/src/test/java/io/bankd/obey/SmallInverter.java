package io.bankd.obey;

import java.util.ArrayDeque;
import java.util.Deque;

/** An inverter in a few lines, which may be late, wrong, or deaf to some of what it is told. */
final class SmallInverter {
  private record Order(long millis, double ccl, double dcl, double cvl) {}

  private final Deque<Order> told = new ArrayDeque<>();
  private long lagMillis;
  private double gain = 1;
  private boolean ignoresCcl;
  private boolean ignoresDcl;
  private double ownVoltage;
  double amperes;

  SmallInverter late(double seconds) {
    lagMillis = Math.round(seconds * 1000);
    return this;
  }

  SmallInverter gain(double factor) {
    gain = factor;
    return this;
  }

  SmallInverter deafToCcl() {
    ignoresCcl = true;
    return this;
  }

  SmallInverter deafToDcl() {
    ignoresDcl = true;
    return this;
  }

  /** Charges to a voltage of its own, whatever the CVL. */
  SmallInverter chargingTo(double volts) {
    ownVoltage = volts;
    return this;
  }

  void hear(long millis, double ccl, double dcl, double cvl) {
    told.addLast(new Order(millis, ccl, dcl, cvl));
  }

  /**
   * What flows a quarter of a second later, positive charging.
   *
   * @param volts of the busbar
   * @param siemens of the bank, or less
   */
  double flow(double demand, double volts, double siemens, long millis) {
    while (told.size() > 1 && second().millis <= millis - lagMillis) {
      told.removeFirst();
    }
    Order order = told.peekFirst();
    if (order == null || order.millis > millis - lagMillis) {
      return amperes;
    }
    double ccl = ignoresCcl ? Double.MAX_VALUE : order.ccl * gain;
    double dcl = ignoresDcl ? Double.MAX_VALUE : order.dcl * gain;
    double cvl = ownVoltage > 0 ? ownVoltage : order.cvl;
    double byVoltage = Math.max(0, amperes + (cvl - volts) * siemens);
    double target = Math.max(-dcl, Math.min(demand, Math.min(ccl, byVoltage)));
    amperes += (target - amperes) * 0.5;
    return amperes;
  }

  private Order second() {
    var all = told.iterator();
    all.next();
    return all.next();
  }
}
