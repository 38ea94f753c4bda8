package io.bankd.sim;

import java.util.Random;

/**
 * Cells in series: each has a charge, an ohmic resistance, and one polarisation that follows the
 * current late. In arrays, for a year has many steps.
 */
final class SimulatedCells {
  /** Of an ordinary cell. */
  static final double OHMS = 0.0006;

  private static final double RELAXATION_SECONDS = 60;
  /* Of the resistance: what of the voltage follows late. */
  private static final double POLARISATION = 0.5;
  /* Balancing (AM5000 3.2 row 12), by a resistor beside the cell. */
  private static final double BALANCE_VOLTS = 3.500;
  private static final double BALANCE_SPREAD_VOLTS = 0.030;
  private static final double BLEED_AMPERES = 0.080;
  /* A fifth of the capacity in 6000 cycles of twice the capacity (AM5000 2.2): Ah for an Ah. */
  private static final double FADE = 0.2 / 6000 / 2;

  private final double[] ohms;
  private final double[] ampereHours;
  private final double[] charge;
  private final double[] polarisation;
  private final double[] electromotive;
  private double sum;
  private double sumOfOhms;
  private double capacity;

  /**
   * New cells that differ a little.
   *
   * @param nominal Ah
   * @param soc 0…1
   * @param resistance of all cells together, in ohms
   */
  SimulatedCells(int count, double nominal, double soc, double resistance, Random random) {
    ohms = new double[count];
    ampereHours = new double[count];
    charge = new double[count];
    polarisation = new double[count];
    electromotive = new double[count];
    for (int i = 0; i < count; i++) {
      ampereHours[i] = nominal * (1.01 + 0.01 * swing(random));
      charge[i] = (soc + 0.003 * swing(random)) * ampereHours[i];
      ohms[i] = resistance / count * (1 + 0.05 * swing(random));
    }
    settle();
  }

  /* −1…1. */
  private static double swing(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  /** Makes one cell small, resistive and full before the others. */
  void weaken(int i) {
    double soc = Math.min(0.992, charge[i] / ampereHours[i] + 0.10);
    ampereHours[i] *= 0.85;
    charge[i] = soc * ampereHours[i];
    ohms[i] *= 3;
    settle();
  }

  /** Sets the cells apart by so many Ah, from the emptiest, which is the first, to the last. */
  void unbalance(double ampereHours) {
    for (int i = 0; i < charge.length; i++) {
      charge[i] += ampereHours * ((i + 0.5) / charge.length - 0.5);
    }
    settle();
  }

  /** Brings the mean to that state of charge of 0…1, rested; what sets cells apart stays. */
  void recharge(double soc) {
    double more = soc - soc();
    for (int i = 0; i < charge.length; i++) {
      charge[i] += more * ampereHours[i];
      polarisation[i] = 0;
    }
    settle();
  }

  private void settle() {
    sumOfOhms = 0;
    for (double each : ohms) {
      sumOfOhms += each;
    }
    advance(0, 1, 0, 0, 0);
  }

  /** What is left of a polarisation after some seconds, 0…1: worked out once for all cells. */
  static double decay(double seconds) {
    return Math.exp(-seconds / RELAXATION_SECONDS);
  }

  /**
   * Moves current for some seconds.
   *
   * @param amperes through the terminals, positive charging
   * @param drain amperes that the pack's electronics take from each cell
   * @param bled bit i set: cell i is balanced
   */
  void advance(double seconds, double decay, double amperes, double drain, int bled) {
    double hours = seconds / 3600;
    double moved = (amperes - drain) * hours;
    double faded = FADE * Math.abs(amperes) * hours;
    sum = 0;
    capacity = Double.POSITIVE_INFINITY;
    for (int i = 0; i < charge.length; i++) {
      charge[i] += moved;
      ampereHours[i] -= faded;
      double settled = amperes * POLARISATION * ohms[i];
      polarisation[i] = settled + (polarisation[i] - settled) * decay;
      electromotive[i] = OpenCircuitVoltage.at(charge[i] / ampereHours[i]) + polarisation[i];
      sum += electromotive[i];
      capacity = Math.min(capacity, ampereHours[i]);
    }
    for (int i = 0; bled >> i != 0; i++) {
      charge[i] -= (bled >> i & 1) * BLEED_AMPERES * hours;
    }
  }

  /** Watts turned into heat. */
  double heat(double amperes) {
    double heat = amperes * amperes * sumOfOhms;
    for (int i = 0; i < ohms.length; i++) {
      heat += polarisation[i] * polarisation[i] / (POLARISATION * ohms[i]);
    }
    return heat;
  }

  int count() {
    return ohms.length;
  }

  /** Volts at a cell's terminals with that current. */
  double volts(int i, double amperes) {
    return electromotive[i] + amperes * ohms[i];
  }

  double lowest(double amperes) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ohms.length; i++) {
      lowest = Math.min(lowest, volts(i, amperes));
    }
    return lowest;
  }

  double highest(double amperes) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < ohms.length; i++) {
      highest = Math.max(highest, volts(i, amperes));
    }
    return highest;
  }

  /** Bit i set: cell i is high, and far above the lowest. */
  int unbalanced(double amperes) {
    if (highest(amperes) < BALANCE_VOLTS) {
      return 0;
    }
    double above = Math.max(BALANCE_VOLTS, lowest(amperes) + BALANCE_SPREAD_VOLTS);
    int bits = 0;
    for (int i = 0; i < ohms.length; i++) {
      bits |= volts(i, amperes) >= above ? 1 << i : 0;
    }
    return bits;
  }

  /** Volts of all if the current stopped this instant. */
  double electromotive() {
    return sum;
  }

  double ohms() {
    return sumOfOhms;
  }

  /** Of the smallest, in Ah: a pack is empty when that is. */
  double capacity() {
    return capacity;
  }

  /** The mean state of charge, 0…1. */
  double soc() {
    double soc = 0;
    for (int i = 0; i < charge.length; i++) {
      soc += charge[i] / ampereHours[i] / charge.length;
    }
    return soc;
  }

  /** Ah from the emptiest to the fullest cell, where full is where each is full. */
  double imbalance() {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < charge.length; i++) {
      double missing = ampereHours[i] - charge[i];
      least = Math.min(least, missing);
      most = Math.max(most, missing);
    }
    return most - least;
  }

  /** Ah in a cell. */
  double charge(int i) {
    return charge[i];
  }
}
