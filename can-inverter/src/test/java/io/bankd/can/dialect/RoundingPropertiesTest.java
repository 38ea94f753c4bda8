package io.bankd.can.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.Position;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the bank says, the wire never says more. */
class RoundingPropertiesTest {

  /** Everything one set says, by name. */
  private static Map<String, Object> said(String dialect, InverterMessage message) {
    CanDialect tables = Dialects.named(dialect).orElseThrow();
    Map<String, Object> said = new HashMap<>();
    for (CanFrame frame : tables.encode(message)) {
      said.putAll(tables.decode(frame).orElseThrow());
    }
    return said;
  }

  private static int thousandths(Map<String, Object> said, String name) {
    return new BigDecimal(String.valueOf(said.get(name))).movePointRight(3).intValueExact();
  }

  @Property
  void limitsNeverGrow(
      @ForAll("dialects") String dialect,
      @ForAll @IntRange(max = 6_553_500) int cvl,
      @ForAll @IntRange(max = 6_553_500) int dvl,
      @ForAll @IntRange(max = 5_000_000) int ccl,
      @ForAll @IntRange(max = 5_000_000) int dcl) {
    Map<String, Object> said =
        said(
            dialect,
            BankStates.healthy()
                .cvl(Voltage.ofMillivolts(cvl))
                .dvl(Voltage.ofMillivolts(dvl))
                .ccl(Current.ofMilliamperes(ccl))
                .dcl(Current.ofMilliamperes(dcl))
                .build());
    assertThat(thousandths(said, "cvl_v")).isBetween(cvl - 99, cvl);
    assertThat(thousandths(said, "dvl_v")).isBetween(dvl, dvl + 99);
    assertThat(thousandths(said, "ccl_a")).isBetween(Math.min(ccl - 99, 3_276_700), ccl);
    assertThat(thousandths(said, "dcl_a")).isBetween(Math.min(dcl - 99, 3_276_700), dcl);
  }

  @Property
  void fullIsSaidOfAFullBankOnly(
      @ForAll("dialects") String dialect, @ForAll @IntRange(max = 10_000) int soc) {
    Map<String, Object> said =
        said(dialect, BankStates.healthy().soc(Ratio.ofBasisPoints(soc)).build());
    assertThat(said.get("soc")).isEqualTo(soc / 100);
  }

  @Property
  void measuredValuesAreWithinHalfAStep(
      @ForAll("dialects") String dialect,
      @ForAll @IntRange(max = 327_000) int voltage,
      @ForAll @IntRange(min = -3_276_000, max = 3_276_000) int current) {
    Map<String, Object> said =
        said(
            dialect,
            BankStates.healthy()
                .voltage(Voltage.ofMillivolts(voltage))
                .current(Current.ofMilliamperes(current))
                .build());
    assertThat(thousandths(said, "voltage_v")).isCloseTo(voltage, within(5));
    assertThat(thousandths(said, "current_a")).isCloseTo(current, within(50));
    Map<String, Object> mirrored =
        said(
            dialect,
            BankStates.healthy().current(Current.ofMilliamperes(current).negated()).build());
    assertThat(thousandths(mirrored, "current_a")).isEqualTo(-thousandths(said, "current_a"));
  }

  /**
   * Clamped, not wrapped: the sign of a limit survives any input, and the sign of a current too.
   */
  @Property(tries = 3000)
  void nothingThrowsAndNothingWraps(@ForAll("dialects") String dialect, @ForAll long seed) {
    Random random = new Random(seed);
    InverterMessage message = extreme(random);
    Map<String, Object> said = said(dialect, message);
    assertThat(thousandths(said, "ccl_a"))
        .isBetween(0, Math.max(0, message.offeredCharge().milliamperes()));
    assertThat(thousandths(said, "dcl_a"))
        .isBetween(0, Math.max(0, message.offeredDischarge().milliamperes()));
    assertThat(thousandths(said, "cvl_v")).isBetween(0, Math.max(0, message.cvl().millivolts()));
    assertThat(thousandths(said, "current_a"))
        .isEqualTo(held(message.current().milliamperes(), 100, 3_276_800, 3_276_700));
    assertThat(thousandths(said, "voltage_v"))
        .isEqualTo(held(message.voltage().millivolts(), 10, 327_680, 327_670));
  }

  /** Rounded half away from zero to a step and held within the wire. */
  private static int held(long value, int step, int least, int most) {
    long rounded = (Math.abs(value) + step / 2) / step * step * Long.signum(value);
    return (int) Math.max(-least, Math.min(most, rounded));
  }

  private static InverterMessage extreme(Random random) {
    return BankStates.healthy()
        .cvl(Voltage.ofMillivolts(any(random)))
        .dvl(Voltage.ofMillivolts(any(random)))
        .ccl(Current.ofMilliamperes(any(random)))
        .dcl(Current.ofMilliamperes(any(random)))
        .voltage(Voltage.ofMillivolts(any(random)))
        .current(Current.ofMilliamperes(any(random)))
        .temperature(random.nextBoolean() ? null : Temperature.ofDecidegrees(any(random)))
        .tmin(random.nextBoolean() ? null : Temperature.ofDecidegrees(any(random)))
        .vmax(random.nextBoolean() ? null : Voltage.ofMillivolts(any(random)))
        .vminAt(random.nextBoolean() ? null : new Position(any(random), any(random)))
        .online(any(random))
        .offline(any(random))
        .installedCapacity(Capacity.ofMilliampereHours(any(random)))
        .remainingCapacity(Capacity.ofMilliampereHours(any(random)))
        .chargedWh(random.nextLong())
        .dischargedWh(Long.MAX_VALUE)
        .chargeEnabled(random.nextBoolean())
        .alarms(random.nextBoolean() ? Set.of() : Set.of(PackCondition.values()))
        .build();
  }

  /** As often an edge as anything else. */
  private static int any(Random random) {
    int[] edges = {
      Integer.MIN_VALUE, -1, 0, 99, 3_276_700, 3_276_701, 6_553_599, Integer.MAX_VALUE
    };
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt();
  }

  @Property
  void noFrameIsTooOddToRead(
      @ForAll("dialects") String dialect,
      @ForAll @IntRange(max = CanFrame.MAX_ID) int id,
      @ForAll("data") byte[] data) {
    CanDialect tables = Dialects.named(dialect).orElseThrow();
    CanFrame frame = CanFrame.of(id, data);
    boolean known = tables.ids().contains(id) || tables.heartbeatIds().contains(id);
    assertThat(tables.decode(frame).isPresent()).isEqualTo(known);
    for (int sent : tables.ids()) {
      assertThat(tables.decode(CanFrame.of(sent, data))).isPresent();
    }
  }

  @Provide
  Arbitrary<String> dialects() {
    return Arbitraries.of(Dialects.names());
  }

  @Provide
  Arbitrary<byte[]> data() {
    return Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(8);
  }
}
