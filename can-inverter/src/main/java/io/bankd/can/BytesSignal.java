package io.bankd.can;

import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are always the same in what is sent, and shown by a rule of their own in what is
 * heard.
 *
 * @param hex what is sent
 * @param shown the decoded value of the bytes heard, which may be others
 */
public record BytesSignal(String name, int offset, String hex, Function<byte[], Object> shown)
    implements CanSignal {

  /** Shown as lower-case hexadecimal digits. */
  public static BytesSignal hex(String name, int offset, String hex) {
    return new BytesSignal(name, offset, hex, bytes -> HexFormat.of().formatHex(bytes));
  }

  /** Shown as whether exactly these bytes are there. */
  public static BytesSignal mark(String name, int offset, String hex) {
    return new BytesSignal(
        name, offset, hex, bytes -> HexFormat.of().withUpperCase().formatHex(bytes).equals(hex));
  }

  @Override
  public boolean known(InverterMessage message) {
    return true;
  }

  @Override
  public void encode(InverterMessage message, byte[] data) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    System.arraycopy(bytes, 0, data, offset, bytes.length);
  }

  @Override
  public @Nullable Object decode(CanFrame frame) {
    int width = hex.length() / 2;
    return frame.has(offset, width) ? shown.apply(frame.data(offset, width)) : null;
  }
}
