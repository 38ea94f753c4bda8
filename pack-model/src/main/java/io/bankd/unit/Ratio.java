package io.bankd.unit;

/**
 * A share of the whole in hundredths of a percent, the finest step any dialect sends.
 *
 * @param basisPoints 0…10 000; 10 000 is 100 %
 */
public record Ratio(int basisPoints) implements Comparable<Ratio> {
  public static final Ratio ZERO = new Ratio(0);
  public static final Ratio ONE = new Ratio(10_000);

  public Ratio {
    if (basisPoints < 0 || basisPoints > 10_000) {
      throw new IllegalArgumentException(
          "a ratio of " + basisPoints + " basis points is outside 0…10000");
    }
  }

  public static Ratio ofBasisPoints(int basisPoints) {
    return new Ratio(basisPoints);
  }

  public static Ratio ofPercent(int percent) {
    return new Ratio(Math.multiplyExact(percent, 100));
  }

  /**
   * {@code part / whole}, rounded down and kept within 0…1; 0 when {@code whole} is not positive.
   */
  public static Ratio of(long part, long whole) {
    if (whole <= 0 || part <= 0) {
      return ZERO;
    }
    return part >= whole ? ONE : new Ratio((int) (part * 10_000 / whole));
  }

  /** 0.0…1.0: the base unit Prometheus asks for. */
  public double fraction() {
    return basisPoints / 10_000.0;
  }

  @Override
  public int compareTo(Ratio other) {
    return Integer.compare(basisPoints, other.basisPoints);
  }

  /** Percent with one decimal, rounded down, “68.2 %”. */
  @Override
  public String toString() {
    return Decimal.of(basisPoints / 10, 1) + " %";
  }
}
