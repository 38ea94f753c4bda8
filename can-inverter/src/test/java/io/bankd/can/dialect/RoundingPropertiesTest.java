package io.bankd.can.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.can.AnyBank;
import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bank says, the wire never says more, in any dialect. */
class RoundingPropertiesTest {

  /** What an inverter of that dialect is told. */
  private static InverterMessage told(CanDialect dialect, InverterMessage message) {
    return dialect.read(dialect.encode(message)).orElseThrow();
  }

  @Property
  void limitsNeverGrow(
      @ForAll("dialects") CanDialect dialect,
      @ForAll @IntRange(min = 44_800, max = 57_600) int cvl,
      @ForAll @IntRange(min = 44_800, max = 48_000) int dvl,
      @ForAll @IntRange(max = 5_000_000) int ccl,
      @ForAll @IntRange(max = 5_000_000) int dcl) {
    InverterMessage told =
        told(
            dialect,
            BankStates.healthy()
                .cvl(Voltage.ofMillivolts(cvl))
                .dvl(Voltage.ofMillivolts(dvl))
                .ccl(Current.ofMilliamperes(ccl))
                .dcl(Current.ofMilliamperes(dcl))
                .build());
    int most = dialect.name().equals("sma") ? 1_200_000 : 3_276_700;
    assertThat(told.cvl().millivolts()).isBetween(cvl - 99, cvl);
    assertThat(told.ccl().milliamperes()).isBetween(Math.min(ccl - 99, most), ccl);
    assertThat(told.dcl().milliamperes()).isBetween(Math.min(dcl - 99, most), dcl);
    if (!dialect.name().equals("growatt_lv")) {
      assertThat(told.dvl().millivolts()).isBetween(dvl, dvl + 99);
    }
  }

  @Property
  void fullIsSaidOfAFullBankOnly(
      @ForAll("dialects") CanDialect dialect, @ForAll @IntRange(max = 10_000) int soc) {
    InverterMessage message = BankStates.healthy().soc(Ratio.ofBasisPoints(soc)).build();
    int told = told(dialect, message).soc().basisPoints();
    assertThat(told).isBetween(soc / 100 * 100, soc);
    assertThat(told == 10_000).isEqualTo(soc == 10_000);
  }

  @Property
  void measuredValuesAreWithinHalfAStep(
      @ForAll("dialects") CanDialect dialect,
      @ForAll @IntRange(max = 327_000) int voltage,
      @ForAll @IntRange(min = -3_276_000, max = 3_276_000) int current,
      @ForAll @IntRange(min = -400, max = 1250) int temperature) {
    InverterMessage message =
        BankStates.healthy()
            .voltage(Voltage.ofMillivolts(voltage))
            .current(Current.ofMilliamperes(current))
            .temperature(Temperature.ofDecidegrees(temperature))
            .tmin(Temperature.ofDecidegrees(temperature - 1))
            .tmax(Temperature.ofDecidegrees(temperature))
            .build();
    InverterMessage told = told(dialect, message);
    assertThat(told.voltage().millivolts()).isCloseTo(voltage, within(50));
    assertThat(told.current().milliamperes()).isCloseTo(current, within(50));
    Temperature warmest = told.temperature() == null ? told.tmax() : told.temperature();
    assertThat(warmest).isEqualTo(Temperature.ofDecidegrees(temperature));
    InverterMessage mirrored =
        message.toBuilder().current(Current.ofMilliamperes(current).negated()).build();
    assertThat(told(dialect, mirrored).current()).isEqualTo(told.current().negated());
  }

  /**
   * Clamped, not wrapped: the sign of a limit survives any input, and the sign of a current too.
   */
  @Property(tries = 5000)
  void nothingThrowsAndNothingWraps(@ForAll("dialects") CanDialect dialect, @ForAll Random random) {
    InverterMessage asked = AnyBank.atAll(random);
    Assume.that(dialect.read(dialect.encode(asked)).isPresent());
    InverterMessage told = told(dialect, asked);
    assertThat(told.ccl().milliamperes()).isBetween(0, asked.offeredCharge().milliamperes());
    assertThat(told.dcl().milliamperes()).isBetween(0, asked.offeredDischarge().milliamperes());
    if (asked.cvl().compareTo(dialect.accepts().cvlLeast()) >= 0) {
      assertThat(told.cvl().millivolts()).isBetween(0, Math.max(0, asked.cvl().millivolts()));
    } else {
      assertThat(told.ccl()).isEqualTo(Current.ZERO);
    }
    assertThat(told.current().milliamperes())
        .isCloseTo(held(asked.current().milliamperes(), 3_276_700), within(100));
    assertThat((long) told.voltage().millivolts() * asked.voltage().millivolts()).isNotNegative();
  }

  private static int held(int value, int most) {
    return Math.max(-most, Math.min(most, value));
  }

  /**
   * What has been read from the wire is what was written to it, or more would get lost each time.
   */
  @Property(tries = 10_000)
  void whatWasReadIsWrittenAgain(@ForAll Random random) {
    InverterMessage bank = AnyBank.possible(random);
    for (CanDialect dialect : Dialects.all()) {
      List<CanFrame> frames = dialect.encode(bank);
      Optional<InverterMessage> read = dialect.read(frames);
      // A Growatt is not told its SOC while no temperature is known.
      assertThat(read.isPresent() || bank.tmax() == null).isTrue();
      read.ifPresent(
          message -> assertThat(dialect.encode(message)).as(dialect.name()).isEqualTo(frames));
    }
  }

  /** The ends of what 16 bits in 0.1 V and 0.1 A hold, where the inverter has no narrower ones. */
  @Property(generation = GenerationMode.EXHAUSTIVE)
  void everythingAtItsEndStaysAtTheWiresEnd(@ForAll("dialects") CanDialect dialect) {
    boolean sma = dialect.name().equals("sma");
    InverterMessage most = told(dialect, everything(Integer.MAX_VALUE));
    assertThat(most.cvl()).isEqualTo(Voltage.ofMillivolts(sma ? 63_000 : 6_553_500));
    assertThat(most.ccl()).isEqualTo(Current.ofMilliamperes(sma ? 1_200_000 : 3_276_700));
    assertThat(most.dcl()).isEqualTo(most.ccl());
    assertThat(most.current().milliamperes()).isBetween(3_276_700, 3_276_800);
    assertThat(most.voltage().millivolts()).isBetween(327_670, 3_276_700);
    assertThat(most.soc()).isEqualTo(Ratio.ONE);
    InverterMessage least = told(dialect, everything(Integer.MIN_VALUE));
    assertThat(least.cvl()).isEqualTo(Voltage.ofMillivolts(sma ? 41_000 : 0));
    assertThat(least.ccl()).isEqualTo(Current.ZERO);
    assertThat(least.dcl()).isEqualTo(Current.ZERO);
    assertThat(least.current().milliamperes()).isBetween(-3_276_800, -3_276_700);
    assertThat(least.online()).isZero();
    assertThat(least.cycles()).isZero();
    assertThat(least.installedCapacity()).isEqualTo(Capacity.ZERO);
  }

  private static InverterMessage everything(int value) {
    return BankStates.healthy()
        .cvl(Voltage.ofMillivolts(value))
        .ccl(Current.ofMilliamperes(value))
        .dcl(Current.ofMilliamperes(value))
        .soc(value > 0 ? Ratio.ONE : Ratio.ZERO)
        .voltage(Voltage.ofMillivolts(value))
        .current(Current.ofMilliamperes(value))
        .temperature(Temperature.ofDecidegrees(value))
        .tmin(Temperature.ofDecidegrees(value))
        .tmax(Temperature.ofDecidegrees(value))
        .vmin(Voltage.ofMillivolts(value))
        .vmax(Voltage.ofMillivolts(value))
        .online(value)
        .offline(value)
        .blockCharge(value)
        .blockDischarge(value)
        .cycles(value)
        .installedCapacity(Capacity.ofMilliampereHours(value))
        .remainingCapacity(Capacity.ofMilliampereHours(value))
        .chargedWh((long) value)
        .dischargedWh((long) value)
        .build();
  }

  @Property
  void noFrameIsTooOddToRead(
      @ForAll("dialects") CanDialect dialect,
      @ForAll @IntRange(max = CanFrame.MAX_ID) int id,
      @ForAll("data") byte[] data) {
    CanFrame frame = CanFrame.of(id, data);
    boolean known = dialect.ids().contains(id) || dialect.heartbeatIds().contains(id);
    assertThat(dialect.decode(frame).isPresent()).isEqualTo(known);
    for (int sent : dialect.ids()) {
      assertThat(dialect.decode(CanFrame.of(sent, data))).isPresent();
      dialect.read(List.of(CanFrame.of(sent, data)));
    }
  }

  @Provide
  Arbitrary<CanDialect> dialects() {
    return Arbitraries.of(Dialects.all());
  }

  @Provide
  Arbitrary<byte[]> data() {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(8);
  }
}
