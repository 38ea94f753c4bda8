package io.bankd.rs485.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One frame with all its checks passed (PACE RS485 2018, chapter 2).
 *
 * <pre>
 * SOI  VER  ADR  CID1  CID2/RTN  LENGTH            INFO         CHKSUM  EOI
 * ~    2ch  2ch  2ch   2ch       4ch LCHKSUM+LENID LENID ch     4ch     CR
 * </pre>
 */
public final class AsciiFrame implements FrameCandidate {
  static final int SOI = '~';
  static final int EOI = '\r';

  /** Characters of a frame without INFO, SOI and EOI included. */
  public static final int OVERHEAD = 18;

  /** Characters of the longest frame: LENID has twelve bits. */
  static final int LONGEST = OVERHEAD + 4095;

  private final int ver;
  private final int adr;
  private final int cid1;
  private final int code;
  private final byte[] info;

  private AsciiFrame(int ver, int adr, int cid1, int code, byte[] info) {
    this.ver = ver;
    this.adr = adr;
    this.cid1 = cid1;
    this.code = code;
    this.info = info;
  }

  /**
   * A frame to send.
   *
   * @param code CID2 of a request, RTN of an answer
   * @param info at most 2047 bytes
   */
  public static AsciiFrame of(int ver, int adr, int cid1, int code, byte... info) {
    if (info.length > 2047) {
      throw new IllegalArgumentException("INFO of " + info.length + " bytes is above 2047");
    }
    return new AsciiFrame(ver & 0xFF, adr & 0xFF, cid1 & 0xFF, code & 0xFF, info.clone());
  }

  /** The frame in these characters, or what is wrong with them; the last EOI may be missing. */
  public static FrameCandidate parse(byte[] characters) {
    return parse(characters, characters.length);
  }

  /** The same for the first {@code length} characters. */
  static FrameCandidate parse(byte[] characters, int length) {
    if (length == 0 || characters[0] != SOI) {
      return FrameFault.NO_SOI;
    }
    int end = characters[length - 1] == EOI ? length - 1 : length;
    if (end < OVERHEAD - 1) {
      return FrameFault.SHORT;
    }
    for (int i = 1; i < end; i++) {
      if (Hex.digit(characters[i]) < 0) {
        return FrameFault.NON_HEX;
      }
    }
    int lengthField = Hex.word(characters, 9);
    int lenid = lengthField & 0xFFF;
    if (lengthField >> 12 != lengthChecksum(lenid)) {
      return FrameFault.LCHKSUM;
    }
    // An odd LENID cannot be bytes, whatever the sender counted.
    if (lenid != end + 1 - OVERHEAD || lenid % 2 != 0) {
      return FrameFault.LENGTH;
    }
    if (checksum(characters, end - 4) != Hex.word(characters, end - 4)) {
      return FrameFault.CHKSUM;
    }
    byte[] info = new byte[lenid / 2];
    for (int i = 0; i < info.length; i++) {
      info[i] = (byte) Hex.octet(characters, 13 + 2 * i);
    }
    return new AsciiFrame(
        Hex.octet(characters, 1),
        Hex.octet(characters, 3),
        Hex.octet(characters, 5),
        Hex.octet(characters, 7),
        info);
  }

  /**
   * The address that a sound answer begins with in these characters, as far as they go: 0…15, or -1
   * when they are not the beginning of one.
   */
  static int answering(byte[] characters, int length) {
    if (length < OVERHEAD - 5) {
      return -1;
    }
    for (int i = 1; i < OVERHEAD - 5; i++) {
      if (Hex.digit(characters[i]) < 0) {
        return -1;
      }
    }
    int lengthField = Hex.word(characters, 9);
    int address = Hex.octet(characters, 3);
    boolean sound = lengthField >> 12 == lengthChecksum(lengthField & 0xFFF);
    return sound && address <= 15 && Hex.octet(characters, 7) == 0 ? address : -1;
  }

  /** The characters of this frame, SOI to EOI. */
  public byte[] encode() {
    byte[] out = new byte[characters()];
    int lenid = 2 * info.length;
    out[0] = SOI;
    Hex.putOctet(out, 1, ver);
    Hex.putOctet(out, 3, adr);
    Hex.putOctet(out, 5, cid1);
    Hex.putOctet(out, 7, code);
    Hex.putWord(out, 9, lengthChecksum(lenid) << 12 | lenid);
    for (int i = 0; i < info.length; i++) {
      Hex.putOctet(out, 13 + 2 * i, info[i]);
    }
    int end = out.length - 1;
    Hex.putWord(out, end - 4, checksum(out, end - 4));
    out[end] = EOI;
    return out;
  }

  /** The sum of LENID's three digits, modulo 16, negated. */
  private static int lengthChecksum(int lenid) {
    return -((lenid >> 8) + (lenid >> 4 & 15) + (lenid & 15)) & 15;
  }

  /** The sum of the characters after SOI, modulo 65536, negated. */
  private static int checksum(byte[] characters, int end) {
    int sum = 0;
    for (int i = 1; i < end; i++) {
      sum += characters[i];
    }
    return -sum & 0xFFFF;
  }

  public int ver() {
    return ver;
  }

  public int adr() {
    return adr;
  }

  public int cid1() {
    return cid1;
  }

  /** CID2 where this is a request, RTN where it is an answer: the frame itself does not say. */
  public int code() {
    return code;
  }

  /** The number of INFO bytes, half of LENID. */
  public int infoLength() {
    return info.length;
  }

  /** Reads INFO from its start. */
  public InfoReader info() {
    return new InfoReader(info);
  }

  /** The characters of this frame on the wire. */
  public int characters() {
    return OVERHEAD + 2 * info.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsciiFrame that
        && ver == that.ver
        && adr == that.adr
        && cid1 == that.cid1
        && code == that.code
        && Arrays.equals(info, that.info);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(info) * 31 + (ver << 24 | adr << 16 | cid1 << 8 | code);
  }

  /** The frame as it stands on the wire, with “&lt;CR&gt;” for its end. */
  @Override
  public String toString() {
    byte[] characters = encode();
    return new String(characters, 0, characters.length - 1, StandardCharsets.US_ASCII) + "<CR>";
  }
}
