package io.bankd.can;

import org.jspecify.annotations.Nullable;

/**
 * One row of a frame's table: where a value sits, how a message's value is written there, and what
 * a heard frame says. Writing and reading share the row, so they cannot disagree.
 */
public sealed interface CanSignal
    permits NumberSignal, FlagSignal, TextSignal, AlarmBits, AlarmPairs, BytesSignal, SeenSignal {
  /** The key in a decoded frame, “cvl_v”. */
  String name();

  /** The first byte of the value, 0…7. */
  int offset();

  /** Whether the message knows the value; a frame ends before the first value nobody knows. */
  boolean known(InverterMessage message);

  /** Writes the value into a frame of the layout's full length. */
  void encode(InverterMessage message, byte[] data);

  /** The value as number, text, flag or list; null when the frame is too short to carry it. */
  @Nullable Object decode(CanFrame frame);
}
