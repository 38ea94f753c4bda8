package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.sim.Scenario;
import io.bankd.sim.Scenarios;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that ships, played through. */
class ScenarioTest {
  static List<Scenario> all() {
    return Scenarios.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void plays(Scenario scenario) {
    long t = System.nanoTime();
    ScenarioRun run = new ScenarioRun(scenario).until(600);
    System.out.println(run + "  [" + run.protections + "] " + (System.nanoTime() - t) / 1_000_000);
    System.out.println("    " + run.said.subList(0, Math.min(30, run.said.size())));
    assertThat(run.reasons).isNotEmpty();
  }
}
