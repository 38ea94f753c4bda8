package io.bankd.unit;

/** Writes a scaled integer as a decimal, without the rounding of floating point. */
final class Decimal {
  private Decimal() {}

  /** {@code of(-12340, 3)} is “-12.340”; the result always has {@code places} decimals. */
  static String of(long value, int places) {
    StringBuilder text = new StringBuilder(16).append(Math.abs(value));
    while (text.length() <= places) {
      text.insert(0, '0');
    }
    text.insert(text.length() - places, '.');
    return (value < 0 ? text.insert(0, '-') : text).toString();
  }
}
