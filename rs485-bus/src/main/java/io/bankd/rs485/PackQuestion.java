package io.bankd.rs485;

import io.bankd.pack.PackAddress;

/**
 * One question to one pack.
 *
 * @param probe whether the pack is known to be silent, so that only a short time is spent on it
 */
public record PackQuestion(PackAddress address, Kind kind, boolean probe) {
  /** What can be asked (PACE RS485 2018: commands 42, 44, C1, C2 and 90). */
  public enum Kind {
    ANALOG,
    STATUS,
    FIRMWARE,
    SERIAL,
    COUNT
  }

  public PackQuestion(PackAddress address, Kind kind) {
    this(address, kind, false);
  }

  /** “pack 7 analog”. */
  @Override
  public String toString() {
    return "pack " + address + " " + kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
