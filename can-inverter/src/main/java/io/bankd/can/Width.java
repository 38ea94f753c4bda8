package io.bankd.can;

/** The integers found in frames, little endian, with the range that is ever written to them. */
public enum Width {
  U8(1, false, 0, 0xFF),
  U16(2, false, 0, 0xFFFF),
  S16(2, true, Short.MIN_VALUE, Short.MAX_VALUE),
  /**
   * Read as signed, but never written negative nor above 32767: inverters disagree whether the
   * currents of 0x351 carry a sign.
   */
  S16_NEVER_NEGATIVE(2, true, 0, Short.MAX_VALUE),
  U32(4, false, 0, 0xFFFF_FFFFL);

  private final int bytes;
  private final boolean signed;
  private final long least;
  private final long most;

  Width(int bytes, boolean signed, long least, long most) {
    this.bytes = bytes;
    this.signed = signed;
    this.least = least;
    this.most = most;
  }

  int bytes() {
    return bytes;
  }

  /** Writes the value, held within the range: a limit that wraps would be a licence. */
  void write(long value, byte[] data, int offset) {
    long held = Math.max(least, Math.min(most, value));
    for (int i = 0; i < bytes; i++) {
      data[offset + i] = (byte) (held >> 8 * i);
    }
  }

  long read(CanFrame frame, int offset) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) frame.u8(offset + i) << 8 * i;
    }
    int unused = Long.SIZE - 8 * bytes;
    return signed ? value << unused >> unused : value;
  }
}
