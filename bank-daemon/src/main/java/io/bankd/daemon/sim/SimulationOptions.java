package io.bankd.daemon.sim;

import io.bankd.can.CanDialect;
import io.bankd.daemon.Clock;
import io.bankd.pack.PackId;
import io.bankd.rs485.sim.BusFault;
import io.bankd.sim.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to simulate.
 *
 * @param packs 1…15
 * @param duration in simulated seconds; null runs until stopped
 * @param faults of the bus
 */
public record SimulationOptions(
    int packs,
    Scenario scenario,
    Clock clock,
    CanDialect dialect,
    long seed,
    @Nullable Integer duration,
    List<BusFault.Placed> faults) {

  /** Addresses 2 to 15, then 0, which a bus may use but need not. */
  List<PackId> packIds() {
    List<PackId> ids = new ArrayList<>();
    for (int address = 2; address <= 15 && ids.size() < packs; address++) {
      ids.add(PackId.of(address));
    }
    if (packs == 15) {
      ids.add(PackId.of(0));
    }
    return ids;
  }

  Duration end() {
    return duration == null ? Duration.ofDays(36_500) : Duration.ofSeconds(duration);
  }
}
