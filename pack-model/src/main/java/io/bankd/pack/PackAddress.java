package io.bankd.pack;

/**
 * The address set on a pack's four DIP switches, switch 1 the least significant bit (AM5000 table
 * 2-7).
 *
 * @param value 0…15; 1 is the master of the bus, which is this daemon
 */
public record PackAddress(int value) implements Comparable<PackAddress> {
  /** The daemon's own place on the bus: no pack may be set to it (AM5000 4.1-4). */
  public static final PackAddress MASTER = new PackAddress(1);

  public PackAddress {
    if (value < 0 || value > 15) {
      throw new IllegalArgumentException("address " + value + " is outside 0…15 (DIP switches)");
    }
  }

  public static PackAddress of(int value) {
    return new PackAddress(value);
  }

  /** The four switches in words, “1 off, 2 on, 3 off, 4 off”. */
  public String dip() {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      words.append(i == 0 ? "" : ", ").append(i + 1);
      words.append((value >> i & 1) == 1 ? " on" : " off");
    }
    return words.toString();
  }

  /** The address that somebody sets who takes switch 4 for the least significant. */
  public PackAddress readFromTheWrongEnd() {
    return new PackAddress(Integer.reverse(value) >>> 28);
  }

  @Override
  public int compareTo(PackAddress other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
