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
  /* For so long the scenario is taken not to change. */
  private static final Duration SCENE = Duration.ofSeconds(5);
  private static final double ROUNDING = 1e-9;
  /* What a charger shows while it has nothing to charge, volts a cell. */
  private static final double CHARGER_VOLTS = 3.4;

  private final PackSpec spec;
  private final List<PackId> ids;
  private final Surroundings surroundings;
  private final Current nominal;
  private final Map<PackId, SimulatedPack> packs = new LinkedHashMap<>();
  private final List<SimulatedPack> all;
  private final SimulatedBusbar busbar;
  private final Mishaps mishaps;
  private Duration elapsed = Duration.ZERO;
  private double decayedSeconds;
  private double decay = 1;

  /** A bank in the scenario's own surroundings. */
  public SimulatedBank(PackSpec spec, List<PackId> packs, Scenario scenario, long seed) {
    this(spec, packs, scenario, scenario, seed);
  }

  /**
   * A bank in other surroundings than the scenario's.
   *
   * @param scenario how the packs begin, and what befalls them
   */
  SimulatedBank(
      PackSpec spec, List<PackId> packs, Scenario scenario, Surroundings surroundings, long seed) {
    if (packs.isEmpty()) {
      throw new IllegalArgumentException("a simulated bank has at least one pack");
    }
    this.spec = spec;
    this.ids = List.copyOf(packs);
    this.surroundings = surroundings;
    this.nominal = Current.ofMilliamperes(spec.nominalCurrent().milliamperes() * ids.size());
    Random random = new Random(seed);
    for (PackId id : ids) {
      Difference difference = scenario.of(id, ids);
      this.packs.put(id, new SimulatedPack(id, spec, scenario.start(), difference, random));
    }
    this.all = List.copyOf(this.packs.values());
    this.busbar = new SimulatedBusbar(all);
    this.mishaps = new Mishaps(scenario, ids, this.packs, seed);
    mishaps.happen(elapsed);
  }

  /** What the inverter would like to do, positive charging, whatever it may. */
  public Current wish(Duration elapsed) {
    return surroundings.wish(elapsed, nominal);
  }

  /** Lets time pass with the inverter at {@code busCurrent}, positive charging. */
  public synchronized void advance(Duration dt, Current busCurrent) {
    Duration left = dt;
    while (left.compareTo(Duration.ZERO) > 0) {
      Duration scene = mishaps.untilNext(elapsed, left.compareTo(SCENE) < 0 ? left : SCENE);
      play(scene, busCurrent);
      elapsed = elapsed.plus(scene);
      left = left.minus(scene);
      mishaps.happen(elapsed);
    }
  }

  private void play(Duration scene, Current busCurrent) {
    int stray = surroundings.stray(elapsed, nominal).milliamperes();
    double amperes = (busCurrent.milliamperes() + stray) / 1000.0;
    double charger = surroundings.chargerPresent(elapsed) ? CHARGER_VOLTS * spec.cellCount() : 0;
    double room = surroundings.roomTemperature(elapsed);
    double left = scene.toNanos() / 1e9;
    while (left > ROUNDING) {
      busbar.solve(amperes, charger);
      double seconds = Math.min(left, stepSeconds());
      advance(seconds, room);
      left -= seconds;
    }
  }

  private void advance(double seconds, double room) {
    if (seconds != decayedSeconds) {
      decayedSeconds = seconds;
      decay = SimulatedCells.decay(seconds);
    }
    for (SimulatedPack pack : all) {
      pack.advance(seconds, decay, room);
      pack.look(seconds, busbar.outside(pack), busbar.isLoaded());
    }
  }

  private double stepSeconds() {
    double shortest = Double.POSITIVE_INFINITY;
    for (SimulatedPack pack : all) {
      shortest = Math.min(shortest, pack.stepSeconds());
    }
    return shortest;
  }

  /** What the pack would answer now; null while it is silent. */
  public synchronized @Nullable PackReading reading(PackId pack, Moment at) {
    return isSilent(pack) ? null : polled(pack).reading(at);
  }

  /** What the pack's BMS would answer now; null while it is silent. */
  public synchronized @Nullable PackStatus status(PackId pack, Moment at) {
    return isSilent(pack) ? null : polled(pack).status(at);
  }

  public synchronized PackIdentity identity(PackId pack, Moment at) {
    return of(pack).identity(at);
  }

  /** What of the pack's answer arrives: the answer itself, unless the line garbles it. */
  public synchronized byte[] onTheLine(PackId pack, byte[] answer) {
    return mishaps.onTheLine(pack, answer);
  }

  public synchronized Voltage busVoltage() {
    return Voltage.ofMillivolts((int) Math.round(1000 * busbar.volts()));
  }

  /** What flows through the pack, positive charging, whether or not it answers. */
  public synchronized Current packCurrent(PackId pack) {
    return Current.ofMilliamperes((int) Math.round(1000 * of(pack).amperes()));
  }

  /** The pack's state of charge in truth, which no pack knows, 0…1. */
  public synchronized double truth(PackId pack) {
    return of(pack).truth();
  }

  /** Ah from the emptiest to the fullest of the pack's cells, in truth. */
  synchronized double imbalance(PackId pack) {
    return of(pack).imbalance();
  }

  /** Whether the pack is in low power mode: silent, and nothing flows (AM5000 4.1). */
  public synchronized boolean isAsleep(PackId pack) {
    return of(pack).bms().isAsleep();
  }

  /** Whether the pack has woken ten times for nothing, and waits for its button or a charger. */
  public synchronized boolean hasGivenUp(PackId pack) {
    return of(pack).bms().hasGivenUp();
  }

  /**
   * Presses the pack's button (AM5000 2.3, RST).
   *
   * @param held 3 s to 6 s wakes or puts to sleep, up to 10 s resets; anything else does nothing
   */
  public synchronized void press(PackId pack, Duration held) {
    double seconds = held.toMillis() / 1000.0;
    if (seconds >= 3 && seconds < 6) {
      of(pack).bms().toggle();
    } else if (seconds >= 6 && seconds <= 10 && !of(pack).bms().isAsleep()) {
      of(pack).bms().reset();
    }
  }

  private SimulatedPack polled(PackId id) {
    SimulatedPack pack = of(id);
    pack.bms().polled();
    return pack;
  }

  private boolean isSilent(PackId pack) {
    return of(pack).bms().isAsleep() || mishaps.isUnanswered(pack);
  }

  private SimulatedPack of(PackId id) {
    SimulatedPack pack = packs.get(id);
    if (pack == null) {
      throw new IllegalArgumentException("there is no pack " + id + " in this bank: " + ids);
    }
    return pack;
  }
}
