package io.bankd.rs485.scan;

import io.bankd.rs485.BusFinding;
import io.bankd.rs485.BusFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be said of the line, whoever is on it. */
final class LineChecks {
  private static final String DISTURBED =
      " (This may come from who talks without being asked: put that right first, then scan again.)";

  /** So many stray characters while nobody speaks are no accident. */
  private static final int STRAY = 10;

  private final ScanRecord record;
  private final Tally tally;
  private final List<BusFinding> findings;

  LineChecks(ScanRecord record, Tally tally, List<BusFinding> findings) {
    this.record = record;
    this.tally = tally;
    this.findings = findings;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    line(checks);
    master(checks);
    quiet(checks);
    echo(checks);
    return checks;
  }

  static boolean isFound(List<BusFinding> findings, Kind kind) {
    return findings.stream().anyMatch(finding -> finding.kind() == kind);
  }

  /** What collisions may have made is only something to look at. */
  static Check unlessDisturbed(ScanRecord record, Check check) {
    return check.verdict() == Verdict.FAIL && record.isDisturbed()
        ? Check.attention(check.name(), check.pack(), check.says() + DISTURBED)
        : check;
  }

  private void line(List<Check> checks) {
    int before = checks.size();
    for (BusFinding finding : findings) {
      if (finding.kind() == Kind.TELNET) {
        checks.add(
            tally.anybodyAnswers()
                ? Check.attention("line", null, finding.sentence())
                : Check.fail("line", null, finding.sentence()));
      } else if (finding.kind() == Kind.LATE_ANSWERS && finding.address() == null) {
        checks.add(Check.fail("line", null, finding.sentence()));
      } else if (finding.kind() == Kind.OTHER_PROTOCOL) {
        checks.add(Check.fail("line", finding.address(), finding.sentence()));
      } else if (finding.kind() == Kind.SILENT_LINE || finding.kind() == Kind.UNREADABLE_LINE) {
        checks.add(failed(finding.sentence()));
      } else if (finding.kind() == Kind.DAMAGED_LINE) {
        checks.add(failed(finding.sentence() + " " + damage()));
      }
    }
    if (checks.size() > before) {
      return;
    }
    if (!tally.anybodyAnswers()) {
      checks.add(
          Check.fail(
              "line",
              null,
              "no pack answers. Are the packs on, is the cable in the parallel port, does A go to A"
                  + " and B to B, and is the baud rate right (9600 from the factory)?"));
    } else {
      checks.add(Check.pass("line", "packs are heard, and what they say can be read"));
    }
  }

  private Check failed(String says) {
    return unlessDisturbed(record, Check.fail("line", null, says));
  }

  /** Long answers that suffer while short ones do not speak for the ends of the line. */
  private String damage() {
    int answers = 0;
    int hurt = 0;
    int others = 0;
    int othersHurt = 0;
    for (PackTally pack : tally.packs()) {
      answers += pack.longAnswers();
      hurt += pack.longDamaged();
      others += pack.shortAnswers();
      othersHurt += pack.shortDamaged();
    }
    String counted =
        String.format(
            "(%d of %d long answers are damaged, and %d of %d short ones",
            hurt, answers, othersHurt, others);
    boolean ends = !record.isDisturbed() && hurt * 10 >= answers && othersHurt == 0 && others >= 10;
    return counted + (ends ? ": this looks like a line without termination)" : ")");
  }

  private void master(List<Check> checks) {
    findings.stream()
        .filter(finding -> finding.kind() == Kind.SECOND_MASTER)
        .forEach(
            finding ->
                checks.add(
                    Check.fail(
                        "master",
                        null,
                        finding.sentence()
                            + ". "
                            + tally.foreignRequests()
                            + " of its questions were heard"
                            + leftOut())));
    if (!isFound(findings, Kind.SECOND_MASTER)) {
      checks.add(Check.pass("master", "nobody else asks the packs"));
    }
  }

  private String leftOut() {
    int rounds = record.leftOut();
    return rounds == 0
        ? ""
        : ", and to let it speak " + rounds + " rounds of reading were left out";
  }

  private void quiet(List<Check> checks) {
    int before = checks.size();
    Tally listened = Tally.of(record.listening());
    if (!isFound(findings, Kind.SECOND_MASTER)) {
      for (Map.Entry<Integer, Integer> babble : listened.overheard().entrySet()) {
        int address = babble.getKey();
        checks.add(
            Check.fail(
                "quiet",
                null,
                (address < 0 ? "somebody" : "address " + address)
                    + " talks without being asked, "
                    + times(babble.getValue())
                    + " while only listened to. Packs answer and never begin: switch that pack off"
                    + " and on, and take it off the line if it goes on"));
      }
    }
    if (listened.noise() >= STRAY) {
      checks.add(
          Check.attention(
              "quiet",
              null,
              listened.noise()
                  + " stray characters while nobody was asked: the line floats. Is it terminated"
                  + " with 120 Ω at each end, and is the ground connected?"));
    }
    if (checks.size() == before) {
      checks.add(Check.pass("quiet", "nobody talks without being asked"));
    }
  }

  private static String times(int times) {
    return times == 1 ? "once" : times + " times";
  }

  private void echo(List<Check> checks) {
    for (BusFinding finding : findings) {
      if (finding.kind() == Kind.ECHO) {
        checks.add(
            tally.anybodyAnswers()
                ? Check.attention("echo", null, finding.sentence())
                : Check.fail("echo", null, finding.sentence()));
        return;
      }
    }
    checks.add(Check.pass("echo", "the adaptor does not hear itself"));
  }
}
