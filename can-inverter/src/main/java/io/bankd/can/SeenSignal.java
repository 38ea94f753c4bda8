package io.bankd.can;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something shown of a heard frame that this bank never writes, or writes through other rows.
 *
 * @param width bytes that must be there
 */
public record SeenSignal(String name, int offset, int width, Function<CanFrame, Object> shown)
    implements CanSignal {

  /** An unsigned 16-bit word whose meaning differs from maker to maker. */
  public static SeenSignal word(String name, int offset) {
    return new SeenSignal(name, offset, 2, frame -> Math.toIntExact(Width.U16.read(frame, offset)));
  }

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {}

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return frame.has(offset, width) ? shown.apply(frame) : null;
  }
}
