package io.bankd.daemon.config;

import java.util.List;

/**
 * Everything the daemon needs to know to run.
 *
 * @param banks at least one, names unique
 */
public record DaemonConfig(List<BankConfig> banks, HttpConfig http, String logLevel) {
  public DaemonConfig {
    banks = List.copyOf(banks);
  }
}
