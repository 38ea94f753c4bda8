package io.bankd.daemon.config;

import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import java.util.List;

/**
 * One RS485 bus and the packs on it.
 *
 * @param baud of the RS485 wire, also behind a TCP gateway: time-outs follow from it
 * @param packs 1…15, addresses 0 and 2…15, none twice
 * @param allowPackWrite whether the command {@code pack-write} may change these packs; the daemon
 *     itself never does
 * @param timing how long to wait for what
 */
public record BusConfig(
    String name,
    BusEndpoint endpoint,
    int baud,
    String dialect,
    List<PackId> packs,
    boolean allowPackWrite,
    BusTiming timing) {
  public BusConfig {
    packs = List.copyOf(packs);
  }

  /** A bus whose packs nobody may change, and that waits as its transport needs it. */
  public BusConfig(
      String name, BusEndpoint endpoint, int baud, String dialect, List<PackId> packs) {
    this(name, endpoint, baud, dialect, packs, false, TimingReader.usual(endpoint, baud));
  }
}
