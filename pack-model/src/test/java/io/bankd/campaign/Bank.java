package io.bankd.campaign;

import java.util.SplittableRandom;

/**
 * Packs on a busbar, in volts and ohms and written apart from what is to be judged. Of the cells of
 * a pack three count: the lowest, the highest, and one for all the others.
 */
final class Bank {
  static final double CONTINUOUS = 50;
  static final int CELLS = 16;
  static final int KINDS = 3;
  static final int LOWEST = 1;
  static final int HIGHEST = 2;
  private static final int[] COUNT = {CELLS - 2, 1, 1};
  private static final int REST_SECONDS = 1800;
  private static final double RETURNS_LOWER = 0.04;
  private static final double JOULES_PER_KELVIN = 45_000;

  final int packs;
  final double[] amperes;
  final double[] celsius;
  final double[] ohms;
  final double[] electromotive;
  final double[] gain;
  final double[] offset;
  final double[] fullAmpereHours;
  final boolean[] open;
  double volts;
  private final double[] seconds;
  private final double[] soc;
  private final double[] cellOhms;
  private final double[] slowOhms;
  private final double[] slowVolts;
  private final double[] ampereHours;
  private double conductance;
  private double shorted;

  Bank(Course course) {
    packs = course.packs();
    amperes = new double[packs];
    celsius = new double[packs];
    ohms = new double[packs];
    electromotive = new double[packs];
    gain = new double[packs];
    offset = new double[packs];
    fullAmpereHours = new double[packs];
    open = new boolean[packs];
    seconds = new double[packs];
    soc = new double[KINDS * packs];
    cellOhms = new double[KINDS * packs];
    slowOhms = new double[KINDS * packs];
    slowVolts = new double[KINDS * packs];
    ampereHours = new double[KINDS * packs];
    SplittableRandom random = new SplittableRandom(~course.seed());
    double mean = random.nextDouble(course.place().least, course.place().most);
    double room = random.nextDouble() < 0.15 ? random.nextDouble(7, 10) : random.nextDouble(12, 38);
    for (int pack = 0; pack < packs; pack++) {
      build(pack, mean, room, random);
    }
    if (course.upset() == Course.Upset.RETURN) {
      open[0] = true;
      for (int kind = 0; kind < KINDS; kind++) {
        soc[kind] = Math.max(0.03, soc[kind] - RETURNS_LOWER);
      }
    }
    settle();
    for (int second = 0; course.rested() && second < REST_SECONDS; second++) {
      flow(0, 1);
    }
  }

  private void build(int pack, double mean, double room, SplittableRandom random) {
    double capacity = 100 * random.nextDouble(0.8, 1.02);
    double path = random.nextDouble(0.012, 0.030);
    double cell = random.nextDouble(0.00035, 0.0006);
    double slow = path * random.nextDouble(0.15, 0.35) / CELLS;
    double charge = Math.max(0.045, Math.min(0.985, mean + 0.02 * random.nextGaussian()));
    boolean weak = random.nextDouble() < 0.1;
    double apart = random.nextDouble(0.001, 0.008);
    seconds[pack] = random.nextDouble(40, 90);
    gain[pack] = 1 + random.nextDouble(-0.01, 0.01);
    offset[pack] = random.nextDouble(-0.1, 0.1);
    celsius[pack] = Math.max(5.6, room + random.nextDouble(-2, 4));
    fullAmpereHours[pack] = capacity;
    for (int kind = 0; kind < KINDS; kind++) {
      int at = KINDS * pack + kind;
      boolean odd = weak && kind == (mean > 0.5 ? HIGHEST : LOWEST);
      ampereHours[at] = capacity * (odd ? 0.9 : 1);
      cellOhms[at] = cell * (odd ? 2.5 : 1);
      slowOhms[at] = slow * (odd ? 2 : 1);
      soc[at] = charge + (kind == LOWEST ? -apart : kind == HIGHEST ? apart : 0);
      ohms[pack] += COUNT[kind] * cellOhms[at];
    }
    ohms[pack] = Math.max(path, ohms[pack] + 0.003);
  }

  /** What every pack would show if its current stopped now. */
  void settle() {
    conductance = 0;
    shorted = 0;
    for (int pack = 0; pack < packs; pack++) {
      double sum = 0;
      for (int kind = 0; kind < KINDS; kind++) {
        int at = KINDS * pack + kind;
        sum += COUNT[kind] * (IronPhosphate.volts(soc[at]) + slowVolts[at]);
      }
      electromotive[pack] = sum;
      if (!open[pack]) {
        conductance += 1 / ohms[pack];
        shorted += sum / ohms[pack];
      }
    }
  }

  /** The bank current at which the busbar is at a voltage, positive charging. */
  double currentAt(double volts) {
    return conductance * volts - shorted;
  }

  /** The bank current, positive charging, flows for some seconds. */
  void flow(double bank, double time) {
    volts = (bank + shorted) / conductance;
    for (int pack = 0; pack < packs; pack++) {
      double current = open[pack] ? 0 : (volts - electromotive[pack]) / ohms[pack];
      double left = Math.exp(-time / seconds[pack]);
      amperes[pack] = current;
      celsius[pack] += current * current * ohms[pack] * time / JOULES_PER_KELVIN;
      for (int kind = 0; kind < KINDS; kind++) {
        int at = KINDS * pack + kind;
        soc[at] += current * time / 3600 / ampereHours[at];
        double settled = current * slowOhms[at];
        slowVolts[at] = settled + (slowVolts[at] - settled) * left;
      }
    }
    settle();
  }

  double soc(int pack) {
    return soc[KINDS * pack];
  }

  double cell(int pack, int kind) {
    int at = KINDS * pack + kind;
    return IronPhosphate.volts(soc[at]) + slowVolts[at] + amperes[pack] * cellOhms[at];
  }

  /** The pack's own terminals, before its cable. */
  double packVolts(int pack) {
    double sum = 0;
    for (int kind = 0; kind < KINDS; kind++) {
      sum += COUNT[kind] * cell(pack, kind);
    }
    return sum;
  }

  /** What the pack may carry in truth, by the derating of its model (way 1 charging, −1). */
  double limit(int pack, int way) {
    double highest = cell(pack, HIGHEST);
    double lowest = cell(pack, LOWEST);
    double sum = packVolts(pack);
    double warm = falling(celsius[pack], 50, 55);
    double part =
        way > 0
            ? Math.min(
                Math.min(falling(sum, 56.8, 57.5), rising(celsius[pack], 5, 8)),
                highest < 3.56
                    ? 0.2 + 0.8 * falling(highest, 3.5, 3.56)
                    : 0.2 * falling(highest, 3.56, 3.59))
            : Math.min(
                Math.min(rising(sum, 44.8, 45.6), rising(celsius[pack], -20, -15)),
                lowest > 2.85
                    ? 0.2 + 0.8 * rising(lowest, 2.85, 2.95)
                    : 0.2 * rising(lowest, 2.8, 2.85));
    return CONTINUOUS * Math.min(warm, part);
  }

  private static double rising(double value, double zero, double whole) {
    return Math.max(0, Math.min(1, (value - zero) / (whole - zero)));
  }

  private static double falling(double value, double whole, double zero) {
    return 1 - rising(value, whole, zero);
  }

  /** The largest bank current that drives no pack beyond its limit, by the true E and R. */
  double ideal(int way) {
    double corner = Double.MAX_VALUE;
    for (int pack = 0; pack < packs; pack++) {
      if (!open[pack]) {
        corner = Math.min(corner, way * electromotive[pack] + limit(pack, way) * ohms[pack]);
      }
    }
    return Math.max(0, conductance * corner - way * shorted);
  }
}
