package io.bankd.daemon.sim;

import io.bankd.daemon.config.ConfigFault;
import io.bankd.sim.Scenario;
import java.util.List;

/** What reading a scenario's file came to. */
public sealed interface ScenarioFile {
  /** It can be played. */
  record Good(Scenario scenario) implements ScenarioFile {}

  /** It cannot; every fault that could be found, in file order. */
  record Bad(List<ConfigFault> faults) implements ScenarioFile {}
}
