package io.bankd.protect;

/** On which side of its threshold a quantity is bad. */
public enum Side {
  /** Bad at or above. */
  HIGH,
  /** Bad at or below. */
  LOW;

  /** Whether {@code value} has reached {@code threshold} or lies beyond it. */
  boolean reached(int value, int threshold) {
    return this == HIGH ? value >= threshold : value <= threshold;
  }

  /** Whether {@code value} lies beyond {@code threshold}, on the bad side. */
  boolean beyond(int value, int threshold) {
    return this == HIGH ? value > threshold : value < threshold;
  }

  /** A threshold moved towards the good side by {@code margin}. */
  int inside(int threshold, int margin) {
    return this == HIGH ? threshold - margin : threshold + margin;
  }
}
