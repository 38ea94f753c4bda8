package io.bankd.pack;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import java.util.Set;

/**
 * A condition a pack can warn of, protect itself from, or suffer as a fault (AM5000 table 3-1, PACE
 * status words); each knows the directions it blocks as a protection, and never the one that heals
 * it.
 */
public enum PackCondition {
  CELL_OVER_VOLTAGE("cell over-voltage", CHARGE),
  CELL_UNDER_VOLTAGE("cell under-voltage", DISCHARGE),
  PACK_OVER_VOLTAGE("pack over-voltage", CHARGE),
  PACK_UNDER_VOLTAGE("pack under-voltage", DISCHARGE),
  CHARGE_OVER_CURRENT("charge over-current", CHARGE),
  DISCHARGE_OVER_CURRENT("discharge over-current", DISCHARGE),
  SHORT_CIRCUIT("short circuit", DISCHARGE),
  CHARGER_OVER_VOLTAGE("charger over-voltage", CHARGE),
  CHARGER_REVERSED("charger reversed", CHARGE, DISCHARGE),
  CHARGE_OVER_TEMPERATURE("too hot to charge", CHARGE),
  CHARGE_UNDER_TEMPERATURE("too cold to charge", CHARGE),
  DISCHARGE_OVER_TEMPERATURE("too hot to discharge", DISCHARGE),
  DISCHARGE_UNDER_TEMPERATURE("too cold to discharge", DISCHARGE),
  MOS_OVER_TEMPERATURE("MOSFET over-temperature", CHARGE, DISCHARGE),
  ENVIRONMENT_OVER_TEMPERATURE("environment over-temperature", CHARGE, DISCHARGE),
  ENVIRONMENT_UNDER_TEMPERATURE("environment under-temperature", CHARGE, DISCHARGE),
  LOW_SOC("low state of charge"),
  /** Reported among the protections, but only says that charging is finished. */
  FULLY_CHARGED("fully charged"),
  CHARGE_MOS_FAULT("charge MOSFET failed", CHARGE, DISCHARGE),
  DISCHARGE_MOS_FAULT("discharge MOSFET failed", CHARGE, DISCHARGE),
  TEMPERATURE_SENSOR_FAULT("temperature sensor failed", CHARGE, DISCHARGE),
  CELL_FAULT("cell failed", CHARGE, DISCHARGE),
  SAMPLING_FAULT("sampling chip failed", CHARGE, DISCHARGE),
  COMMUNICATION_FAULT("internal communication failed", CHARGE, DISCHARGE);

  private final String words;
  private final Set<Direction> blocked;

  PackCondition(String words, Direction... blocked) {
    this.words = words;
    this.blocked = Set.of(blocked);
  }

  /** Whether this, as a protection or fault, keeps current from flowing that way. */
  public boolean blocks(Direction direction) {
    return blocked.contains(direction);
  }

  /** The condition as a technician would say it. */
  public String words() {
    return words;
  }
}
