package io.bankd.daemon.config;

import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import java.util.List;

/**
 * One RS485 bus and the packs on it.
 *
 * @param baud of the RS485 wire, also behind a TCP gateway: time-outs follow from it
 * @param packs 1…15, addresses 0 and 2…15, none twice
 */
public record BusConfig(
    String name, BusEndpoint endpoint, int baud, String dialect, List<PackId> packs) {
  public BusConfig {
    packs = List.copyOf(packs);
  }
}
