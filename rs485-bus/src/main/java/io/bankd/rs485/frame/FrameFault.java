package io.bankd.rs485.frame;

/** The first thing wrong with what should be a frame, in the order in which it is checked. */
public enum FrameFault implements FrameCandidate {
  NO_SOI("it does not start with a tilde"),
  SHORT("fewer than 16 characters, or cut off before the carriage return"),
  NON_HEX("a character other than 0-9 and A-F"),
  LCHKSUM("the checksum of the length is wrong"),
  LENGTH("it is longer or shorter than it says"),
  CHKSUM("the checksum is wrong");

  private final String words;

  FrameFault(String words) {
    this.words = words;
  }

  /** The fault as a technician would say it. */
  public String words() {
    return words;
  }
}
