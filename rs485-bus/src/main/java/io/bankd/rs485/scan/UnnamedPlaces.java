package io.bankd.rs485.scan;

import static io.bankd.rs485.scan.Places.RESTART;
import static io.bankd.rs485.scan.Places.words;

import io.bankd.pack.PackAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Nobody said where packs should be; wrong ends and an address 0 can be told all the same. */
final class UnnamedPlaces {
  private static final String NAME = "addresses";

  private UnnamedPlaces() {}

  static List<Check> of(Places places) {
    Set<PackAddress> stray = places.stray();
    Set<PackAddress> turned =
        stray.stream()
            .map(PackAddress::readFromTheWrongEnd)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!isInSequence(stray) && isInSequence(turned)) {
      stray.stream()
          .filter(now -> !now.equals(now.readFromTheWrongEnd()))
          .forEach(now -> places.change(now, now.readFromTheWrongEnd()));
      return List.of(
          Check.attention(
              NAME,
              null,
              "packs answer at "
                  + words(stray)
                  + ". Read from the other end, their switches would say "
                  + words(turned)
                  + ": was switch 4 taken for the least? Switch 1 counts 1, switch 4 counts 8"));
    }
    PackAddress zero = PackAddress.of(0);
    return stray.contains(zero)
        ? List.of(
            Check.attention(
                NAME,
                zero,
                "a pack answers at address 0 (switches "
                    + zero.dip()
                    + "): it was alone, or its switches were moved while it was on. Give it a free"
                    + " address of 2…15"
                    + RESTART
                    + ", or name 0 in the configuration (packs)"))
        : List.of();
  }

  /** 2, 3, 4 and so on, as packs are numbered. */
  private static boolean isInSequence(Set<PackAddress> addresses) {
    int next = 2;
    for (PackAddress address : addresses) {
      if (address.value() != next++) {
        return false;
      }
    }
    return true;
  }
}
