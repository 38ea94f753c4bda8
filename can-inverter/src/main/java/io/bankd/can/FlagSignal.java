package io.bankd.can;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One bit.
 *
 * @param bit 0…7, 0 the least significant
 */
public record FlagSignal(String name, int offset, int bit, Predicate<InverterMessage> test)
    implements CanSignal {

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
    return frame.has(offset, 1) ? (Object) ((frame.u8(offset) >> bit & 1) == 1) : null;
  }
}
