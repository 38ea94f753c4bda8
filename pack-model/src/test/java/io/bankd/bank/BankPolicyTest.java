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
    assertThat(policy.chargeVoltage()).isEqualTo(Voltage.ofMillivolts(56_000));
    assertThat(policy.dischargeVoltage()).isEqualTo(Voltage.ofMillivolts(46_000));
    assertThat(policy.restVoltage()).isEqualTo(Voltage.ofMillivolts(53_600));
    assertThat(policy.nominalCurrent()).isEqualTo(Current.ofAmperes(100));
  }

  @Test
  void faultsNameTheValueAndTheRange() {
    assertThatThrownBy(() -> policy.withChargeVoltage(Voltage.ofMillivolts(57_601)))
        .hasMessage("charge voltage 57.601 V is outside 44.800 V…57.600 V");
    assertThatThrownBy(() -> policy.withRestVoltage(Voltage.ofMillivolts(56_001)))
        .hasMessage("rest voltage 56.001 V is outside 44.800 V…56.000 V");
    assertThatThrownBy(() -> policy.withDischargeVoltage(Voltage.ofMillivolts(53_600)))
        .hasMessageContaining("discharge voltage 53.600 V is outside");
    assertThatThrownBy(() -> policy.withExcludedAfter(Duration.ofSeconds(11)))
        .hasMessageContaining("excluded after 11.0 s is outside");
    assertThatThrownBy(() -> policy.withFreshFor(Duration.ofSeconds(9)))
        .hasMessageContaining("excluded after 9.0 s is outside");
    assertThatThrownBy(() -> policy.withAssumedSpread(Ratio.ofPercent(91)))
        .hasMessage("assumed spread 91.0 % is outside 0.0 %…90.0 %");
    assertThatThrownBy(() -> policy.withRisePerSecondPerMille(0))
        .hasMessage("rise per second in per mille 0 is outside 1…1000");
    assertThatThrownBy(() -> policy.withPacks(List.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> policy.withPacks(List.of(PackId.of(2), PackId.of(2))))
        .hasMessageContaining("twice");
  }

  @Test
  void aStricterValueIsTaken() {
    assertThat(policy.withAbsentAfter(Duration.ofSeconds(7)).absentAfter())
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(policy.withSilentAfter(Duration.ofSeconds(7)).silentAfter())
        .isEqualTo(Duration.ofSeconds(7));
  }
}
