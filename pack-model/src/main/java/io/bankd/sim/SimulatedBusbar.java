package io.bankd.sim;

import io.bankd.pack.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * The copper the packs share: one voltage for all, so that each takes the current its own voltage
 * and resistance allow, I = (V − E) / R, and all currents add up to the inverter's.
 */
final class SimulatedBusbar {
  private final List<SimulatedPack> packs;
  private double volts;

  SimulatedBusbar(List<SimulatedPack> packs) {
    this.packs = packs;
    solve(0);
  }

  double volts() {
    return volts;
  }

  /**
   * Shares the inverter's current, positive charging, among the packs that let it through. With
   * nobody left the inverter gets nothing, and the bar keeps its voltage.
   */
  void solve(double amperes) {
    packs.forEach(pack -> pack.carry(0));
    List<SimulatedPack> connected = new ArrayList<>(packs);
    connected.removeIf(pack -> pack.isOpen(Direction.CHARGE) && pack.isOpen(Direction.DISCHARGE));
    boolean settled = false;
    while (!settled && !connected.isEmpty()) {
      double conductance = 0;
      double current = amperes;
      for (SimulatedPack pack : connected) {
        conductance += 1 / pack.ohms();
        current += pack.electromotive() / pack.ohms();
      }
      volts = current / conductance;
      settled = !connected.removeIf(pack -> isBlocked(pack, flow(pack)));
    }
    connected.forEach(pack -> pack.carry(flow(pack)));
  }

  private double flow(SimulatedPack pack) {
    return (volts - pack.electromotive()) / pack.ohms();
  }

  /* One open MOSFET still lets current through the other way, by its body diode. */
  private static boolean isBlocked(SimulatedPack pack, double amperes) {
    return pack.isOpen(amperes > 0 ? Direction.CHARGE : Direction.DISCHARGE);
  }
}
