package io.bankd.daemon.view;

import io.bankd.bank.BankLimits;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
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
    List<String> lines = new ArrayList<>();
    lines.add(bank(snapshot));
    BankLimits limits = snapshot.limits();
    lines.add(limits(limits));
    lines.add("  CCL is so because: " + limits.cclReason());
    lines.add("  DCL is so because: " + limits.dclReason());
    lines.add("  CVL is so because: " + limits.cvlReason());
    lines.add("");
    lines.add(HEAD);
    snapshot.packs().forEach(pack -> lines.add(pack(pack)));
    return lines;
  }

  /** The bank in one line, for where there is no screen to draw on. */
  public static String line(BankSnapshot snapshot) {
    return bank(snapshot) + " · " + limits(snapshot.limits());
  }

  private static String bank(BankSnapshot snapshot) {
    String phase = snapshot.phase().name().toLowerCase(Locale.ROOT);
    BankTotals totals = snapshot.totals();
    if (totals == null) {
      long heard = snapshot.packs().stream().filter(p -> p.reading() != null).count();
      return phase + ", " + heard + " of " + snapshot.packs().size() + " packs heard";
    }
    return String.format(
        Locale.ROOT,
        "%s, %d of %d packs · %s V %s A · SOC %s · cells %s…%s V%s",
        phase,
        totals.online(),
        totals.online() + totals.offline(),
        volts(totals.voltage()),
        amps(totals.current()),
        totals.soc(),
        cell(totals.lowestCell().value()),
        cell(totals.highestCell().value()),
        totals.hottest() == null ? "" : " · hottest " + totals.hottest().value());
  }

  private static String limits(BankLimits limits) {
    return String.format(
        Locale.ROOT,
        "CVL %s V · CCL %s A%s · DCL %s A%s%s",
        volts(limits.cvl()),
        amps(limits.ccl()),
        limits.chargeEnabled() ? "" : " (stopped)",
        amps(limits.dcl()),
        limits.dischargeEnabled() ? "" : " (stopped)",
        limits.forceCharge() ? " · asks for charge" : "");
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
            reading.soc(),
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
    return String.format(Locale.ROOT, "%.1f", current.milliamperes() / 1000.0);
  }
}
