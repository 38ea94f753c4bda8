package io.bankd.daemon.tape;

import io.bankd.daemon.config.BankConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a record belongs: a bank, one of its buses, or one of its CAN outputs.
 *
 * @param name of the bus, or the CAN interface; empty for the bank itself
 */
public record TapeChannel(String bank, Part part, String name) {
  /** What of a bank. */
  public enum Part {
    BANK,
    BUS,
    CAN
  }

  /** Every channel of these banks; a record names its place in this list. */
  public static List<TapeChannel> of(List<BankConfig> banks) {
    List<TapeChannel> channels = new ArrayList<>();
    for (BankConfig bank : banks) {
      channels.add(new TapeChannel(bank.name(), Part.BANK, ""));
      bank.buses().forEach(bus -> channels.add(of(bank, Part.BUS, bus.name())));
      bank.inverters().forEach(inverter -> channels.add(of(bank, Part.CAN, inverter.can())));
    }
    return channels;
  }

  private static TapeChannel of(BankConfig bank, Part part, String name) {
    return new TapeChannel(bank.name(), part, name);
  }
}
