package io.bankd.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A bank of AM5000 packs, 44.8…57.6 V, resting at 53.6 V. */
class ConformanceTest {
  private static final WireRange PACK = WireRange.ofVoltages(volts(44_800), volts(57_600));

  private final Conformance pylon = conformance("pylon12");
  private final Conformance sma = conformance("sma");

  private static Conformance conformance(String dialect) {
    return Conformance.of(PACK, Dialects.named(dialect).orElseThrow(), volts(53_600));
  }

  private static Voltage volts(int millivolts) {
    return Voltage.ofMillivolts(millivolts);
  }

  private static InverterMessage sent(Conformance conformance, InverterMessageBuilder asked) {
    return conformance.check(asked.build()).message().orElseThrow();
  }

  private static List<Correction> corrections(
      Conformance conformance, InverterMessageBuilder asked) {
    return conformance.check(asked.build()).corrections();
  }

  @Test
  void aHealthyBankPassesUntouched() {
    Conformance.Checked checked = pylon.check(BankStates.healthy().build());
    assertThat(checked.message()).contains(BankStates.healthy().build());
    assertThat(checked.corrections()).isEmpty();
  }

  @Test
  void aChargeVoltageNoPackCanMeanIsHeldAtTheHighest() {
    InverterMessageBuilder asked = BankStates.healthy().cvl(volts(57_601));
    assertThat(sent(pylon, asked).cvl()).isEqualTo(volts(57_600));
    assertThat(corrections(pylon, asked)).containsExactly(Correction.CVL_ABOVE);
  }

  /** CVL 0 makes some inverters discharge at full power. */
  @Test
  void aChargeVoltageOfZeroBecomesAStopAtRest() {
    InverterMessageBuilder asked = BankStates.healthy().cvl(Voltage.ZERO).forceCharge1(true);
    InverterMessage sent = sent(pylon, asked);
    assertThat(sent.cvl()).isEqualTo(volts(53_600));
    assertThat(sent.offeredCharge()).isEqualTo(Current.ZERO);
    assertThat(sent.chargeEnabled()).isFalse();
    assertThat(sent.asksForCharge()).isFalse();
    assertThat(sent.offeredDischarge()).isEqualTo(Current.ofAmperes(200));
    assertThat(corrections(pylon, asked)).containsExactly(Correction.CVL_BELOW);
  }

  /** A Sunny Island would keep the limit it was told before 3000 A. */
  @Test
  void aSunnyIslandIsNeverToldWhatItWouldDropInSilence() {
    InverterMessageBuilder asked =
        BankStates.healthy().ccl(Current.ofAmperes(3000)).dcl(Current.ofAmperes(1201));
    InverterMessage sent = sent(sma, asked);
    assertThat(sent.ccl()).isEqualTo(Current.ofAmperes(1200));
    assertThat(sent.dcl()).isEqualTo(Current.ofAmperes(1200));
    assertThat(corrections(sma, asked)).containsExactly(Correction.CCL_ABOVE, Correction.DCL_ABOVE);
    assertThat(corrections(pylon, asked)).isEmpty();
  }

  @Test
  void aDischargeVoltageItCannotBeToldIsKeptByStopping() {
    InverterMessageBuilder asked = BankStates.healthy().dvl(volts(48_500));
    assertThat(sent(sma, asked).dvl()).isEqualTo(volts(48_000));
    assertThat(sent(sma, asked.voltage(volts(48_501))).dischargeEnabled()).isTrue();
    assertThat(sent(sma, asked.voltage(volts(48_500))).dischargeEnabled()).isFalse();
    assertThat(sent(sma, asked).chargeEnabled()).isTrue();
  }

  @Test
  void aDischargeVoltageBelowThePacksIsRaised() {
    assertThat(sent(pylon, BankStates.healthy().dvl(volts(20_000))).dvl()).isEqualTo(volts(44_800));
  }

  @Test
  void nothingIsSentBeforeAnybodyMeasured() {
    Conformance.Checked checked = pylon.check(BankStates.healthy().voltage(Voltage.ZERO).build());
    assertThat(checked.message()).isEmpty();
    assertThat(checked.corrections()).containsExactly(Correction.NO_MEASUREMENT);
  }

  @Test
  void aTemperatureThatIsOnlyADefaultIsLeftOut() {
    InverterMessageBuilder asked =
        BankStates.healthy().temperature(Temperature.ofDegrees(0)).tmin(null).tmax(null);
    assertThat(sent(pylon, asked).temperature()).isNull();
    assertThat(corrections(pylon, asked)).containsExactly(Correction.TEMPERATURE_DEFAULT);
    Temperature frost = Temperature.ofDegrees(0);
    assertThat(sent(pylon, asked.tmin(frost)).temperature()).isEqualTo(frost);
  }

  @Test
  void valuesNoSensorGivesAreLeftOutOnceEach() {
    InverterMessageBuilder asked =
        BankStates.healthy()
            .tmin(Temperature.ofDegrees(-41))
            .tmax(Temperature.ofDegrees(126))
            .vmin(Voltage.ZERO)
            .vmax(volts(5001))
            .online(-1)
            .installedCapacity(Capacity.ofMilliampereHours(-1))
            .chargedWh(-1L);
    InverterMessage sent = sent(pylon, asked);
    assertThat(sent.tmin()).isNull();
    assertThat(sent.tmax()).isNull();
    assertThat(sent.vmin()).isNull();
    assertThat(sent.vmax()).isNull();
    assertThat(sent.online()).isZero();
    assertThat(corrections(pylon, asked))
        .containsExactly(
            Correction.TEMPERATURE_IMPOSSIBLE,
            Correction.CELL_VOLTAGE_IMPOSSIBLE,
            Correction.COUNT_IMPOSSIBLE,
            Correction.ENERGY_IMPOSSIBLE);
  }

  @Test
  void correctionsAreCountedByName() {
    CorrectionCount count = new CorrectionCount();
    count.add(pylon.check(BankStates.healthy().cvl(volts(60_000)).build()));
    count.add(pylon.check(BankStates.healthy().cvl(volts(60_000)).online(-1).build()));
    assertThat(count.of(Correction.CVL_ABOVE)).isEqualTo(2);
    assertThat(count.of(Correction.COUNT_IMPOSSIBLE)).isEqualTo(1);
    assertThat(count.of(Correction.DVL_ABOVE)).isZero();
    assertThat(Correction.CVL_ABOVE.label()).isEqualTo("cvl_above");
  }

  /** What reaches the inverter is never looser than what the bank asked, whatever that was. */
  @Property(tries = 30_000)
  void noFrameIsLooserThanWhatWasAsked(
      @ForAll("dialects") CanDialect dialect, @ForAll Random random) {
    InverterMessage asked = AnyBank.atAll(random);
    Conformance.Checked checked = Conformance.of(PACK, dialect, volts(53_600)).check(asked);
    Assume.that(checked.message().isPresent());
    var told = dialect.read(dialect.encode(checked.message().orElseThrow()));
    Assume.that(told.isPresent());
    InverterMessage heard = told.orElseThrow();
    boolean charge = heard.chargeEnabled() && heard.ccl().compareTo(Current.ZERO) > 0;
    boolean discharge = heard.dischargeEnabled() && heard.dcl().compareTo(Current.ZERO) > 0;
    assertThat(heard.cvl()).isBetween(volts(44_800), volts(57_600));
    assertThat(heard.ccl()).isBetween(Current.ZERO, asked.offeredCharge());
    assertThat(heard.dcl()).isBetween(Current.ZERO, asked.offeredDischarge());
    if (charge) {
      assertThat(heard.cvl()).isLessThanOrEqualTo(asked.cvl());
    }
    if (discharge && !heard.dvl().equals(Voltage.ZERO)) {
      assertThat(
              heard.dvl().compareTo(asked.dvl()) >= 0 || asked.voltage().compareTo(asked.dvl()) > 0)
          .isTrue();
    }
    boolean sameSign =
        Integer.signum(heard.current().milliamperes())
            != -Integer.signum(asked.current().milliamperes());
    assertThat(sameSign || heard.current().equals(Current.ZERO)).isTrue();
  }

  @Provide
  Arbitrary<CanDialect> dialects() {
    return Arbitraries.of(Dialects.names()).map(name -> Dialects.named(name).orElseThrow());
  }
}
