package io.bankd.sim;

import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Packs on a busbar, the same for the same seed. Safe for two threads: one advances it, another
 * answers for the packs.
 */
public final class SimulatedBank {
  /* Shorter than anything that moves in a cell; longer advances are cut into such steps. */
  private static final Duration STEP = Duration.ofMillis(500);
  private static final int WEAK_CELL = 12;

  private final PackSpec spec;
  private final List<PackId> ids;
  private final Scenario scenario;
  private final Map<PackId, SimulatedPack> packs = new LinkedHashMap<>();
  private final SimulatedBusbar busbar;
  private Duration elapsed = Duration.ZERO;

  public SimulatedBank(PackSpec spec, List<PackId> packs, Scenario scenario, long seed) {
    if (packs.isEmpty()) {
      throw new IllegalArgumentException("a simulated bank has at least one pack");
    }
    this.spec = spec;
    this.ids = List.copyOf(packs);
    this.scenario = scenario;
    Random random = new Random(seed);
    for (PackId id : ids) {
      SimulatedPack pack = new SimulatedPack(id, spec, scenario, random);
      if (scenario.isWeak(id, ids)) {
        pack.weaken(Math.min(WEAK_CELL, spec.cellCount()));
      }
      this.packs.put(id, pack);
    }
    this.busbar = new SimulatedBusbar(List.copyOf(this.packs.values()));
  }

  /** What the inverter would like to do, positive charging, whatever it may. */
  public Current wish(Duration elapsed) {
    long nominal = (long) spec.nominalCurrent().milliamperes() * ids.size();
    return Current.ofMilliamperes((int) (nominal * scenario.wishPerMille(elapsed) / 1000));
  }

  /** Lets time pass with the inverter at {@code busCurrent}, positive charging. */
  public synchronized void advance(Duration dt, Current busCurrent) {
    Duration left = dt;
    while (left.compareTo(Duration.ZERO) > 0) {
      Duration step = left.compareTo(STEP) < 0 ? left : STEP;
      busbar.solve(busCurrent.milliamperes() / 1000.0);
      double seconds = step.toNanos() / 1e9;
      packs.values().forEach(pack -> pack.advance(seconds));
      left = left.minus(step);
    }
    elapsed = elapsed.plus(dt);
  }

  /** What the pack would answer now; null while it is silent. */
  public synchronized @Nullable PackReading reading(PackId pack, Moment at) {
    return isSilent(pack) ? null : of(pack).reading(at);
  }

  /** What the pack's BMS would answer now; null while it is silent. */
  public synchronized @Nullable PackStatus status(PackId pack, Moment at) {
    return isSilent(pack) ? null : of(pack).status(at);
  }

  public synchronized PackIdentity identity(PackId pack, Moment at) {
    return of(pack).identity(at);
  }

  public synchronized Voltage busVoltage() {
    return Voltage.ofMillivolts((int) Math.round(1000 * busbar.volts()));
  }

  /** What flows through the pack, positive charging, whether or not it answers. */
  public synchronized Current packCurrent(PackId pack) {
    return Current.ofMilliamperes((int) Math.round(1000 * of(pack).amperes()));
  }

  private boolean isSilent(PackId pack) {
    return scenario.isSilent(pack, ids, elapsed);
  }

  private SimulatedPack of(PackId id) {
    SimulatedPack pack = packs.get(id);
    if (pack == null) {
      throw new IllegalArgumentException("there is no pack " + id + " in this bank: " + ids);
    }
    return pack;
  }
}
