package io.bankd.daemon.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankLimits;
import io.bankd.bank.ForcedCharge;
import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import io.bankd.sim.Scenario;
import io.bankd.sim.Scenarios;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a watcher of a simulation is told of an inverter and of the scenario. */
class ExcessTest {
  private static final Voltage BUS = Voltage.ofMillivolts(53_000);
  private final Excess excess = new Excess();

  private static BankLimits limits(int ccl, int dcl) {
    LimitReason reason = LimitReason.ofBank("test", "test");
    return new BankLimits(
        Voltage.ofMillivolts(55_200),
        Voltage.ofMillivolts(46_000),
        Current.ofAmperes(ccl),
        Current.ofAmperes(dcl),
        ccl > 0,
        dcl > 0,
        ForcedCharge.NONE,
        false,
        reason,
        reason,
        reason);
  }

  private List<String> at(int second, BankLimits limits, int amperes, Voltage bus) {
    return excess.lines(limits, Current.ofAmperes(amperes), bus, Duration.ofSeconds(second));
  }

  @Test
  void anObedientInverterIsGivenTheTimeToFollow() {
    assertThat(at(0, limits(600, 600), 600, BUS)).isEmpty();
    assertThat(at(1, limits(100, 600), 600, BUS)).isEmpty();
    assertThat(at(4, limits(100, 600), 100, BUS)).isEmpty();
  }

  @Test
  void aDeafOneIsToldWithItsFigures() {
    at(0, limits(600, 600), 600, BUS);
    assertThat(at(5, limits(100, 600), 600, Voltage.ofMillivolts(56_000)))
        .containsExactly(
            "inverter charges with 600.0 A, 500.0 A above CCL",
            "inverter charges at 56.00 V, 0.80 V above CVL");
    assertThat(at(10, limits(100, 0), -400, BUS))
        .containsExactly("inverter takes 400.0 A, 400.0 A above DCL");
  }

  @Test
  void whatHappensIsToldOnceAndInItsTime() {
    Scenario lost = Scenarios.named("lost-pack").orElseThrow();
    Narration narration = new Narration(lost, List.of(PackId.of(2), PackId.of(7)));
    assertThat(narration.until(Duration.ofSeconds(29))).isEmpty();
    assertThat(narration.until(Duration.ofSeconds(31)))
        .containsExactly("30 s: pack 7 falls silent");
    assertThat(narration.until(Duration.ofSeconds(200)))
        .containsExactly("90 s: pack 7 answers again");
  }
}
