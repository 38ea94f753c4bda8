package io.bankd.can.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bank at 53.0 V that allows 150 A in, 200 A out, up to 56.0 V; the inverter takes 2 s. */
class SimulatedInverterTest {
  private static final Voltage BUS = Voltage.ofMillivolts(53_000);
  private static final Current MUCH = Current.ofAmperes(1000);

  private final CanDialect dialect = Dialects.named("pylon12").orElseThrow();
  private final SimulatedInverter inverter = new SimulatedInverter(dialect);

  private void tell(InverterMessage message, double second) {
    dialect.encode(message).forEach(frame -> inverter.hear(frame, at(second)));
  }

  private static Moment at(double second) {
    return Moment.ofMillis(Math.round(second * 1000));
  }

  private Current flow(Current wish, double second) {
    return inverter.obey(wish, BUS, at(second));
  }

  @Test
  void doesNothingUntold() {
    assertThat(flow(MUCH, 0)).isEqualTo(Current.ZERO);
  }

  @Test
  void keepsWithinBothLimitsOnceTheLagIsOver() {
    tell(BankStates.healthy().build(), 0);
    assertThat(flow(MUCH, 1.999)).isEqualTo(Current.ZERO);
    assertThat(flow(MUCH, 2)).isEqualTo(Current.ofAmperes(150));
    assertThat(flow(MUCH.negated(), 2)).isEqualTo(Current.ofAmperes(-200));
    assertThat(flow(Current.ofAmperes(7), 2)).isEqualTo(Current.ofAmperes(7));
  }

  @Test
  void followsAFallingLimitWithItsLag() {
    tell(BankStates.healthy().build(), 0);
    tell(BankStates.healthy().ccl(Current.ofAmperes(20)).build(), 3);
    assertThat(flow(MUCH, 4.9)).isEqualTo(Current.ofAmperes(150));
    assertThat(flow(MUCH, 5)).isEqualTo(Current.ofAmperes(20));
  }

  @Test
  void doesNotChargeWithoutTheEnableBit() {
    tell(BankStates.healthy().build(), 0);
    inverter.hear(CanFrame.ofHex(0x35C, "4000"), at(1));
    assertThat(flow(MUCH, 3)).isEqualTo(Current.ZERO);
    assertThat(flow(MUCH.negated(), 3)).isEqualTo(Current.ofAmperes(-200));
  }

  @Test
  void chargesLessAndLessTowardsTheChargeVoltage() {
    tell(BankStates.healthy().build(), 0);
    assertThat(inverter.obey(MUCH, Voltage.ofMillivolts(55_500), at(2)))
        .isEqualTo(Current.ofAmperes(150));
    assertThat(inverter.obey(MUCH, Voltage.ofMillivolts(55_750), at(2)))
        .isEqualTo(Current.ofAmperes(75));
    assertThat(inverter.obey(MUCH, Voltage.ofMillivolts(56_000), at(2))).isEqualTo(Current.ZERO);
    assertThat(inverter.obey(MUCH, Voltage.ofMillivolts(57_000), at(2))).isEqualTo(Current.ZERO);
  }

  @Test
  void stopsWhenTheBankFallsSilent() {
    tell(BankStates.healthy().build(), 0);
    assertThat(flow(MUCH, 5)).isEqualTo(Current.ofAmperes(150));
    assertThat(flow(MUCH, 5.001)).isEqualTo(Current.ZERO);
    assertThat(flow(MUCH.negated(), 5.001)).isEqualTo(Current.ZERO);
  }

  @Test
  void readsVictronToo() {
    CanDialect victron = Dialects.named("victron").orElseThrow();
    SimulatedInverter quick = new SimulatedInverter(victron, Duration.ZERO);
    victron
        .encode(BankStates.healthy().dischargeEnabled(false).build())
        .forEach(frame -> quick.hear(frame, at(0)));
    assertThat(quick.obey(MUCH, BUS, at(0))).isEqualTo(Current.ofAmperes(150));
    assertThat(quick.obey(MUCH.negated(), BUS, at(0))).isEqualTo(Current.ZERO);
  }

  @Test
  void itsHeartbeatIsEightZeroBytes() {
    assertThat(inverter.heartbeat())
        .extracting(CanFrame::toString)
        .containsExactly("305#0000000000000000");
  }

  @Test
  void dischargesLessAndLessTowardsTheDischargeVoltage() {
    tell(BankStates.healthy().build(), 0);
    Current out = MUCH.negated();
    assertThat(inverter.obey(out, Voltage.ofMillivolts(46_500), at(2)))
        .isEqualTo(Current.ofAmperes(-200));
    assertThat(inverter.obey(out, Voltage.ofMillivolts(46_250), at(2)))
        .isEqualTo(Current.ofAmperes(-100));
    assertThat(inverter.obey(out, Voltage.ofMillivolts(46_000), at(2))).isEqualTo(Current.ZERO);
  }

  @Test
  void chargesFromTheGridWhenAskedTo() {
    tell(BankStates.healthy().forceCharge2(true).build(), 0);
    tell(BankStates.healthy().forceCharge2(true).build(), 1);
    assertThat(flow(Current.ofAmperes(-30), 3).milliamperes()).isPositive();
    tell(BankStates.healthy().build(), 4);
    assertThat(flow(Current.ofAmperes(-30), 7)).isEqualTo(Current.ofAmperes(-30));
  }

  @Test
  void answersAsInvertersOfItsDialectDo() {
    Current charging = Current.ofAmperes(10);
    assertThat(of("pylon12").heartbeat(BUS, charging)).extracting(CanFrame::id).containsOnly(0x305);
    assertThat(of("growatt_lv").heartbeat(BUS, charging))
        .containsExactly(CanFrame.ofHex(0x301, "0B16212C37424D58"));
    CanDialect sma = Dialects.named("sma").orElseThrow();
    assertThat(sma.decode(of("sma").heartbeat(BUS, charging).get(0)).orElseThrow())
        .containsEntry("inverter_voltage_v", 53.0)
        .containsEntry("inverter_current_a", 10.0);
  }

  /** Whatever the words, the same bank is obeyed the same way. */
  @ParameterizedTest
  @MethodSource("spoken")
  void obeysInEveryDialect(String name) {
    SimulatedInverter any = of(name);
    CanDialect words = Dialects.named(name).orElseThrow();
    words.encode(BankStates.healthy().build()).forEach(frame -> any.hear(frame, at(0)));
    assertThat(any.obey(MUCH, BUS, at(2))).isEqualTo(Current.ofAmperes(150));
    assertThat(any.obey(MUCH.negated(), BUS, at(2))).isEqualTo(Current.ofAmperes(-200));
  }

  static List<String> spoken() {
    return Dialects.names();
  }

  private static SimulatedInverter of(String dialect) {
    return new SimulatedInverter(Dialects.named(dialect).orElseThrow());
  }
}
