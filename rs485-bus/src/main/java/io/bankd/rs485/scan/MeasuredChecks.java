package io.bankd.rs485.scan;

import io.bankd.pack.CellVoltages;
import io.bankd.rs485.PackReply;
import io.bankd.sleep.InrushSettings;
import io.bankd.unit.Temperature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What the packs measure, and whether they may be put in parallel. */
final class MeasuredChecks {
  /** Packs whose charge differs by more take hours to even out, hundredths of a percent. */
  private static final int CHARGE_APART = 2000;

  /** Balancing begins at 30 mV (AM5000 table 3-1 row 12); at rest cells are closer than this. */
  private static final int CELLS_APART = 100;

  private static final int CELLS_FAR_APART = 300;

  /** A cell below its alarm, mV (AM5000 table 3-1 row 2). */
  private static final int CELL_LOW = 2800;

  /** A cell above its alarm, mV (AM5000 table 3-1 row 1). */
  private static final int CELL_HIGH = 3500;

  /** Where charging takes its full current, tenths of a degree: careful, and the same for all. */
  private static final int COLD = 50;

  private static final int HOT = 450;

  /** A current that is no error of measurement, mA. */
  private static final int FLOWS = 1000;

  private record Said(PackTally pack, PackReply.Analog analog) {
    int millivolts() {
      return analog.voltage().millivolts();
    }

    int basisPoints() {
      return ScanSheet.soc(analog).basisPoints();
    }
  }

  private final List<Said> packs = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  MeasuredChecks(Tally tally) {
    for (PackTally pack : tally.packs()) {
      PackReply.Analog analog = pack.analog();
      if (analog != null) {
        packs.add(new Said(pack, analog));
      }
    }
    if (!packs.isEmpty()) {
      voltage();
      charge();
      cells();
      temperature();
    }
  }

  List<Check> all() {
    return checks;
  }

  /** What flows between two packs that are joined is at most their difference over 12 mΩ. */
  private void voltage() {
    InrushSettings bears = InrushSettings.AM5000;
    Said low = packs.stream().min(Comparator.comparingInt(Said::millivolts)).orElseThrow();
    Said high = packs.stream().max(Comparator.comparingInt(Said::millivolts)).orElseThrow();
    int apart = high.millivolts() - low.millivolts();
    int amperes = apart / bears.leastMilliohms();
    int limit = bears.continuous().milliamperes() * bears.leastMilliohms() / 1000;
    String standing = volts(low.millivolts()) + "…" + volts(high.millivolts()) + " V";
    if (apart <= limit) {
      String may = volts(apart) + " V apart; up to " + volts(limit) + " V may be put in parallel";
      String joined = isLoaded() ? " (current flows: they are already)" : "";
      checks.add(Check.pass("voltage", standing + ", " + may + joined));
      return;
    }
    boolean trips = amperes * 1000 >= bears.overCurrent().milliamperes();
    String says =
        standing
            + ", "
            + volts(apart)
            + " V apart: put in parallel now, up to "
            + amperes
            + " A would flow between them, "
            + (trips
                ? "above the over-current protection"
                : "above the 50 A that a pack carries for ever")
            + ". Do not connect them yet: charge pack "
            + low.pack.address()
            + " by itself first, until it is within "
            + volts(limit)
            + " V of pack "
            + high.pack.address();
    checks.add(new Check("voltage", Verdict.FAIL, low.pack.address(), says));
  }

  private boolean isLoaded() {
    return packs.stream().anyMatch(said -> Math.abs(said.analog.current().milliamperes()) >= FLOWS);
  }

  private void charge() {
    Said low = packs.stream().min(Comparator.comparingInt(Said::basisPoints)).orElseThrow();
    Said high = packs.stream().max(Comparator.comparingInt(Said::basisPoints)).orElseThrow();
    String standing = percent(low.basisPoints()) + "…" + percent(high.basisPoints()) + " %";
    if (high.basisPoints() - low.basisPoints() <= CHARGE_APART) {
      checks.add(Check.pass("charge", standing + " by the packs' own count"));
      return;
    }
    checks.add(
        Check.attention(
            "charge",
            low.pack.address(),
            standing
                + " by the packs' own count: these cells show little of that in their voltage."
                + " Charge the bank until every pack is full, so that all counts begin alike"));
  }

  private void cells() {
    int before = checks.size();
    int widest = 0;
    for (Said said : packs) {
      CellVoltages cells = said.analog.cells();
      int apart = cells.spread().millivolts();
      widest = Math.max(widest, apart);
      if (apart > CELLS_APART) {
        checks.add(
            new Check(
                "cells",
                apart > CELLS_FAR_APART ? Verdict.FAIL : Verdict.ATTENTION,
                said.pack.address(),
                String.format(
                    "the cells of pack %s are %d mV apart (cell %d %d mV, cell %d %d mV): charge it"
                        + " full and let it balance; a cell that stays behind is failing",
                    said.pack.address(),
                    apart,
                    cells.lowestNumber(),
                    cells.lowest().millivolts(),
                    cells.highestNumber(),
                    cells.highest().millivolts())));
      }
      if (cells.lowest().millivolts() < CELL_LOW || cells.highest().millivolts() > CELL_HIGH) {
        checks.add(
            Check.attention(
                "cells",
                said.pack.address(),
                String.format(
                    "the cells of pack %s stand at %d…%d mV, outside %d…%d mV",
                    said.pack.address(),
                    cells.lowest().millivolts(),
                    cells.highest().millivolts(),
                    CELL_LOW,
                    CELL_HIGH)));
      }
    }
    if (checks.size() == before) {
      checks.add(Check.pass("cells", "within " + widest + " mV in each pack"));
    }
  }

  private void temperature() {
    int before = checks.size();
    TreeSet<Temperature> all = new TreeSet<>();
    for (Said said : packs) {
      List<Temperature> sensors = said.analog.cellTemperatures();
      all.addAll(sensors);
      if (sensors.isEmpty()) {
        checks.add(
            Check.attention(
                "temperature",
                said.pack.address(),
                "pack " + said.pack.address() + " has no temperature sensor at its cells"));
      }
    }
    if (!all.isEmpty() && (all.first().decidegrees() < COLD || all.last().decidegrees() > HOT)) {
      checks.add(
          Check.attention(
              "temperature",
              null,
              "cells are at "
                  + all.first()
                  + " to "
                  + all.last()
                  + ": the current is limited there"));
    }
    if (checks.size() == before) {
      checks.add(Check.pass("temperature", all.first() + " to " + all.last() + " at the cells"));
    }
  }

  private static String volts(int millivolts) {
    return String.format(Locale.ROOT, "%.2f", millivolts / 1000.0);
  }

  private static String percent(int basisPoints) {
    return Integer.toString(basisPoints / 100);
  }
}
