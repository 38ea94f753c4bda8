package io.bankd.can;

import org.jspecify.annotations.Nullable;

/**
 * One row of a frame's table: where a value sits, how a message's value is written there, and what
 * a heard frame says. Writing and reading share the row, so they cannot disagree.
 */
public sealed interface CanSignal
    permits NumberSignal,
        FlagSignal,
        TextSignal,
        AlarmBits,
        AlarmPairs,
        ConditionBits,
        BytesSignal,
        SeenSignal,
        PlaceSignal,
        ScaledSignal,
        UnshownSignal,
        InvalidSignal {
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

  /**
   * Puts what a frame says into a message, as {@link #encode} took it from one; nothing where the
   * frame is too short or the row never changes.
   */
  default void read(CanFrame frame, InverterMessageBuilder message) {}

  /**
   * How coarse the value is on the wire: of two rows that carry the same quantity the finer, with
   * the smaller number, is believed.
   */
  default int grain() {
    return 0;
  }
}
