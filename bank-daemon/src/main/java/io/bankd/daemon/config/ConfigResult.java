package io.bankd.daemon.config;

import java.util.List;

/** What reading a configuration file came to. */
public sealed interface ConfigResult {

  /**
   * The file can be used.
   *
   * @param warnings values that are allowed but deserve a second look
   */
  record Good(DaemonConfig config, List<ConfigFault> warnings) implements ConfigResult {}

  /** The file cannot be used; every fault that could be found, in file order. */
  record Bad(List<ConfigFault> faults) implements ConfigResult {}
}
