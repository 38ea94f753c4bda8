package io.bankd.pack;

/**
 * Which pack of a bank: addresses repeat from bus to bus, this does not.
 *
 * @param bus the configured name of the bus, empty where the bank has a single one
 */
public record PackId(String bus, PackAddress address) implements Comparable<PackId> {
  /** A pack of a bank with a single bus. */
  public static PackId of(int address) {
    return new PackId("", PackAddress.of(address));
  }

  @Override
  public int compareTo(PackId other) {
    int byBus = bus.compareTo(other.bus);
    return byBus != 0 ? byBus : address.compareTo(other.address);
  }

  /** “7”, or “north/7” where the bank has several buses. */
  @Override
  public String toString() {
    return bus.isEmpty() ? address.toString() : bus + "/" + address;
  }
}
