package io.bankd.rs485.scan;

import io.bankd.pack.PackCondition;
import io.bankd.rs485.PackReply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who the packs say they are, and what their own BMS has to say. */
final class PackChecks {
  private final List<PackTally> answering = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  PackChecks(Tally tally) {
    for (PackTally pack : tally.packs()) {
      if (pack.answers()) {
        answering.add(pack);
      }
    }
    identity();
    status();
  }

  List<Check> all() {
    return checks;
  }

  private void identity() {
    int before = checks.size();
    differs("firmwares", PackTally::firmware);
    differs("nominal capacities", PackChecks::design);
    Map<String, List<PackTally>> serials =
        answering.stream()
            .filter(pack -> pack.serials().size() == 1)
            .collect(
                Collectors.groupingBy(
                    p -> p.serials().iterator().next(), TreeMap::new, Collectors.toList()));
    serials.values().removeIf(same -> same.size() == 1);
    if (!serials.isEmpty()) {
      checks.add(
          Check.attention(
              "identity",
              null,
              "the same serial is given at several addresses ("
                  + words(serials)
                  + "): is one pack heard twice, or did the maker not set it?"));
    }
    if (checks.size() == before) {
      checks.add(Check.pass("identity", "one firmware, one capacity, serials of their own"));
    }
  }

  private void differs(String what, Function<PackTally, String> text) {
    Map<String, List<PackTally>> groups =
        answering.stream()
            .filter(pack -> !text.apply(pack).isBlank())
            .collect(Collectors.groupingBy(text, TreeMap::new, Collectors.toList()));
    if (groups.size() > 1) {
      checks.add(
          Check.attention("identity", null, "packs have different " + what + ": " + words(groups)));
    }
  }

  private static String design(PackTally pack) {
    PackReply.Analog analog = pack.analog();
    return analog == null ? "" : analog.design().toString();
  }

  /** “A1 (2, 3), B2 (4)”. */
  private static String words(Map<String, List<PackTally>> groups) {
    return groups.entrySet().stream()
        .map(
            group ->
                group.getKey().strip()
                    + group.getValue().stream()
                        .map(pack -> pack.address().toString())
                        .collect(Collectors.joining(", ", " (", ")")))
        .collect(Collectors.joining(", "));
  }

  private void status() {
    int before = checks.size();
    for (PackTally pack : answering) {
      PackReply.Status status = pack.status();
      if (status == null) {
        checks.add(
            Check.attention(
                "status", pack.address(), "pack " + pack.address() + " does not say its status"));
        continue;
      }
      Set<PackCondition> conditions = EnumSet.noneOf(PackCondition.class);
      conditions.addAll(status.protections());
      conditions.addAll(status.warnings());
      conditions.remove(PackCondition.FULLY_CHARGED);
      if (!status.faults().isEmpty()) {
        String says = "pack " + pack.address() + " says it has failed: " + names(status.faults());
        checks.add(Check.fail("status", pack.address(), says + ". Do not use it"));
      }
      if (!conditions.isEmpty()) {
        String says = "pack " + pack.address() + " warns or protects itself: " + names(conditions);
        checks.add(Check.attention("status", pack.address(), says));
      }
      if (!status.chargeMosOn() || !status.dischargeMosOn()) {
        String says = "pack " + pack.address() + " keeps " + open(status) + " open";
        checks.add(Check.attention("status", pack.address(), says));
      }
    }
    if (checks.size() == before) {
      checks.add(Check.pass("status", "no warning, no protection, no fault"));
    }
  }

  private static String open(PackReply.Status status) {
    return status.dischargeMosOn()
        ? "its charge MOSFET"
        : status.chargeMosOn() ? "its discharge MOSFET" : "both MOSFETs";
  }

  private static String names(Set<PackCondition> conditions) {
    return conditions.stream().map(PackCondition::words).collect(Collectors.joining(", "));
  }
}
