package io.bankd.rs485.log;

import io.bankd.rs485.frame.AsciiFrame;
import org.jspecify.annotations.Nullable;

/**
 * Protocols with the same frame and other contents: named, so that nobody reads them as what they
 * are not. Seplos V2 is not among them: it has Pylontech's header and is known by what follows.
 */
public enum Relative {
  /** Daren and KS, told before EG4 by their version. */
  DAREN("daren", 0x22, 0x4A),
  /** EG4 and Qualtech. */
  EG4("eg4", Relative.ANY, 0x4A),
  /** Sylcin and Volta: no INFOFLAG byte. */
  SYLCIN("ver52", 0x52, 0x46),
  TDT("tdt", 0x01, Relative.ANY),
  /** A pack of ternary cells: other voltages altogether. */
  TERNARY("ternary", Relative.ANY, 0x4F),
  PACE("pace", 0x25, 0x46),
  PYLON("pylon", 0x20, 0x46);

  private static final int ANY = -1;

  private final String label;
  private final int ver;
  private final int cid1;

  Relative(String label, int ver, int cid1) {
    this.label = label;
    this.ver = ver;
    this.cid1 = cid1;
  }

  /** As {@code decode} names it. */
  public String label() {
    return label;
  }

  /** The relative that a frame's version and device bytes name; null for none. */
  public static @Nullable Relative of(AsciiFrame frame) {
    for (Relative one : values()) {
      boolean fits =
          (one.ver == ANY || one.ver == frame.ver())
              && (one.cid1 == ANY || one.cid1 == frame.cid1());
      if (fits) {
        return one;
      }
    }
    return null;
  }
}
