package io.bankd.daemon.cli;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a pack says that is half charged, is well, and through which nothing flows. */
final class StillPack {
  private static final Moment NOW = Moment.ofNanos(0);

  private StillPack() {}

  /** Its measurements, every cell at so many millivolts. */
  static PackReading reading(PackAddress address, int millivolts) {
    int[] cells = new int[16];
    Arrays.fill(cells, millivolts);
    CellVoltages voltages = CellVoltages.ofMillivolts(cells);
    return new PackReading(
        new PackId("", address),
        NOW,
        voltages,
        List.of(Temperature.ofDegrees(25)),
        Temperature.ofDegrees(30),
        Temperature.ofDegrees(20),
        voltages.sum(),
        Current.ZERO,
        Capacity.ofAmpereHours(50),
        Capacity.ofAmpereHours(100),
        Capacity.ofAmpereHours(100),
        12,
        null,
        null);
  }

  static PackStatus status(PackAddress address, boolean chargeMosOn) {
    return new PackStatus(
        new PackId("", address), NOW, Set.of(), Set.of(), Set.of(), chargeMosOn, true, false, 0);
  }

  /** The serial of pack 3 is “S3”. */
  static PackIdentity identity(PackAddress address) {
    return new PackIdentity(new PackId("", address), NOW, "SIM-1", "S" + address);
  }
}
