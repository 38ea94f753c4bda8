package io.bankd.daemon.view;

import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
import io.bankd.bank.ForcedCharge;
import io.bankd.bank.PackView;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bank as lines of text: what it is, what it may, why, and every pack. */
public final class Screen {
  private static final String HEAD =
      "pack  state     age   volts     amps     SOC   low cell  high cell   temp   may charge  may discharge";

  private Screen() {}

  /** The whole picture, about six lines and one more for every pack. */
  public static List<String> full(BankSnapshot snapshot) {
    List<String> lines = new ArrayList<>(head(snapshot));
    lines.addAll(packs(snapshot));
    return lines;
  }

  /** The bank, its limits and why they are so, and the head of the table of packs. */
  public static List<String> head(BankSnapshot snapshot) {
    BankLimits limits = snapshot.limits();
    return List.of(
        bank(snapshot),
        limits(snapshot),
        "  CCL  " + limits.cclReason(),
        "  DCL  " + limits.dclReason(),
        "  CVL  " + limits.cvlReason(),
        "",
        HEAD);
  }

  /** A line for every pack. */
  public static List<String> packs(BankSnapshot snapshot) {
    return snapshot.packs().stream().map(Screen::pack).toList();
  }

  /** The bank in one line, for where there is no screen to draw on. */
  public static String line(BankSnapshot snapshot) {
    return bank(snapshot) + " · " + limits(snapshot);
  }

  private static String bank(BankSnapshot snapshot) {
    String phase = snapshot.phase().name().toLowerCase(Locale.ROOT);
    BankTotals totals = snapshot.totals();
    int packs = snapshot.packs().size();
    if (totals == null) {
      long heard = snapshot.packs().stream().filter(p -> p.reading() != null).count();
      return phase + ", " + heard + " of " + packs + (packs == 1 ? " pack" : " packs") + " heard";
    }
    return String.format(
        Locale.ROOT,
        "%s, %d of %d %s · %s V, sum %s A · SOC %s · cells %s…%s V%s",
        phase,
        totals.online(),
        packs,
        packs == 1 ? "pack" : "packs",
        volts(totals.voltage()),
        amps(totals.current()),
        totals.soc(),
        cell(totals.lowestCell().value()),
        cell(totals.highestCell().value()),
        temperatures(totals));
  }

  private static String temperatures(BankTotals totals) {
    var coldest = totals.coldest();
    var hottest = totals.hottest();
    return coldest == null || hottest == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", %.1f…%.1f °C",
            coldest.value().decidegrees() / 10.0,
            hottest.value().decidegrees() / 10.0);
  }

  private static String limits(BankSnapshot snapshot) {
    BankLimits limits = snapshot.limits();
    if (snapshot.phase() == BankPhase.STARTING || snapshot.phase() == BankPhase.SILENT) {
      return "nothing is told to the inverter";
    }
    return String.format(
        Locale.ROOT,
        "CVL %s V · CCL %s A%s · DCL %s A%s%s",
        volts(limits.cvl()),
        amps(limits.ccl()),
        limits.chargeEnabled() ? "" : " (stopped)",
        amps(limits.dcl()),
        limits.dischargeEnabled() ? "" : " (stopped)",
        asking(limits.forced()));
  }

  private static String asking(ForcedCharge forced) {
    return switch (forced) {
      case NONE -> "";
      case SOON -> " · asks for charge";
      case NOW -> " · asks for charge at once";
    };
  }

  private static String pack(PackView view) {
    String phase = view.phase().name().toLowerCase(Locale.ROOT);
    PackReading reading = view.reading();
    if (reading == null) {
      return String.format(Locale.ROOT, "%4s  %-8s", view.pack(), phase);
    }
    return String.format(
            Locale.ROOT,
            "%4s  %-8s %5s  %6s  %7s  %6s  %8s  %9s  %6s  %9s A  %11s A  %s",
            view.pack(),
            phase,
            age(view.age()),
            volts(reading.voltage()),
            amps(reading.current()),
            view.life().soc().value(),
            cell(reading.cells().lowest()),
            cell(reading.cells().highest()),
            reading.hottestCell() == null ? "–" : reading.hottestCell().decidegrees() / 10 + " °C",
            amps(view.limits().charge()),
            amps(view.limits().discharge()),
            conditions(view))
        .stripTrailing();
  }

  private static String conditions(PackView view) {
    Set<PackCondition> all = EnumSet.noneOf(PackCondition.class);
    all.addAll(view.warnings());
    all.addAll(view.protections());
    return all.stream().map(PackCondition::words).collect(Collectors.joining(", "));
  }

  private static String age(@Nullable Duration age) {
    return age == null ? "–" : String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0);
  }

  private static String volts(Voltage voltage) {
    return String.format(Locale.ROOT, "%.2f", voltage.millivolts() / 1000.0);
  }

  private static String cell(Voltage voltage) {
    return String.format(Locale.ROOT, "%.3f", voltage.millivolts() / 1000.0);
  }

  private static String amps(Current current) {
    // Rounded first: a few milliamperes out are no “-0.0”.
    return String.format(Locale.ROOT, "%.1f", Math.round(current.milliamperes() / 100.0) / 10.0);
  }
}
