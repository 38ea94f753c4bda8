package io.bankd.protect;

/** How far a row of the table has come, in the order of a bad day. */
enum Level {
  NORMAL,
  /** Near it: limits come down, nothing is blocked. */
  ALARM,
  PROTECTION,
  /** A protection that no longer releases by itself. */
  LOCKED;

  boolean isProtection() {
    return compareTo(PROTECTION) >= 0;
  }
}
