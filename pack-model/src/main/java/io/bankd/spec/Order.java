package io.bankd.spec;

/**
 * Two figures of which one must stay on the good side of the other.
 *
 * @param inner the one that is reached first on a bad day; it gives way where only the outer one
 *     was configured
 * @param outer the one that is reached after it
 * @param high whether bad means high
 * @param gap how far apart they are at least
 */
record Order(String inner, String outer, boolean high, int gap) {
  static Order below(String inner, int gap, String outer) {
    return new Order(inner, outer, true, gap);
  }

  static Order above(String inner, int gap, String outer) {
    return new Order(inner, outer, false, gap);
  }

  boolean holds(long innerValue, long outerValue) {
    return high ? innerValue <= outerValue - gap : innerValue >= outerValue + gap;
  }

  /** The value nearest to the outer one at which it holds. */
  long nearest(long outerValue) {
    return high ? outerValue - gap : outerValue + gap;
  }

  String words() {
    return high ? "lie below" : "lie above";
  }
}
