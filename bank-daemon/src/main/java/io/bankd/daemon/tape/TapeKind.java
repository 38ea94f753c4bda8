package io.bankd.daemon.tape;

import org.jspecify.annotations.Nullable;

/** What a record on a tape is about; the numbers are those of docs/record-replay.md. */
public enum TapeKind {
  /** Characters the master sent on a bus. */
  SENT(1),
  /** Characters heard on a bus, as they came. */
  HEARD(2),
  /** The master was through with a question, by what had been heard. */
  ENDED(3),
  /** The master had heard nothing, and waited no longer. */
  SILENT(4),
  /** A bus cannot be used; the data is why, in words. */
  GONE(5),
  /** A bus can be used. */
  OPENED(6),
  /** A CAN frame from another node: identifier in two bytes, then its data. */
  CAN_HEARD(7),
  /** A CAN frame that was sent, in the same form. */
  CAN_SENT(8),
  /** A bank takes a step, by what it knows now. */
  STEP(9),
  /** What an operator asked of a bank, “reset 7”. */
  COMMAND(10),
  /** So many records before this one were lost, as decimal digits. */
  MISSING(11),
  /** The tape ends on purpose; the data is why, see {@link TapeEnd}. */
  END(12);

  final int code;

  TapeKind(int code) {
    this.code = code;
  }

  /** The kind of a number; null where this version does not know it. */
  static @Nullable TapeKind of(int code) {
    return code >= 1 && code <= values().length ? values()[code - 1] : null;
  }
}
