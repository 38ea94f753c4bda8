package io.bankd.daemon.config;

import java.util.List;

/**
 * Everything the daemon needs to know to run.
 *
 * @param banks at least one, names unique
 */
public record DaemonConfig(
    List<BankConfig> banks,
    HttpConfig http,
    String logLevel,
    RecordsConfig records,
    RecordingConfig recording) {
  public DaemonConfig {
    banks = List.copyOf(banks);
  }

  /** With records in the usual places, and nothing of the wires recorded. */
  public DaemonConfig(List<BankConfig> banks, HttpConfig http, String logLevel) {
    this(banks, http, logLevel, RecordsConfig.DEFAULT, RecordingConfig.DEFAULT);
  }
}
