package io.bankd.rs485.frame;

/** The RTN byte of an answer (PACE RS485 2018, table of return codes; Pylon V3.3 for 90 and 91). */
public enum ReturnCode {
  OK(0x00, "ok"),
  VERSION(0x01, "version not known"),
  CHECKSUM(0x02, "checksum of the request wrong"),
  LENGTH_CHECKSUM(0x03, "length checksum of the request wrong"),
  UNKNOWN_COMMAND(0x04, "command not known"),
  COMMAND_FORMAT(0x05, "command format wrong"),
  INVALID_DATA(0x06, "data of the request not accepted"),
  REFUSED(0x09, "operation refused"),
  ADDRESS(0x90, "address wrong"),
  INTERNAL_COMMUNICATION(0x91, "the master pack cannot reach the pack");

  private final int wire;
  private final String words;

  ReturnCode(int wire, String words) {
    this.wire = wire;
    this.words = words;
  }

  /** The byte on the wire, 0…255. */
  public int wire() {
    return wire;
  }

  /** What a return code means, “return code 04: command not known”; any byte has words. */
  public static String words(int wire) {
    String meaning = "not documented";
    for (ReturnCode code : values()) {
      meaning = code.wire == wire ? code.words : meaning;
    }
    return String.format("return code %02X: %s", wire, meaning);
  }
}
