package io.bankd.daemon.view;

import io.bankd.rs485.PackReply;
import io.bankd.rs485.scan.Check;
import io.bankd.rs485.scan.DipChange;
import io.bankd.rs485.scan.DipPicture;
import io.bankd.rs485.scan.ScanSheet;
import io.bankd.rs485.scan.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A pass sheet to be read and printed. */
public final class ScanPage {
  private static final int WIDTH = 100;
  private static final int INDENT = 24;

  private final List<String> lines = new ArrayList<>();

  /**
   * The page of a sheet.
   *
   * @param line where the bus is
   */
  public ScanPage(ScanSheet sheet, String line) {
    lines.add("Bus on " + line + ": " + sheet.protocol() + " at " + sheet.baud() + " Bd");
    lines.add("");
    sheet.checks().forEach(this::add);
    if (!sheet.packs().isEmpty()) {
      lines.add("");
      packs(sheet.packs());
    }
    if (!sheet.changes().isEmpty()) {
      lines.add("");
      lines.add("Switches to set (the pack takes notice when it is switched off and on):");
      sheet.changes().forEach(this::add);
    }
    lines.add("");
    lines.add(
        String.format(
            "%s: %d passed, %d to look at, %d failed; %d questions were asked",
            sheet.verdict(),
            sheet.count(Verdict.PASS),
            sheet.count(Verdict.ATTENTION),
            sheet.count(Verdict.FAIL),
            sheet.questions()));
  }

  /** The page, line by line. */
  public List<String> lines() {
    return lines;
  }

  private void add(Check check) {
    String head = String.format("%-10s %-12s ", check.verdict(), check.name());
    StringBuilder line = new StringBuilder(head);
    String gap = "";
    for (String word : check.says().split(" ")) {
      if (line.length() + gap.length() + word.length() > WIDTH && !gap.isEmpty()) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(INDENT));
        gap = "";
      }
      line.append(gap).append(word);
      gap = " ";
    }
    lines.add(line.toString());
  }

  private void add(DipChange change) {
    lines.add("");
    lines.addAll(DipPicture.of(change));
  }

  private void packs(List<ScanSheet.Pack> packs) {
    lines.add(
        String.format(
            "pack  DIP (^ on) voltage   current  charge  %-11s  %-12s  %-14s  lost  %s",
            "cells, mV", "cells, °C", "least mid most", "serial, firmware"));
    packs.forEach(pack -> lines.add(row(pack)));
  }

  private static String row(ScanSheet.Pack pack) {
    StringBuilder dip = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      dip.append((pack.address().value() >> i & 1) == 1 ? "^ " : ". ");
    }
    List<Duration> trips = pack.roundTrips();
    String latency =
        trips.isEmpty()
            ? "-"
            : String.format(
                "%4d %4d %4d",
                trips.get(0).toMillis(),
                trips.get(trips.size() / 2).toMillis(),
                trips.get(trips.size() - 1).toMillis());
    return String.format(
            "%4s  %s  %s  %-14s  %4d  %s",
            pack.address(), dip, measured(pack.analog()), latency, pack.bad(), names(pack))
        .stripTrailing();
  }

  private static String names(ScanSheet.Pack pack) {
    return Stream.of(pack.serial(), pack.firmware())
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String measured(PackReply.@Nullable Analog analog) {
    if (analog == null) {
      return String.format("%-53s", "nothing that can be read");
    }
    return String.format(
        Locale.ROOT,
        "%6.2f V  %6.1f A  %4d %%  %-11s  %-12s",
        analog.voltage().millivolts() / 1000.0,
        analog.current().milliamperes() / 1000.0,
        ScanSheet.soc(analog).basisPoints() / 100,
        analog.cells().lowest().millivolts() + "…" + analog.cells().highest().millivolts(),
        temperatures(analog));
  }

  private static String temperatures(PackReply.Analog analog) {
    var coldest = analog.cellTemperatures().stream().min(Comparable::compareTo);
    var hottest = analog.cellTemperatures().stream().max(Comparable::compareTo);
    return coldest.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f…%.1f",
            coldest.get().decidegrees() / 10.0,
            hottest.orElseThrow().decidegrees() / 10.0);
  }
}
