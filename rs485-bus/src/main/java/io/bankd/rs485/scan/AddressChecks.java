package io.bankd.rs485.scan;

import static io.bankd.rs485.scan.Places.RESTART;
import static io.bankd.rs485.scan.Places.setTo;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding;
import io.bankd.rs485.BusFinding.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who is there, who should be, and which switches to set. */
final class AddressChecks {
  private static final String NAME = "addresses";

  /** What a daemon finds about one address by itself. */
  private static final Set<Kind> OF_AN_ADDRESS =
      EnumSet.of(Kind.DUPLICATE_ADDRESS, Kind.WRONG_ADDRESS, Kind.MASTER_ADDRESS, Kind.DIP_ORDER);

  private final List<Check> checks = new ArrayList<>();
  private final ScanRecord record;
  private final Tally tally;
  private final Places places;

  AddressChecks(ScanRecord record, Tally tally, List<BusFinding> findings) {
    this.record = record;
    this.tally = tally;
    this.places = new Places(record, tally);
    findings.forEach(this::found);
    inTurn();
    master();
    checks.addAll(places.areNamed() ? NamedPlaces.of(places) : UnnamedPlaces.of(places));
    if (checks.isEmpty()) {
      checks.add(Check.pass(NAME, sound()));
    }
  }

  List<Check> all() {
    return checks;
  }

  List<DipChange> changes() {
    return places.changes();
  }

  private void found(BusFinding finding) {
    PackAddress address = finding.address();
    if (address != null && finding.kind() == Kind.LATE_ANSWERS) {
      checks.add(Check.fail(NAME, address, finding.sentence()));
      places.missing().remove(address);
    } else if (address != null && OF_AN_ADDRESS.contains(finding.kind())) {
      misplaced(finding, address);
    }
  }

  private void misplaced(BusFinding finding, PackAddress address) {
    Integer by = tally.stranger(address);
    boolean duplicate = finding.kind() == Kind.DUPLICATE_ADDRESS;
    if (!duplicate && by == null) {
      return; // The other one answers at its own address as well, and was only late.
    }
    Check failed = Check.fail(NAME, address, finding.sentence());
    checks.add(LineChecks.unlessDisturbed(record, failed));
    places.missing().remove(address);
    if (duplicate) {
      places.change(address, places.free());
    } else if (by != null && by <= 15) {
      places.change(PackAddress.of(by), address);
    }
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
    if (!places.stray().remove(PackAddress.MASTER)) {
      return;
    }
    TreeSet<PackAddress> missing = places.missing();
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
    places.changeToTheFirstMissing(PackAddress.MASTER);
  }

  private String sound() {
    TreeSet<PackAddress> there = places.there();
    return there.size()
        + (there.size() == 1 ? " pack, at " : " packs, at ")
        + Places.words(there)
        + (places.areNamed()
            ? ", as expected"
            : "; nobody said how many there should be (--packs)");
  }
}
