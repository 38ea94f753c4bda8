package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding;
import io.bankd.rs485.BusFindings;
import io.bankd.rs485.BusListener;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes a pass sheet of what was heard. The same record makes the same sheet. */
final class ScanJudge {
  private ScanJudge() {}

  static ScanSheet judge(ScanRecord record) {
    Tally tally = record.tally();
    List<BusFinding> findings = findings(record, tally);
    List<Check> checks = new ArrayList<>(new LineChecks(record, tally, findings).all());
    AddressChecks addresses = new AddressChecks(record, tally, findings);
    if (tally.anybodyAnswers()) {
      checks.addAll(addresses.all());
      checks.addAll(AnswerChecks.of(record, tally));
      checks.addAll(new MeasuredChecks(tally).all());
      checks.addAll(new PackChecks(tally).all());
    }
    return new ScanSheet(
        record.way().dialect().name(),
        record.way().timing().baud(),
        checks,
        packs(tally),
        addresses.changes(),
        tally.questions());
  }

  /** What a daemon that had heard the same would have found; another master is not forgotten. */
  private static List<BusFinding> findings(ScanRecord record, Tally tally) {
    Set<PackAddress> watched = new TreeSet<>(record.expected());
    for (PackTally pack : tally.packs()) {
      if (record.isThere(pack) || pack.isLate()) {
        watched.add(pack.address());
      }
    }
    List<BusFinding> ever = new ArrayList<>();
    BusFindings findings =
        new BusFindings(
            watched,
            new BusListener() {
              @Override
              public void found(BusFinding finding) {
                ever.add(finding);
              }
            });
    record.listening().replay(findings);
    record.asking().replay(findings);
    List<BusFinding> found = new ArrayList<>(findings.current());
    Set<BusFinding.Kind> kinds = EnumSet.noneOf(BusFinding.Kind.class);
    found.forEach(finding -> kinds.add(finding.kind()));
    ever.stream()
        .filter(finding -> finding.kind() == BusFinding.Kind.SECOND_MASTER)
        .filter(finding -> kinds.add(finding.kind()))
        .forEach(found::add);
    if (!record.hasAnotherMaster()) {
      found.removeIf(finding -> finding.kind() == BusFinding.Kind.SECOND_MASTER);
    }
    return found;
  }

  private static List<ScanSheet.Pack> packs(Tally tally) {
    List<ScanSheet.Pack> packs = new ArrayList<>();
    for (PackTally pack : tally.packs()) {
      if (pack.answers()) {
        packs.add(
            new ScanSheet.Pack(
                pack.address(),
                pack.analog(),
                pack.status(),
                pack.firmware(),
                String.join(" / ", pack.serials()),
                pack.roundTrips(),
                pack.good(),
                pack.bad()));
      }
    }
    return packs;
  }
}
