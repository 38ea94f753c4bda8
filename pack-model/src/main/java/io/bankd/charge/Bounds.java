package io.bankd.charge;

import java.time.Duration;

/** The ranges of this room's settings. */
final class Bounds {
  private Bounds() {}

  /** Refuses a value outside a range: a programming error. */
  static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " " + say(value) + " is outside " + say(least) + "…" + say(most));
    }
  }

  private static Object say(Object value) {
    return value instanceof Duration d ? d.toMillis() / 1000.0 + " s" : value;
  }
}
