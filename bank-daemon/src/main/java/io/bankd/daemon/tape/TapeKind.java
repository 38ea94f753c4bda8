package io.bankd.daemon.tape;

import org.jspecify.annotations.Nullable;

/** What a record on a tape is about; the numbers are those of docs/record-replay.md. */
public enum TapeKind {
  /** Characters the master sent on a bus. */
  SENT(1),
  /** Characters heard on a bus, as they came. */
  HEARD(2),
  /** The master waited no longer for an answer. */
  SILENT(3),
  /** A bus cannot be used; the data is why, in words. */
  GONE(4),
  /** A bus can be used. */
  OPENED(5),
  /** A CAN frame from another node: identifier in two bytes, then its data. */
  CAN_HEARD(6),
  /** A CAN frame that was sent, in the same form. */
  CAN_SENT(7),
  /** What an operator asked of a bank, “reset 7”. */
  COMMAND(8),
  /** So many records before this one were lost, as decimal digits. */
  MISSING(9),
  /** The tape ends on purpose; the data is why, see {@link TapeEnd}. */
  END(10);

  final int code;

  TapeKind(int code) {
    this.code = code;
  }

  /** The kind of a number; null where this version does not know it. */
  static @Nullable TapeKind of(int code) {
    return code >= 1 && code <= values().length ? values()[code - 1] : null;
  }
}
