package io.bankd.sim;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which packs of a bank are meant. In a bank that has none of them its last one stands for them, so
 * that a scenario means something in a small bank too.
 *
 * @param addresses of the packs; empty for every pack
 */
public record Whom(List<PackAddress> addresses) {
  /** Every pack of the bank. */
  public static final Whom ALL = new Whom(List.of());

  public Whom {
    addresses = List.copyOf(addresses);
  }

  static Whom of(int address) {
    return range(address, address);
  }

  /** Both ends included, address 1 left out. */
  static Whom range(int first, int last) {
    return new Whom(
        IntStream.rangeClosed(first, last)
            .filter(address -> address != PackAddress.MASTER.value())
            .mapToObj(PackAddress::of)
            .toList());
  }

  /** Those of the bank's packs that are meant; at least one. */
  public List<PackId> among(List<PackId> bank) {
    if (addresses.isEmpty()) {
      return bank;
    }
    List<PackId> meant = new ArrayList<>(bank);
    meant.removeIf(pack -> !addresses.contains(pack.address()));
    return meant.isEmpty() ? List.of(bank.get(bank.size() - 1)) : meant;
  }

  /** “pack 7”, “each of packs 2, 3”, “every pack”: all go with a verb in the singular. */
  String words(List<PackId> bank) {
    List<PackId> meant = among(bank);
    if (meant.size() == 1) {
      return "pack " + meant.get(0);
    }
    if (meant.size() == bank.size()) {
      return "every pack";
    }
    return meant.stream()
        .map(PackId::toString)
        .collect(Collectors.joining(", ", "each of packs ", ""));
  }
}
