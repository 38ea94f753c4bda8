package io.bankd.sim;

import java.util.List;

/**
 * The copper the packs share: one voltage for all, so that each takes the current its own voltage
 * and resistance allow, I = (V − E) / R, within what its MOSFETs and its limiter let through, and
 * all currents add up to what the busbar is asked to carry.
 */
final class SimulatedBusbar {
  private final SimulatedPack[] packs;
  private final double[] volts;
  private final double[] siemens;
  /* The most each lets out, and in, in amperes. */
  private final double[] least;
  private final double[] most;
  private double bar;
  private double charger;
  private double asked;
  /* The straight piece on which the bar's voltage lies. */
  private double low;
  private double high;

  SimulatedBusbar(List<SimulatedPack> packs) {
    this.packs = packs.toArray(SimulatedPack[]::new);
    this.volts = new double[this.packs.length];
    this.siemens = new double[this.packs.length];
    this.least = new double[this.packs.length];
    this.most = new double[this.packs.length];
    solve(0, 0);
  }

  double volts() {
    return bar;
  }

  /** Whether something draws current from the bar, or would if it could. */
  boolean isLoaded() {
    return asked < 0;
  }

  /** What stands at a pack's terminals without it: a charger, or a pack that lets current out. */
  double outside(SimulatedPack pack) {
    double outside = charger;
    for (int i = 0; i < packs.length; i++) {
      if (packs[i] != pack && least[i] < 0) {
        outside = Math.max(outside, volts[i]);
      }
    }
    return outside;
  }

  /**
   * Shares a current, positive charging, among the packs that let it through. What they do not take
   * does not flow; where no pack decides the bar's voltage, a charger does.
   *
   * @param charger its voltage without load, 0 where there is none
   */
  void solve(double amperes, double charger) {
    this.asked = amperes;
    this.charger = charger;
    boolean settled = false;
    while (!settled) {
      settle();
      settled = true;
      for (int i = 0; i < packs.length; i++) {
        double flow = flow(i, bar);
        packs[i].carry(flow);
        settled &= !packs[i].bms().reacts(flow);
      }
    }
  }

  /* The sum of currents rises with the voltage, in straight pieces between the packs' bounds. */
  private void settle() {
    gather();
    low = Double.NEGATIVE_INFINITY;
    high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < packs.length; i++) {
      if (least[i] < most[i]) {
        narrow(volts[i] + least[i] / siemens[i]);
        narrow(volts[i] + most[i] / siemens[i]);
      }
    }
    double inside = inside();
    double slope = slope(inside);
    bar =
        slope > 0 ? inside + (asked - sum(inside)) / slope : Math.max(low, Math.min(high, charger));
  }

  private void narrow(double corner) {
    if (Double.isInfinite(corner)) {
      return;
    }
    if (sum(corner) <= asked) {
      low = Math.max(low, corner);
    } else {
      high = Math.min(high, corner);
    }
  }

  private void gather() {
    for (int i = 0; i < packs.length; i++) {
      volts[i] = packs[i].electromotive();
      siemens[i] = 1 / packs[i].ohms();
      least[i] = packs[i].bms().mostDischarge();
      most[i] = packs[i].bms().mostCharge();
    }
  }

  private double inside() {
    if (Double.isInfinite(low)) {
      return Double.isInfinite(high) ? volts[0] : high - 1;
    }
    return Double.isInfinite(high) ? low + 1 : (low + high) / 2;
  }

  private double flow(int i, double at) {
    return Math.max(least[i], Math.min(most[i], (at - volts[i]) * siemens[i]));
  }

  private double sum(double at) {
    double sum = 0;
    for (int i = 0; i < packs.length; i++) {
      sum += flow(i, at);
    }
    return sum;
  }

  /* Siemens of the packs that are bound by neither of their ends. */
  private double slope(double at) {
    double slope = 0;
    for (int i = 0; i < packs.length; i++) {
      double free = (at - volts[i]) * siemens[i];
      slope += free > least[i] && free < most[i] ? siemens[i] : 0;
    }
    return slope;
  }
}
