package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding;
import io.bankd.rs485.BusFinding.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who is there, who should be, and which switches to set. */
final class AddressChecks {
  private static final String NAME = "addresses";
  private static final String RESTART = ", then switch it off and on";

  /** What a daemon finds about one address by itself. */
  private static final Set<Kind> OF_AN_ADDRESS =
      EnumSet.of(Kind.DUPLICATE_ADDRESS, Kind.WRONG_ADDRESS, Kind.MASTER_ADDRESS, Kind.DIP_ORDER);

  private final List<Check> checks = new ArrayList<>();
  private final List<DipChange> changes = new ArrayList<>();
  private final ScanRecord record;
  private final List<PackAddress> expected;
  private final Tally tally;
  private final List<BusFinding> findings;
  private final TreeSet<PackAddress> there = new TreeSet<>();
  private final TreeSet<PackAddress> missing = new TreeSet<>();
  private final TreeSet<PackAddress> stray = new TreeSet<>();

  AddressChecks(ScanRecord record, Tally tally, List<BusFinding> findings) {
    this.record = record;
    this.expected = record.expected();
    this.tally = tally;
    this.findings = findings;
    for (PackTally pack : tally.packs()) {
      if (record.isThere(pack)) {
        there.add(pack.address());
      }
    }
    missing.addAll(expected);
    missing.removeAll(there);
    stray.addAll(there);
    stray.removeAll(expected);
    judge();
  }

  List<Check> all() {
    return checks;
  }

  List<DipChange> changes() {
    return changes;
  }

  private void judge() {
    for (BusFinding finding : findings) {
      PackAddress address = finding.address();
      if (address != null && finding.kind() == Kind.LATE_ANSWERS) {
        checks.add(Check.fail(NAME, address, finding.sentence()));
        missing.remove(address);
      } else if (address != null && OF_AN_ADDRESS.contains(finding.kind())) {
        found(finding, address);
      }
    }
    inTurn();
    master();
    if (expected.isEmpty()) {
      unexpecting();
    } else {
      strayAndMissing();
    }
    if (checks.isEmpty()) {
      checks.add(Check.pass(NAME, sound()));
    }
  }

  private void found(BusFinding finding, PackAddress address) {
    Integer by = tally.stranger(address);
    boolean duplicate = finding.kind() == Kind.DUPLICATE_ADDRESS;
    if (!duplicate && by == null) {
      return; // The other one answers at its own address as well, and was only late.
    }
    Check failed = Check.fail(NAME, address, finding.sentence());
    checks.add(LineChecks.unlessDisturbed(record, failed));
    missing.remove(address);
    if (duplicate) {
      changes.add(new DipChange(address, free()));
    } else if (by != null && by <= 15) {
      changes.add(new DipChange(PackAddress.of(by), address));
    }
  }

  /** An address for a pack that has none of its own. */
  private PackAddress free() {
    PackAddress free = missing.pollFirst();
    for (int address = 2; free == null && address <= 15; address++) {
      PackAddress next = PackAddress.of(address);
      free = there.contains(next) || expected.contains(next) ? null : next;
    }
    return free == null ? PackAddress.of(0) : free;
  }

  private String sound() {
    return there.size()
        + (there.size() == 1 ? " pack, at " : " packs, at ")
        + words(there)
        + (expected.isEmpty()
            ? "; nobody said how many there should be (--packs)"
            : ", as expected");
  }

  /** Two packs of which now one and now the other is heard have two serials. */
  private void inTurn() {
    for (PackTally pack : tally.packs()) {
      if (pack.serials().size() > 1) {
        checks.add(
            Check.fail(
                NAME,
                pack.address(),
                "two packs answer in turn at "
                    + setTo(pack.address())
                    + ", with the serials "
                    + String.join(" and ", pack.serials())
                    + ". Set one of them to a free address of 2…15"
                    + RESTART));
      }
    }
  }

  private void master() {
    if (!stray.remove(PackAddress.MASTER)) {
      return;
    }
    String to = missing.isEmpty() ? "a free address of 2…15" : setTo(missing.first());
    checks.add(
        Check.fail(
            NAME,
            PackAddress.MASTER,
            "a pack is set to "
                + setTo(PackAddress.MASTER)
                + ". Address 1 is the master's, which is this daemon; a pack that has it asks the"
                + " others itself. Set it to "
                + to
                + RESTART));
    change(PackAddress.MASTER);
  }

  /** Notes the switches to be set for the first pack that is missing. */
  private void change(PackAddress now) {
    PackAddress to = missing.pollFirst();
    if (to != null) {
      changes.add(new DipChange(now, to));
    }
  }

  private void strayAndMissing() {
    for (PackAddress turned : List.copyOf(stray)) {
      PackAddress meant = turned.readFromTheWrongEnd();
      if (missing.contains(meant)) {
        checks.add(
            Check.fail(
                NAME,
                turned,
                "a pack answers at "
                    + turned
                    + " and none at "
                    + meant
                    + ": its switches were read from the wrong end. Switch 1 counts 1, switch 4"
                    + " counts 8: set the pack to "
                    + setTo(meant)
                    + RESTART));
        changes.add(new DipChange(turned, meant));
        missing.remove(meant);
        stray.remove(turned);
      }
    }
    for (PackAddress found : stray) {
      String to =
          missing.isEmpty()
              ? "Name it in the configuration (packs), or take it off the line"
              : "Set it to " + setTo(missing.first()) + ", where none is" + RESTART;
      checks.add(Check.fail(NAME, found, "a pack answers at " + found + zero(found) + ". " + to));
      change(found);
    }
    for (PackAddress absent : missing) {
      checks.add(
          Check.fail(
              NAME,
              absent,
              "nobody answers at "
                  + setTo(absent)
                  + ". Is that pack on and connected, and are its switches so? New switches count"
                  + " after it is switched off and on"));
    }
  }

  private static String zero(PackAddress found) {
    return found.value() == 0
        ? ", which is a pack that was alone or whose switches were moved while it was on"
        : ", where none should be";
  }

  /** Nobody said how many there should be; gaps and wrong ends can be told all the same. */
  private void unexpecting() {
    Set<PackAddress> turned =
        stray.stream()
            .map(PackAddress::readFromTheWrongEnd)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!isInSequence(stray) && isInSequence(turned)) {
      checks.add(
          Check.attention(
              NAME,
              null,
              "packs answer at "
                  + words(stray)
                  + ". Read from the other end, their switches would say "
                  + words(turned)
                  + ": was switch 4 taken for the least? Switch 1 counts 1, switch 4 counts 8"));
      stray.stream()
          .filter(now -> !now.equals(now.readFromTheWrongEnd()))
          .forEach(now -> changes.add(new DipChange(now, now.readFromTheWrongEnd())));
    } else if (stray.contains(PackAddress.of(0))) {
      checks.add(
          Check.attention(
              NAME,
              PackAddress.of(0),
              "a pack answers at address 0 (switches "
                  + PackAddress.of(0).dip()
                  + "): it was alone, or its switches were moved while it was on. Give it a free"
                  + " address of 2…15"
                  + RESTART
                  + ", or name 0 in the configuration (packs)"));
    }
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

  private static String words(Set<PackAddress> addresses) {
    return addresses.stream().map(PackAddress::toString).collect(Collectors.joining(", "));
  }

  private static String setTo(PackAddress address) {
    return "address " + address + " (switches " + address.dip() + ")";
  }
}
