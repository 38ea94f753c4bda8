package io.bankd.sim;

import io.bankd.pack.PackId;
import java.time.Duration;
import java.util.List;

/** How a simulated bank begins, and what sun and household want of it. */
public interface Scenario {
  /** The word on the command line. */
  String name();

  /** One line for the help text. */
  String description();

  /** Mean state of charge at the start, 0…1. */
  double startSoc();

  /** How far packs differ from that, plus or minus, as a share. */
  double socSpread();

  /** How far the packs' resistances differ, plus or minus, as a share below 1. */
  double resistanceSpread();

  /** Of the packs at the start and of the room, in degrees Celsius. */
  double startTemperature();

  /**
   * What the inverter would like, in per mille of the bank's nominal current, positive charging.
   *
   * @param elapsed since the start
   */
  int wishPerMille(Duration elapsed);

  /**
   * What else flows on the busbar and heeds nobody's limits, in per mille of the bank's nominal
   * current, positive charging: a charger or a load of its own.
   *
   * @param elapsed since the start
   */
  default int strayPerMille(Duration elapsed) {
    return 0;
  }

  /** Whether a charger puts its voltage on the busbar, be it allowed any current or not. */
  default boolean chargerPresent(Duration elapsed) {
    return wishPerMille(elapsed) > 0 || strayPerMille(elapsed) > 0;
  }

  /** Of the room, in degrees Celsius. */
  default double roomTemperature(Duration elapsed) {
    return startTemperature();
  }

  /** Whether one cell of the pack is weak. */
  boolean isWeak(PackId pack, List<PackId> packs);

  /** Whether the pack does not answer at that time. */
  boolean isSilent(PackId pack, List<PackId> packs, Duration elapsed);
}
