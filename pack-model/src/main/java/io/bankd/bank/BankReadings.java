package io.bankd.bank;

import io.bankd.obey.InverterReading;
import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackHearsay;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Moment;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last thing each pack said of each kind, and each inverter of itself, and which inverters
 * cannot be told anything; immutable, so that it may cross a thread.
 */
public final class BankReadings {
  private static final BankReadings NONE = new BankReadings(Map.of(), Set.of(), Map.of(), Map.of());

  private final Map<Key, PackReport> reports;
  private final Set<String> outputs;
  private final Map<String, InverterReading> inverters;
  private final Map<String, Moment> untold;

  private BankReadings(
      Map<Key, PackReport> reports,
      Set<String> outputs,
      Map<String, InverterReading> inverters,
      Map<String, Moment> untold) {
    this.reports = reports;
    this.outputs = outputs;
    this.inverters = inverters;
    this.untold = untold;
  }

  /** Nothing heard yet. */
  public static BankReadings none() {
    return NONE;
  }

  /** These and one more report, in place of the pack's last of that kind; an older one is late. */
  public BankReadings with(PackReport report) {
    Key key = new Key(report.pack(), report.getClass());
    PackReport last = reports.get(key);
    if (last != null && report.at().isBefore(last.at())) {
      return this;
    }
    Map<Key, PackReport> more = new HashMap<>(reports);
    more.put(key, report);
    return new BankReadings(more, outputs, inverters, untold);
  }

  /**
   * These, of a bank with these outputs: what one inverter measures is not the whole of several.
   */
  public BankReadings expecting(Collection<String> names) {
    Set<String> more = new HashSet<>(outputs);
    more.addAll(names);
    return new BankReadings(reports, more, inverters, untold);
  }

  /**
   * These, and what the inverter on an output measures, in place of its last; older ones are late.
   */
  public BankReadings with(String output, InverterReading reading) {
    InverterReading last = inverters.get(output);
    if (last != null && reading.at().isBefore(last.at())) {
      return this;
    }
    Map<String, InverterReading> more = new HashMap<>(inverters);
    more.put(output, reading);
    return new BankReadings(reports, outputs, more, untold);
  }

  /**
   * These, where an output has not been able to send since then.
   *
   * @param since when its inverter was last told; null when it has been told again
   */
  public BankReadings untold(String output, @Nullable Moment since) {
    Map<String, Moment> more = new HashMap<>(untold);
    if (since == null) {
      more.remove(output);
    } else {
      more.put(output, since);
    }
    return new BankReadings(reports, outputs, inverters, more);
  }

  /**
   * Since when no inverter has been told anything; null while one of them can be, and in a bank
   * without outputs.
   */
  public @Nullable Moment untoldSince() {
    if (outputs.isEmpty() || !untold.keySet().containsAll(outputs)) {
      return null;
    }
    return untold.values().stream().reduce((a, b) -> a.isAfter(b) ? a : b).orElse(null);
  }

  /**
   * What the inverters of all outputs measure together, as old as the oldest; null where one of
   * them never told.
   */
  public @Nullable InverterReading inverter() {
    if (!inverters.keySet().containsAll(outputs)) {
      return null;
    }
    return inverters.values().stream().reduce(InverterReading::with).orElse(null);
  }

  public @Nullable PackReading reading(PackId pack) {
    return last(pack, PackReading.class);
  }

  public @Nullable PackStatus status(PackId pack) {
    return last(pack, PackStatus.class);
  }

  public @Nullable PackIdentity identity(PackId pack) {
    return last(pack, PackIdentity.class);
  }

  public @Nullable PackDoubt doubt(PackId pack) {
    return last(pack, PackDoubt.class);
  }

  public @Nullable PackHearsay hearsay(PackId pack) {
    return last(pack, PackHearsay.class);
  }

  private <T extends PackReport> @Nullable T last(PackId pack, Class<T> kind) {
    PackReport report = reports.get(new Key(pack, kind));
    return report == null ? null : kind.cast(report);
  }

  private record Key(PackId pack, Class<? extends PackReport> kind) {}
}
