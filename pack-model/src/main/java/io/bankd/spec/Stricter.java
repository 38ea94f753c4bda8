package io.bankd.spec;

/** Which way a setting must move to protect the pack more. */
public enum Stricter {
  LOWER,
  HIGHER,
  /** Neither way is the safer one. */
  NEITHER;

  /** Whether {@code value} protects less than {@code factory}. */
  boolean isLooser(long value, long factory) {
    return switch (this) {
      case LOWER -> value > factory;
      case HIGHER -> value < factory;
      case NEITHER -> false;
    };
  }
}
