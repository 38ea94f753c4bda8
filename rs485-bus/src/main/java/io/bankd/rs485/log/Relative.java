package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import org.jspecify.annotations.Nullable;

/**
 * Protocols with the same frame and other contents: named, so that nobody reads them as what they
 * are not. Seplos V2 has Pylontech's header and is known by what follows.
 */
public enum Relative {
  /** Daren and KS, told before EG4 by their version. */
  DAREN("daren", 0x22, 0x4A, "the protocol of Daren and KS"),
  EG4("eg4", Relative.ANY, 0x4A, "the protocol of EG4 and Qualtech"),
  /** Without INFOFLAG. */
  SYLCIN("ver52", 0x52, 0x46, "the protocol of Sylcin and Volta"),
  TDT("tdt", 0x01, Relative.ANY, "TDT's protocol"),
  /** Other voltages altogether. */
  TERNARY("ternary", Relative.ANY, 0x4F, "the protocol of packs with ternary cells"),
  PACE("pace", 0x25, 0x46, "PACE's protocol, read by the dialect pace"),
  PYLON(
      "pylon",
      0x20,
      0x46,
      "Pylontech's protocol, read by the dialect pylon, or by pylon-pace from a PACE board"),
  /** Pylontech's header, and told by the shape of what follows. */
  SEPLOS("seplos", 0x20, 0x46, "Seplos's protocol, with Pylontech's header and other contents");

  private static final int ANY = -1;

  private final String label;
  private final int ver;
  private final int cid1;
  private final String words;

  Relative(String label, int ver, int cid1, String words) {
    this.label = label;
    this.ver = ver;
    this.cid1 = cid1;
    this.words = words;
  }

  /** What a frame of this relative is: “Seplos's protocol, …, which no dialect here reads”. */
  public String words() {
    return this == PACE || this == PYLON ? words : words + ", which no dialect reads";
  }

  /** Whose frame it is, in words: “VER 01, CID1 4F: TDT's protocol, …”. */
  public static String wordsOf(AsciiFrame frame) {
    Relative relative = of(frame);
    return String.format("VER %02X, CID1 %02X: ", frame.ver(), frame.cid1())
        + (relative == null ? "a protocol that is not known here" : relative.words());
  }

  /** As {@code decode} names it. */
  public String label() {
    return label;
  }

  /** Whose frame it is, by its version and device bytes and Seplos's shape; null for nobody's. */
  public static @Nullable Relative of(AsciiFrame frame) {
    for (Relative one : values()) {
      boolean fits =
          (one.ver == ANY || one.ver == frame.ver())
              && (one.cid1 == ANY || one.cid1 == frame.cid1());
      if (fits) {
        return one == PYLON && SeplosShape.isAny(frame) ? SEPLOS : one;
      }
    }
    return null;
  }
}
