package io.bankd.campaign;

/** What others do: the packs' limits summed, or the smallest as many times as there are packs. */
final class Simple implements Rule {
  private final boolean summed;
  private final double part;
  private final double[] charge;
  private final double[] discharge;

  private Simple(int packs, boolean summed, double part) {
    this.summed = summed;
    this.part = part;
    this.charge = new double[packs];
    this.discharge = new double[packs];
  }

  static Rule summed(int packs) {
    return new Simple(packs, true, 1);
  }

  /** The smallest limit times the packs, and of that a part. */
  static Rule smallest(int packs, double part) {
    return new Simple(packs, false, part);
  }

  @Override
  public void heard(Bank bank, int pack, boolean status, long millis) {
    charge[pack] = bank.open[pack] ? Double.NaN : bank.limit(pack, 1);
    discharge[pack] = bank.open[pack] ? Double.NaN : bank.limit(pack, -1);
  }

  @Override
  public void step(Bank bank, long millis) {}

  @Override
  public double ccl() {
    return of(charge);
  }

  @Override
  public double dcl() {
    return of(discharge);
  }

  private double of(double[] limits) {
    double sum = 0;
    double least = Double.MAX_VALUE;
    int connected = 0;
    for (double limit : limits) {
      if (!Double.isNaN(limit)) {
        sum += limit;
        least = Math.min(least, limit);
        connected++;
      }
    }
    return summed || connected == 0 ? sum : part * connected * least;
  }
}
