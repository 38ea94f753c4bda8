package io.bankd.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.TestPack;
import io.bankd.protect.ProtectionRule;
import io.bankd.unit.Current;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one AM5000 is asked for at given cells, pack voltages and temperatures (DER-1…6). */
class Am5000DeratingTest {
  private static PackLimits limits(TestPack pack) {
    return PackSpec.AM5000.derating().limits(pack.reading(0));
  }

  @Test
  void aHealthyPackOffersItsFiftyAmperesBothWays() {
    PackLimits limits = limits(new TestPack(2));
    assertThat(limits.charge()).isEqualTo(Current.ofAmperes(50));
    assertThat(limits.discharge()).isEqualTo(Current.ofAmperes(50));
    assertThat(limits.chargeReason().rule()).isEqualTo("continuous-current");
  }

  @ParameterizedTest(name = "highest cell {0} mV: charge {1} mA")
  @CsvSource({"3499, 50000", "3500, 50000", "3530, 30000", "3560, 10000", "3589, 333", "3590, 0"})
  void aHighCellReducesCharging(int millivolts, int milliamperes) {
    PackLimits limits = limits(new TestPack(7).cell(12, millivolts));
    assertThat(limits.charge().milliamperes()).isEqualTo(milliamperes);
    assertThat(limits.discharge()).isEqualTo(Current.ofAmperes(50));
  }

  @ParameterizedTest(name = "lowest cell {0} mV: discharge {1} mA")
  @CsvSource({"2950, 50000", "2900, 30000", "2850, 10000", "2801, 200", "2800, 0", "2700, 0"})
  void aLowCellReducesDischarging(int millivolts, int milliamperes) {
    PackLimits limits = limits(new TestPack(7).cell(3, millivolts));
    assertThat(limits.discharge().milliamperes()).isEqualTo(milliamperes);
    assertThat(limits.charge()).isEqualTo(Current.ofAmperes(50));
  }

  @ParameterizedTest(name = "pack {0} mV: charge {1} mA, discharge {2} mA")
  @CsvSource({
    "56800, 50000, 50000",
    "57150, 25000, 50000",
    "57500, 0, 50000",
    "45600, 50000, 50000",
    "45200, 50000, 25000",
    "44800, 50000, 0",
  })
  void thePackVoltageReducesBothWays(int millivolts, int charge, int discharge) {
    PackLimits limits = limits(new TestPack(7).voltage(millivolts));
    assertThat(limits.charge().milliamperes()).isEqualTo(charge);
    assertThat(limits.discharge().milliamperes()).isEqualTo(discharge);
  }

  @ParameterizedTest(name = "one sensor at {0} × 0.1 °C: charge {1} mA, discharge {2} mA")
  @CsvSource({
    "500, 50000, 50000",
    "525, 25000, 25000",
    "550, 0, 0",
    "80, 50000, 50000",
    "65, 25000, 50000",
    "50, 0, 50000",
    "-150, 0, 50000",
    "-175, 0, 25000",
    "-200, 0, 0",
  })
  void temperatureReducesBothWays(int decidegrees, int charge, int discharge) {
    PackLimits limits = limits(new TestPack(7).decidegrees(230, decidegrees, 230));
    assertThat(limits.charge().milliamperes()).isEqualTo(charge);
    assertThat(limits.discharge().milliamperes()).isEqualTo(discharge);
  }

  @Test
  void theReasonNamesPackCellAndCurve() {
    PackLimits limits = limits(new TestPack(7).cell(12, 3571));
    assertThat(limits.chargeReason())
        .hasToString("pack 7 cell 12 at 3.571 V, cell-voltage curve")
        .returns(12, reason -> reason.cell())
        .returns("cell-voltage", reason -> reason.rule());
  }

  @Test
  void withoutATemperatureSensorNothingIsOffered() {
    PackLimits limits = limits(new TestPack(7).degrees());
    assertThat(limits.charge()).isEqualTo(Current.ZERO);
    assertThat(limits.discharge()).isEqualTo(Current.ZERO);
    assertThat(limits.chargeReason())
        .hasToString("pack 7 cell sensor not measured, temperature curve");
  }

  @Test
  void whatCannotBeTrueOffersNothing() {
    assertThat(limits(new TestPack(7).fitted(15)).dischargeReason())
        .hasToString("pack 7 says 15 cells, 16 expected");
    assertThat(limits(new TestPack(7).cell(1, 65_535)).discharge()).isEqualTo(Current.ZERO);
    assertThat(limits(new TestPack(7).cell(1, 0)).charge()).isEqualTo(Current.ZERO);
    assertThat(limits(new TestPack(7).degrees(23, -273)).discharge()).isEqualTo(Current.ZERO);
  }

  @Test
  void everyLimitIsZeroWhereItsProtectionWouldTrip() {
    for (ProtectionRule rule : PackSpec.AM5000.protections()) {
      Integer protection = rule.protection();
      if (protection == null) {
        continue;
      }
      TestPack pack = new TestPack(7);
      switch (rule.quantity()) {
        case HIGHEST_CELL, LOWEST_CELL -> pack.cell(4, protection);
        case PACK_VOLTAGE -> pack.voltage(protection);
        case HOTTEST_CELL, COLDEST_CELL -> pack.decidegrees(230, protection);
        default -> {
          continue; // currents and the environment have no curve
        }
      }
      for (Direction direction : Direction.values()) {
        if (rule.blocks(direction)) {
          assertThat(limits(pack).in(direction)).as(rule.id()).isEqualTo(Current.ZERO);
        }
      }
    }
  }

  @Property
  void aWorseReadingNeverRaisesALimit(
      @ForAll @IntRange(min = 2500, max = 3650) int low,
      @ForAll @IntRange(min = 0, max = 600) int above,
      @ForAll @IntRange(min = -250, max = 600) int cold,
      @ForAll @IntRange(min = 0, max = 300) int warmer,
      @ForAll @IntRange(min = 0, max = 200) int lower,
      @ForAll @IntRange(min = 0, max = 200) int higher,
      @ForAll @IntRange(min = 0, max = 80) int colder,
      @ForAll @IntRange(min = 0, max = 80) int hotter) {
    PackLimits limits =
        limits(new TestPack(2).cells(low).cell(9, low + above).decidegrees(cold, cold + warmer));
    PackLimits worse =
        limits(
            new TestPack(2)
                .cells(low)
                .cell(1, low - lower)
                .cell(9, low + above + higher)
                .voltage(
                    new TestPack(2)
                        .cells(low)
                        .cell(9, low + above)
                        .reading(0)
                        .voltage()
                        .millivolts())
                .decidegrees(cold - colder, cold + warmer + hotter));
    for (Direction direction : Direction.values()) {
      assertThat(worse.in(direction)).isLessThanOrEqualTo(limits.in(direction));
    }
  }
}
