package io.bankd.unit;

/**
 * An amount of charge in whole milliampere-hours.
 *
 * @param milliampereHours any int; an AM5000 holds 100 000, a bank of fifteen 1 500 000
 */
public record Capacity(int milliampereHours) implements Comparable<Capacity> {
  public static final Capacity ZERO = new Capacity(0);

  public static Capacity ofMilliampereHours(int milliampereHours) {
    return new Capacity(milliampereHours);
  }

  public static Capacity ofAmpereHours(int ampereHours) {
    return new Capacity(Math.multiplyExact(ampereHours, 1000));
  }

  public Capacity plus(Capacity other) {
    return new Capacity(Math.addExact(milliampereHours, other.milliampereHours));
  }

  /** Coulombs: the base unit Prometheus asks for. */
  public double coulombs() {
    return milliampereHours * 3.6;
  }

  @Override
  public int compareTo(Capacity other) {
    return Integer.compare(milliampereHours, other.milliampereHours);
  }

  /** Ampere-hours with two decimals, “67.60 Ah”. */
  @Override
  public String toString() {
    return Decimal.of(milliampereHours / 10, 2) + " Ah";
  }
}
