package io.bankd.can;

import org.jspecify.annotations.Nullable;

/** A value that is written and read back like any other, but shown by another row or by none. */
public record UnshownSignal(CanSignal signal) implements CanSignal {
  @Override
  public String name() {
    return signal.name();
  }

  @Override
  public int offset() {
    return signal.offset();
  }

  @Override
  public boolean known(InverterMessage message) {
    return signal.known(message);
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    signal.encode(message, data);
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return null;
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    signal.read(frame, message);
  }

  @Override
  public int grain() {
    return signal.grain();
  }
}
