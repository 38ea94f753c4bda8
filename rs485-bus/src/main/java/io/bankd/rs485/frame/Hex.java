package io.bankd.rs485.frame;

import java.util.Arrays;

/** Upper-case hexadecimal by table: the wire's only alphabet. */
final class Hex {
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };
  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
  }

  private Hex() {}

  /** 0…15, or -1 when the character is no digit (lower case is none). */
  static int digit(byte character) {
    return VALUES[character & 0xFF];
  }

  static int octet(byte[] from, int at) {
    return digit(from[at]) << 4 | digit(from[at + 1]);
  }

  static int word(byte[] from, int at) {
    return octet(from, at) << 8 | octet(from, at + 2);
  }

  static void putOctet(byte[] to, int at, int value) {
    to[at] = DIGITS[value >> 4 & 15];
    to[at + 1] = DIGITS[value & 15];
  }

  static void putWord(byte[] to, int at, int value) {
    putOctet(to, at, value >> 8);
    putOctet(to, at + 2, value);
  }
}
