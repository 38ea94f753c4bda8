package io.bankd.rs485.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the bytes of an INFO field in order, big-endian; a value that does not fit is refused. */
public final class InfoWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);

  /** A byte, 0…255. */
  public InfoWriter u8(int value) {
    check(value, 0, 0xFF);
    bytes.write(value);
    return this;
  }

  /** A word, 0…65535. */
  public InfoWriter u16(int value) {
    check(value, 0, 0xFFFF);
    bytes.write(value >> 8);
    bytes.write(value);
    return this;
  }

  /** A signed word, -32768…32767. */
  public InfoWriter s16(int value) {
    check(value, Short.MIN_VALUE, Short.MAX_VALUE);
    return u16(value & 0xFFFF);
  }

  public InfoWriter bytes(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  /** ASCII text padded with spaces to a fixed width, or cut off there. */
  public InfoWriter text(String text, int width) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < width; i++) {
      bytes.write(i < ascii.length ? ascii[i] : ' ');
    }
    return this;
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  private static void check(int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(value + " is outside " + least + "…" + most);
    }
  }
}
