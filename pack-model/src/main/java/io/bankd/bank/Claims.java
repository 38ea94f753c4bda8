package io.bankd.bank;

import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which numbers several packs tell that are all in sight. */
final class Claims {
  /* Who has moved is out of sight at its former address by then. */
  static final Duration PROVEN = Duration.ofSeconds(30);

  private Claims() {}

  /** Numbers that more than one tells now: whose they are is not to be decided yet. */
  static Set<String> disputed(Map<PackId, Serial> packs) {
    Set<String> seen = new HashSet<>();
    Set<String> disputed = new HashSet<>();
    for (Serial serial : packs.values()) {
      for (String text : List.of(serial.own(), serial.other())) {
        if (serial.claims(text) && !seen.add(text)) {
          disputed.add(text);
        }
      }
    }
    return disputed;
  }

  /** Those of them that all who tell them have told long enough: the name of a model. */
  static Set<String> proven(Set<String> disputed, Map<PackId, Serial> packs, Moment now) {
    Set<String> proven = new LinkedHashSet<>(disputed);
    for (Serial serial : packs.values()) {
      Moment at = serial.at();
      boolean lately = at != null && now.since(at).compareTo(PROVEN) < 0;
      proven.removeIf(text -> lately && serial.claims(text));
    }
    return proven;
  }

  /** Who told that number itself has none; what it told first stays its own. */
  static void forget(Set<String> proven, Map<PackId, Serial> packs) {
    packs.replaceAll(
        (pack, serial) -> {
          Serial left = serial;
          for (String text : proven) {
            left = left.claims(text) ? left.without(text) : left;
          }
          return left;
        });
  }

  /** Where a pack was that tells its number elsewhere now, nobody knows who comes. */
  static void move(Map<PackId, Serial> packs) {
    Map<String, PackId> here = new HashMap<>();
    packs.forEach(
        (pack, serial) -> {
          if (serial.claims(serial.own())) {
            here.put(serial.own(), pack);
          }
        });
    packs.replaceAll(
        (pack, serial) -> {
          boolean moved = here.containsKey(serial.own()) && !serial.claims(serial.own());
          return moved ? serial.moved() : serial;
        });
  }
}
