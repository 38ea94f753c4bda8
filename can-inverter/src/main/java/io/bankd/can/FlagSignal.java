package io.bankd.can;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One bit.
 *
 * @param bit 0…7, 0 the least significant
 * @param put sets the flag of a message to what a frame says
 */
public record FlagSignal(String name, int offset, int bit, Predicate<InverterMessage> test, Put put)
    implements CanSignal {

  /** A setter of {@link InverterMessageBuilder}. */
  public interface Put extends BiConsumer<InverterMessageBuilder, Boolean> {}

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    if (test.test(message)) {
      data[offset] |= (byte) (1 << bit);
    }
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return frame.has(offset, 1) ? (Object) set(frame) : null;
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    if (frame.has(offset, 1)) {
      put.accept(message, set(frame));
    }
  }

  private boolean set(CanFrame frame) {
    return (frame.u8(offset) >> bit & 1) == 1;
  }
}
