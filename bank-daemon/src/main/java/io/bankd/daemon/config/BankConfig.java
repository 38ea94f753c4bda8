package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import java.util.List;

/**
 * One bank: packs on one busbar, the buses they are read over and the inverters they are told to.
 *
 * @param buses at least one
 * @param inverters at least one
 */
public record BankConfig(
    String name, BankPolicy policy, List<BusConfig> buses, List<InverterConfig> inverters) {
  public BankConfig {
    buses = List.copyOf(buses);
    inverters = List.copyOf(inverters);
  }
}
