package io.bankd.can;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A classic CAN data frame with an 11-bit identifier: 0…8 bytes, immutable.
 *
 * <p>How bytes make numbers is a matter of each dialect's {@link Width}s.
 */
public final class CanFrame {
  /** The highest 11-bit identifier. */
  public static final int MAX_ID = 0x7FF;

  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  private final int id;
  private final byte[] data;

  private CanFrame(int id, byte[] data) {
    this.id = id;
    this.data = data;
  }

  /**
   * A frame of these bytes.
   *
   * @param id 0…0x7FF
   * @param data 0…8 bytes, byte 0 first
   * @throws IllegalArgumentException when either is outside its range
   */
  public static CanFrame of(int id, byte... data) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException(
          "identifier 0x" + Integer.toHexString(id) + " is outside 0…0x7FF");
    }
    if (data.length > 8) {
      throw new IllegalArgumentException(data.length + " bytes do not fit in a CAN frame of 8");
    }
    return new CanFrame(id, data.clone());
  }

  /** A frame from hexadecimal digits, {@code ofHex(0x351, "3002DC05D007CC01")}. */
  public static CanFrame ofHex(int id, String hex) {
    return of(id, HexFormat.of().parseHex(hex));
  }

  /** The 11-bit identifier. */
  public int id() {
    return id;
  }

  /** The number of data bytes, 0…8. */
  public int length() {
    return data.length;
  }

  /** One data byte, 0…255. */
  public int u8(int index) {
    return data[index] & 0xFF;
  }

  /** Whether the frame carries all of these bytes. */
  public boolean has(int offset, int width) {
    return offset + width <= data.length;
  }

  /** A copy of the data. */
  public byte[] data() {
    return data.clone();
  }

  /** A copy of some of the data. */
  public byte[] data(int offset, int width) {
    return Arrays.copyOfRange(data, offset, offset + width);
  }

  /** Some of the data as printable characters; what is not ASCII becomes U+FFFD. */
  String ascii(int offset, int width) {
    return new String(data, offset, width, StandardCharsets.US_ASCII);
  }

  /** The data as upper-case hexadecimal digits, byte 0 first, “3002DC05D007CC01”. */
  public String hex() {
    return UPPER.formatHex(data);
  }

  /** As candump prints it: {@code " can0 351 [8] 30 02 DC 05 D0 07 CC 01"}. */
  public String candump(String iface) {
    String bytes = UPPER.withDelimiter(" ").formatHex(data);
    String line = "  %s  %03X   [%d]  %s".formatted(iface, id, data.length, bytes);
    return data.length == 0 ? line.stripTrailing() : line;
  }

  /** Reads a line of candump, of a candump log, or a bare {@code 351#3002}. */
  public static CandumpLine parse(String line) {
    return CandumpLine.parse(line);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanFrame frame && frame.id == id && Arrays.equals(frame.data, data);
  }

  @Override
  public int hashCode() {
    return 31 * id + Arrays.hashCode(data);
  }

  /** “351#3002DC05D007CC01”, the form cansend takes. */
  @Override
  public String toString() {
    return "%03X#%s".formatted(id, hex());
  }
}
