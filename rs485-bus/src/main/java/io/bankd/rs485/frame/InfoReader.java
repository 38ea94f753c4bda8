package io.bankd.rs485.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the bytes of an INFO field in order, big-endian. Who asks for more than there is has not
 * looked at {@link #remaining()}: that is a fault of the program, not of the wire.
 */
public final class InfoReader {
  private final byte[] info;
  private int at;

  InfoReader(byte[] info) {
    this.info = info;
  }

  /** A reader of other bytes, which it copies. */
  public static InfoReader of(byte... info) {
    return new InfoReader(info.clone());
  }

  /** Bytes not read yet. */
  public int remaining() {
    return info.length - at;
  }

  /** The byte so far ahead without reading it; -1 beyond the end. */
  public int peek(int ahead) {
    return ahead < remaining() ? info[at + ahead] & 0xFF : -1;
  }

  /** 0…255. */
  public int u8() {
    require(1);
    return info[at++] & 0xFF;
  }

  /** 0…65535. */
  public int u16() {
    require(2);
    int value = (info[at] & 0xFF) << 8 | info[at + 1] & 0xFF;
    at += 2;
    return value;
  }

  /** -32768…32767. */
  public int s16() {
    return (short) u16();
  }

  public byte[] bytes(int count) {
    require(count);
    byte[] taken = Arrays.copyOfRange(info, at, at + count);
    at += count;
    return taken;
  }

  /** ASCII text of a fixed width; unprintable characters and the padding around it are left out. */
  public String text(int count) {
    byte[] raw = bytes(count);
    int kept = 0;
    for (byte character : raw) {
      if (character >= 0x20 && character < 0x7F) {
        raw[kept++] = character;
      }
    }
    return new String(raw, 0, kept, StandardCharsets.US_ASCII).strip();
  }

  private void require(int count) {
    if (count < 0 || count > remaining()) {
      throw new IndexOutOfBoundsException(
          count + " bytes asked for at " + at + " of " + info.length);
    }
  }
}
