package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import io.bankd.can.Portion;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One bank: packs on one busbar, the buses they are read over and the inverters they are told to.
 *
 * @param factoryPolicy the same bank with its packs' settings as they come from the factory
 * @param buses at least one
 * @param inverters at least one
 */
public record BankConfig(
    String name,
    BankPolicy policy,
    BankPolicy factoryPolicy,
    List<BusConfig> buses,
    List<InverterConfig> inverters) {
  public BankConfig {
    buses = List.copyOf(buses);
    inverters = List.copyOf(inverters);
  }

  /** A bank whose packs are as they come from the factory. */
  public BankConfig(
      String name, BankPolicy policy, List<BusConfig> buses, List<InverterConfig> inverters) {
    this(name, policy, policy, buses, inverters);
  }

  /** The part of the bank's current limits that an inverter is told. */
  public Portion portion(InverterConfig inverter) {
    long sum = inverters.stream().mapToLong(InverterConfig::weight).sum();
    return new Portion(inverter.weight(), sum);
  }

  /** The packs' settings that are not the factory's, in one line; empty where all are. */
  public String chosenSettings() {
    return policy.spec().figures().stream()
        .filter(figure -> figure.value() != figure.setting().factory())
        .map(figure -> figure.setting().key() + "=" + figure.value())
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
