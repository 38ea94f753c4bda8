package io.bankd.rs485.scan;

/** What a check came to; the later, the worse. */
public enum Verdict {
  PASS,
  /** The bank can be started, but somebody should look at it. */
  ATTENTION,
  /** Not before it is put right. */
  FAIL;

  Verdict worseOf(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
