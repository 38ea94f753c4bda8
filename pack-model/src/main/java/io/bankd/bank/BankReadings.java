package io.bankd.bank;

import io.bankd.pack.PackDoubt;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last thing each pack said of each kind; immutable, so that it may cross a thread. */
public final class BankReadings {
  private static final BankReadings NONE = new BankReadings(Map.of());

  private final Map<Key, PackReport> reports;

  private BankReadings(Map<Key, PackReport> reports) {
    this.reports = reports;
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
    return new BankReadings(more);
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

  private <T extends PackReport> @Nullable T last(PackId pack, Class<T> kind) {
    PackReport report = reports.get(new Key(pack, kind));
    return report == null ? null : kind.cast(report);
  }

  private record Key(PackId pack, Class<? extends PackReport> kind) {}
}
