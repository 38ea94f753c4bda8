package io.bankd.can;

/**
 * The integers found in frames, with the range that is ever written to them. Little endian, but for
 * Growatt's, whose names end in BIG.
 */
public enum Width {
  U8(1, false, 0, 0xFF),
  U16(2, false, 0, 0xFFFF),
  S16(2, true, Short.MIN_VALUE, Short.MAX_VALUE),
  /**
   * Read as signed, but never written negative nor above 32767: inverters disagree whether the
   * currents of 0x351 carry a sign.
   */
  S16_NEVER_NEGATIVE(2, true, 0, Short.MAX_VALUE),
  /** Read as signed and never written positive: a limit on the wire of a Growatt SPH. */
  S16_NEVER_POSITIVE(2, true, -Short.MAX_VALUE, 0),
  U32(4, false, 0, 0xFFFF_FFFFL),
  U16_BIG(2, false, 0, 0xFFFF),
  /** Never written above 32767, for the same doubt about a sign. */
  U15_BIG(2, false, 0, Short.MAX_VALUE),
  S16_BIG(2, true, Short.MIN_VALUE, Short.MAX_VALUE);

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

  /** Whether the byte that weighs most comes first. */
  public boolean bigEndian() {
    return this == U16_BIG || this == U15_BIG || this == S16_BIG;
  }

  /** Writes the value, held within the range: a limit that wraps would be a licence. */
  void write(long value, byte[] data, int offset) {
    long held = Math.max(least, Math.min(most, value));
    for (int i = 0; i < bytes; i++) {
      data[offset + i] = (byte) (held >> shift(i));
    }
  }

  long read(CanFrame frame, int offset) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) frame.u8(offset + i) << shift(i);
    }
    int unused = Long.SIZE - 8 * bytes;
    return signed ? value << unused >> unused : value;
  }

  private int shift(int index) {
    return 8 * (bigEndian() ? bytes - 1 - index : index);
  }
}
