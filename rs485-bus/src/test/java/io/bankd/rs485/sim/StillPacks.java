package io.bankd.rs485.sim;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Packs that are well and change nothing: half charged, cells of 3.3 V and as many millivolts more
 * as their address says, the serial of pack 3 is “S3”.
 *
 * @param there who answers, asked anew for every question
 * @param current of each of them
 */
public record StillPacks(Predicate<PackAddress> there, Current current) implements PackSource {
  /** Packs through which nothing flows. */
  public static StillPacks at(Predicate<PackAddress> there) {
    return new StillPacks(there, Current.ZERO);
  }

  @Override
  public @Nullable PackReading reading(PackAddress address) {
    return there.test(address) ? measured(address) : null;
  }

  /** What it measures when it is there. */
  public PackReading measured(PackAddress address) {
    int[] cells = new int[16];
    Arrays.fill(cells, 3300 + address.value());
    CellVoltages voltages = CellVoltages.ofMillivolts(cells);
    return new PackReading(
        id(address),
        Moment.ofNanos(0),
        voltages,
        List.of(Temperature.ofDegrees(25)),
        Temperature.ofDegrees(30),
        Temperature.ofDegrees(20),
        voltages.sum(),
        current,
        Capacity.ofAmpereHours(50),
        Capacity.ofAmpereHours(100),
        Capacity.ofAmpereHours(100),
        12,
        null,
        null);
  }

  @Override
  public @Nullable PackStatus status(PackAddress address) {
    return there.test(address)
        ? new PackStatus(
            id(address), Moment.ofNanos(0), Set.of(), Set.of(), Set.of(), true, true, false, 0)
        : null;
  }

  @Override
  public @Nullable PackIdentity identity(PackAddress address) {
    return there.test(address)
        ? new PackIdentity(id(address), Moment.ofNanos(0), "SIM-1", "S" + address)
        : null;
  }

  private static PackId id(PackAddress address) {
    return new PackId("", address);
  }
}
