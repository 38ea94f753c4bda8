package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who answers where no pack is configured, and which missing pack that may be. A pack that has
 * answered at its own address while somebody answered elsewhere is not that one.
 */
final class Elsewhere {
  private final Map<PackAddress, AddressRecord> records;
  private final UncountedPacks uncounted = new UncountedPacks();
  private final Map<PackAddress, Set<PackAddress>> others = new HashMap<>();

  Elsewhere(Map<PackAddress, AddressRecord> records) {
    this.records = records;
  }

  /** A question to an address that is not configured has ended. */
  void asked(PackAddress address, Exchange outcome) {
    uncounted.asked(address, outcome);
    others.keySet().retainAll(uncounted.addresses());
  }

  /** A configured pack answers; told before its record is. */
  void answered(PackAddress address) {
    AddressRecord record = records.get(address);
    if (record != null && record.isMissing()) {
      restart();
    }
    for (PackAddress at : uncounted.addresses()) {
      others.computeIfAbsent(at, any -> new TreeSet<>()).add(address);
    }
  }

  /** Somebody may have moved: who is elsewhere has to be heard anew. */
  void restart() {
    uncounted.forget();
    others.clear();
  }

  boolean isAnybody() {
    return !uncounted.addresses().isEmpty();
  }

  /**
   * Names everybody who is elsewhere, as the first missing pack it can be.
   *
   * @param silent whether nothing is heard of an address, not even late
   */
  void judge(List<BusFinding> found, Predicate<PackAddress> silent) {
    Set<PackAddress> missing = new TreeSet<>(records.keySet());
    missing.removeIf(address -> !isMissing(address) || !silent.test(address));
    Set<PackAddress> there = uncounted.addresses();
    there.removeIf(
        at -> {
          PackAddress turned = at.readFromTheWrongEnd();
          return mayBe(at, turned) && missing.remove(turned) && found.add(word(at, turned));
        });
    for (PackAddress at : there) {
      PackAddress first =
          missing.stream().filter(address -> mayBe(at, address)).findFirst().orElse(null);
      if (first != null) {
        missing.remove(first);
        found.add(word(at, first));
      } else if (records.keySet().stream().noneMatch(address -> isUndecided(at, address))) {
        found.add(word(at, null));
      }
    }
  }

  private static BusFinding word(PackAddress at, @Nullable PackAddress missing) {
    return missing == null ? FindingWords.uncounted(at) : FindingWords.elsewhere(at, missing);
  }

  private boolean isMissing(PackAddress address) {
    AddressRecord record = records.get(address);
    return record != null && record.isMissing();
  }

  private boolean mayBe(PackAddress at, PackAddress address) {
    return !others.getOrDefault(at, Set.of()).contains(address);
  }

  /** Whether it may be this pack, which fell silent just now or has still to be asked again. */
  private boolean isUndecided(PackAddress at, PackAddress address) {
    AddressRecord record = records.get(address);
    return record != null && mayBe(at, address) && !record.isMissing() && record.isExpected();
  }
}
