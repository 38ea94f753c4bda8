package io.bankd.unit;

/** Writes a scaled integer as a decimal, without the rounding of floating point. */
final class Decimal {
  private Decimal() {}

  /** {@code of(-12340, 3)} is “-12.340”; the result always has {@code places} decimals. */
  static String of(long value, int places) {
    String digits = Long.toString(Math.abs(value));
    String padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
    int point = padded.length() - places;
    return (value < 0 ? "-" : "") + padded.substring(0, point) + "." + padded.substring(point);
  }
}
