package io.bankd.unit;

/**
 * A voltage in whole millivolts.
 *
 * @param millivolts any int; a pack is 44 000–58 000, a cell 2 500–3 700
 */
public record Voltage(int millivolts) implements Comparable<Voltage> {
  public static final Voltage ZERO = new Voltage(0);

  public static Voltage ofMillivolts(int millivolts) {
    return new Voltage(millivolts);
  }

  public Voltage plus(Voltage other) {
    return new Voltage(Math.addExact(millivolts, other.millivolts));
  }

  public Voltage minus(Voltage other) {
    return new Voltage(Math.subtractExact(millivolts, other.millivolts));
  }

  public static Voltage min(Voltage a, Voltage b) {
    return a.millivolts <= b.millivolts ? a : b;
  }

  public static Voltage max(Voltage a, Voltage b) {
    return a.millivolts >= b.millivolts ? a : b;
  }

  @Override
  public int compareTo(Voltage other) {
    return Integer.compare(millivolts, other.millivolts);
  }

  /** Volts with all three decimals, “53.217 V”. */
  @Override
  public String toString() {
    return Decimal.of(millivolts, 3) + " V";
  }
}
