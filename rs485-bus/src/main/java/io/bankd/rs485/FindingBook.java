package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is wrong with a bus now; says when something begins to be and when it ends. */
final class FindingBook {
  private record Key(Kind kind, int address) {}

  private final Map<Key, BusFinding> current = new LinkedHashMap<>();
  private final BusListener told;

  FindingBook(BusListener told) {
    this.told = told;
  }

  /** In the order in which it was found. */
  List<BusFinding> current() {
    return List.copyOf(current.values());
  }

  /** All that is found now: what is new is told, and what is not among it any more. */
  void tell(List<BusFinding> found) {
    Map<Key, BusFinding> now = new LinkedHashMap<>();
    for (BusFinding finding : found) {
      PackAddress address = finding.address();
      now.putIfAbsent(new Key(finding.kind(), address == null ? -1 : address.value()), finding);
    }
    List<Key> ended = new ArrayList<>(current.keySet());
    ended.removeAll(now.keySet());
    ended.forEach(key -> told.cleared(Objects.requireNonNull(current.remove(key))));
    now.forEach(
        (key, finding) -> {
          if (current.putIfAbsent(key, finding) == null) {
            told.found(finding);
          }
        });
  }
}
