package io.bankd.can;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A value for which the inverter has a code that says “nobody knows”: the frame need not end before
 * it. What is known is never written as that code.
 *
 * @param invalid the code as hexadecimal digits in the order of the wire, “0080”
 */
public record InvalidSignal(CanSignal signal, String invalid) implements CanSignal {
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
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    byte[] code = HexFormat.of().parseHex(invalid);
    int end = offset() + code.length;
    if (!signal.known(message)) {
      System.arraycopy(code, 0, data, offset(), code.length);
      return;
    }
    signal.encode(message, data);
    if (Arrays.equals(data, offset(), end, code, 0, code.length)) {
      data[offset()] ^= 1; // known, and at its end: one step back, little endian
    }
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    return says(frame) ? signal.decode(frame) : null;
  }

  @Override
  public void read(CanFrame frame, InverterMessageBuilder message) {
    if (says(frame)) {
      signal.read(frame, message);
    }
  }

  @Override
  public int grain() {
    return signal.grain();
  }

  private boolean says(CanFrame frame) {
    int width = invalid.length() / 2;
    return frame.has(offset(), width)
        && !HexFormat.of().withUpperCase().formatHex(frame.data(offset(), width)).equals(invalid);
  }
}
