package io.bankd.unit;

/**
 * A temperature in tenths of a degree Celsius.
 *
 * @param decidegrees any int; a fitted sensor reads -450…1250
 */
public record Temperature(int decidegrees) implements Comparable<Temperature> {
  public static Temperature ofDecidegrees(int decidegrees) {
    return new Temperature(decidegrees);
  }

  /** Whole degrees Celsius, as the AM5000's tables give them. */
  public static Temperature ofDegrees(int degrees) {
    return new Temperature(Math.multiplyExact(degrees, 10));
  }

  @Override
  public int compareTo(Temperature other) {
    return Integer.compare(decidegrees, other.decidegrees);
  }

  /** Degrees with one decimal, “23.5 °C”. */
  @Override
  public String toString() {
    return Decimal.of(decidegrees, 1) + " °C";
  }
}
