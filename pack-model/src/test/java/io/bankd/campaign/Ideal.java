package io.bankd.campaign;

/** Who knows every pack's true voltage and resistance, at once. */
final class Ideal implements Rule {
  private double ccl;
  private double dcl;

  @Override
  public void heard(Bank bank, int pack, boolean status, long millis) {}

  @Override
  public void step(Bank bank, long millis) {
    ccl = bank.ideal(1);
    dcl = bank.ideal(-1);
  }

  @Override
  public double ccl() {
    return ccl;
  }

  @Override
  public double dcl() {
    return dcl;
  }
}
