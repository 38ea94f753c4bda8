package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankPolicyTest {
  private final BankPolicy policy =
      BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2), PackId.of(3)));

  @Test
  void theDefaultsAreTheAm5000s() {
    assertThat(policy.voltages().charge()).isEqualTo(Voltage.ofMillivolts(55_200));
    assertThat(policy.voltages().discharge()).isEqualTo(Voltage.ofMillivolts(46_000));
    assertThat(policy.voltages().rest()).isEqualTo(Voltage.ofMillivolts(53_600));
    assertThat(policy.nominalCurrent()).isEqualTo(Current.ofAmperes(100));
  }

  @Test
  void faultsNameTheValueAndTheRange() {
    assertThatThrownBy(() -> voltages(57_601, 53_600, 46_000))
        .hasMessage("charge voltage 57.601 V is outside 44.800 V…57.600 V");
    assertThatThrownBy(() -> voltages(56_000, 56_001, 46_000))
        .hasMessage("rest voltage 56.001 V is outside 44.800 V…56.000 V");
    assertThatThrownBy(() -> voltages(56_000, 53_600, 53_600))
        .hasMessage("discharge voltage 53.600 V is outside 44.800 V…53.599 V");
    assertThatThrownBy(() -> ages(5, 11, 30, 60))
        .hasMessage("excluded 11.0 s is outside 5.001 s…10.0 s");
    assertThatThrownBy(() -> ages(9, 9, 30, 60))
        .hasMessage("excluded 9.0 s is outside 9.001 s…10.0 s");
    assertThatThrownBy(() -> ages(0, 9, 30, 60)).hasMessageStartingWith("fresh 0.0 s is outside");
    assertThatThrownBy(() -> ages(5, 9, 3601, 60)).hasMessageStartingWith("absent 3601.0 s");
    assertThatThrownBy(() -> ages(5, 9, 30, 0)).hasMessageStartingWith("silent 0.0 s");
    assertThatThrownBy(() -> policy.withAssumedSpread(Ratio.ofPercent(91)))
        .hasMessage("assumed spread 91.0 % is outside 0.0 %…90.0 %");
    assertThatThrownBy(() -> new BankPolicy.Rise(Duration.ofSeconds(5), 0))
        .hasMessage("rise per second in per mille 0 is outside 1…1000");
    assertThatThrownBy(() -> BankPolicy.of(PackSpec.AM5000, List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(() -> BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2), PackId.of(2))))
        .hasMessageContaining("twice");
  }

  private BankPolicy voltages(int charge, int rest, int discharge) {
    return policy.withVoltages(
        new BankPolicy.Voltages(
            Voltage.ofMillivolts(charge),
            Voltage.ofMillivolts(charge),
            Voltage.ofMillivolts(rest),
            Voltage.ofMillivolts(discharge)));
  }

  private static BankPolicy.Ages ages(int fresh, int excluded, int absent, int silent) {
    return new BankPolicy.Ages(
        Duration.ofSeconds(fresh),
        Duration.ofSeconds(excluded),
        Duration.ofSeconds(absent),
        Duration.ofSeconds(silent));
  }
}
