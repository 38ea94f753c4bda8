package io.bankd.unit;

/**
 * A current in whole milliamperes; positive charges the battery, negative discharges it.
 *
 * <p>A limit is a current too, and is never negative.
 *
 * @param milliamperes any int; a pack is ±100 000, a bank of fifteen ±1 500 000
 */
public record Current(int milliamperes) implements Comparable<Current> {
  public static final Current ZERO = new Current(0);

  public static Current ofMilliamperes(int milliamperes) {
    return new Current(milliamperes);
  }

  /** Whole amperes, as the AM5000's tables give them. */
  public static Current ofAmperes(int amperes) {
    return new Current(Math.multiplyExact(amperes, 1000));
  }

  public Current plus(Current other) {
    return new Current(Math.addExact(milliamperes, other.milliamperes));
  }

  public Current minus(Current other) {
    return new Current(Math.subtractExact(milliamperes, other.milliamperes));
  }

  public Current negated() {
    return new Current(Math.negateExact(milliamperes));
  }

  public boolean isZero() {
    return milliamperes == 0;
  }

  public static Current min(Current a, Current b) {
    return a.milliamperes <= b.milliamperes ? a : b;
  }

  public static Current max(Current a, Current b) {
    return a.milliamperes >= b.milliamperes ? a : b;
  }

  @Override
  public int compareTo(Current other) {
    return Integer.compare(milliamperes, other.milliamperes);
  }

  /** Amperes with three decimals and the sign, “-12.340 A”. */
  @Override
  public String toString() {
    return Decimal.of(milliamperes, 3) + " A";
  }
}
