package io.bankd.daemon.config;

import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import java.util.List;

/**
 * One RS485 bus and the packs on it.
 *
 * @param baud of the RS485 wire, also behind a TCP gateway: time-outs follow from it
 * @param packs 1…15, addresses 0 and 2…15, none twice
 * @param allowPackWrite whether the command {@code pack-write} may change these packs; the daemon
 *     itself never does
 */
public record BusConfig(
    String name,
    BusEndpoint endpoint,
    int baud,
    String dialect,
    List<PackId> packs,
    boolean allowPackWrite) {
  public BusConfig {
    packs = List.copyOf(packs);
  }

  /** A bus whose packs nobody may change. */
  public BusConfig(
      String name, BusEndpoint endpoint, int baud, String dialect, List<PackId> packs) {
    this(name, endpoint, baud, dialect, packs, false);
  }
}
