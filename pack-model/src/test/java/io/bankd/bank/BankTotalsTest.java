package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.pack.PackId;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import org.junit.jupiter.api.Test;

class BankTotalsTest {
  @Test
  void packsAddUp() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).milliamperes(10_010).soc(4000).soh(97);
    bench.pack(3).milliamperes(-2_000).soc(6001).cell(5, 3280).cell(9, 3340).degrees(20, 31);
    BankTotals totals = bench.run(2).totals();
    assertThat(totals.current()).isEqualTo(Current.ofMilliamperes(8_010));
    assertThat(totals.soc().basisPoints())
        .as("40 % of 97 Ah and 60 % of 99.86 Ah")
        .isCloseTo(5014, within(1));
    assertThat(totals.soh())
        .as("97 %, and 42 cycles of 6000 that cost a fifth")
        .isEqualTo(Ratio.ofBasisPoints(9843));
    assertThat(totals.lowestCell())
        .isEqualTo(new Extreme<>(Voltage.ofMillivolts(3280), PackId.of(3), 5));
    assertThat(totals.highestCell())
        .isEqualTo(new Extreme<>(Voltage.ofMillivolts(3340), PackId.of(3), 9));
    assertThat(totals.coldest())
        .isEqualTo(new Extreme<>(Temperature.ofDegrees(20), PackId.of(3), 1));
    assertThat(totals.hottest())
        .isEqualTo(new Extreme<>(Temperature.ofDegrees(31), PackId.of(3), 2));
    assertThat(totals.temperature())
        .as("of six sensors, not of two packs")
        .isEqualTo(Temperature.ofDecidegrees(242));
    assertThat(totals.installed()).isEqualTo(Capacity.ofAmpereHours(200));
    assertThat(totals.remaining().milliampereHours()).isCloseTo(98_726, within(15));
  }

  @Test
  void theStateOfChargeDoesNotJumpWhenAPackLeaves() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(9000);
    bench.pack(3).soc(1000);
    bench.run(5);
    bench.silence(3).run(20);
    assertThat(bench.view(3).phase()).isEqualTo(PackPhase.EXCLUDED);
    assertThat(bench.totals().soc()).isEqualTo(Ratio.ofPercent(50));
    assertThat(bench.totals().online()).isEqualTo(1);
    assertThat(bench.totals().offline()).isEqualTo(1);
    assertThat(bench.totals().installed()).isEqualTo(Capacity.ofAmpereHours(200));
  }

  @Test
  void withoutAnySensorThereIsNoTemperatureAndNoZero() {
    Bench bench = new Bench(2);
    bench.pack(2).degrees();
    BankTotals totals = bench.run(3).totals();
    assertThat(totals.temperature()).isNull();
    assertThat(totals.hottest()).isNull();
    assertThat(totals.coldest()).isNull();
    assertThat(bench.ccl()).isZero();
  }
}
