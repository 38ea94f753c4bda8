package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where packs are and where they should be. An address that is dealt with is taken off, and so is
 * one that a pack is told to move to: two must not be sent to the same place.
 */
final class Places {
  static final String RESTART = ", then switch it off and on";

  private final List<PackAddress> expected;
  private final TreeSet<PackAddress> there = new TreeSet<>();
  private final TreeSet<PackAddress> missing = new TreeSet<>();
  private final TreeSet<PackAddress> stray = new TreeSet<>();
  private final List<DipChange> changes = new ArrayList<>();

  Places(ScanRecord record, Tally tally) {
    expected = record.expected();
    for (PackTally pack : tally.packs()) {
      if (record.isThere(pack)) {
        there.add(pack.address());
      }
    }
    missing.addAll(expected);
    missing.removeAll(there);
    stray.addAll(there);
    stray.removeAll(expected);
  }

  /** Whether anybody said where packs should be. */
  boolean areNamed() {
    return !expected.isEmpty();
  }

  TreeSet<PackAddress> there() {
    return there;
  }

  /** Where a pack should be, and neither is nor is told to go. */
  TreeSet<PackAddress> missing() {
    return missing;
  }

  /** Where a pack is and should not be. */
  TreeSet<PackAddress> stray() {
    return stray;
  }

  /** Switches to be set. */
  List<DipChange> changes() {
    return changes;
  }

  void change(PackAddress now, PackAddress to) {
    changes.add(new DipChange(now, to));
  }

  /** Notes the switches to be set for the first pack that is missing. */
  void changeToTheFirstMissing(PackAddress now) {
    PackAddress to = missing.pollFirst();
    if (to != null) {
      change(now, to);
    }
  }

  /** An address for a pack that has none of its own. */
  PackAddress free() {
    PackAddress free = missing.pollFirst();
    for (int address = 2; free == null && address <= 15; address++) {
      PackAddress next = PackAddress.of(address);
      free = there.contains(next) || expected.contains(next) ? null : next;
    }
    return free == null ? PackAddress.of(0) : free;
  }

  /** “2, 3, 4”. */
  static String words(Collection<PackAddress> addresses) {
    return addresses.stream().map(PackAddress::toString).collect(Collectors.joining(", "));
  }

  /** “address 3 (switches 1 on, 2 on, 3 off, 4 off)”. */
  static String setTo(PackAddress address) {
    return "address " + address + " (switches " + address.dip() + ")";
  }
}
