package io.bankd.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.can.dialect.Dialects;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InverterMessageTest {
  private final InverterMessage before = BankStates.healthy().build();

  private interface Change extends UnaryOperator<InverterMessageBuilder> {}

  static Stream<Change> tightening() {
    return Stream.of(
        b -> b.cvl(Voltage.ofMillivolts(55_999)),
        b -> b.dvl(Voltage.ofMillivolts(46_001)),
        b -> b.ccl(Current.ofMilliamperes(149_999)),
        b -> b.dcl(Current.ofMilliamperes(199_999)),
        b -> b.chargeEnabled(false),
        b -> b.dischargeEnabled(false));
  }

  static Stream<Change> harmless() {
    return Stream.of(
        b -> b,
        b -> b.cvl(Voltage.ofMillivolts(56_100)),
        b -> b.cvl(Voltage.ofMillivolts(56_099)),
        b -> b.dvl(Voltage.ofMillivolts(45_900)),
        b -> b.ccl(Current.ofAmperes(151)),
        b -> b.dcl(Current.ofAmperes(201)),
        b -> b.soc(Ratio.ofPercent(10)),
        b -> b.current(Current.ZERO));
  }

  @ParameterizedTest
  @MethodSource("tightening")
  void lessOfAnythingTightens(Change change) {
    InverterMessage after = change.apply(before.toBuilder()).build();
    assertThat(after.tightens(before)).isTrue();
    assertThat(before.tightens(after)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void moreOrTheSameDoesNot(Change change) {
    assertThat(change.apply(before.toBuilder()).build().tightens(before)).isFalse();
  }

  @Test
  void whatTheWireCannotShowIsNoTightening() {
    InverterMessage a = before.toBuilder().ccl(Current.ofMilliamperes(150_080)).build();
    InverterMessage b = before.toBuilder().ccl(Current.ofMilliamperes(150_020)).build();
    assertThat(b.tightens(a)).isFalse();
  }

  @Test
  void aLimitThatFallsWhileItsDirectionIsOffChangesNothing() {
    InverterMessage off = before.toBuilder().chargeEnabled(false).build();
    assertThat(off.toBuilder().ccl(Current.ZERO).build().tightens(off)).isFalse();
  }

  @Test
  void aClearedEnableBitTightensEvenAtZeroCurrent() {
    InverterMessage zero = before.toBuilder().ccl(Current.ZERO).dcl(Current.ZERO).build();
    assertThat(zero.toBuilder().chargeEnabled(false).build().tightens(zero)).isTrue();
    assertThat(zero.toBuilder().dischargeEnabled(false).build().tightens(zero)).isTrue();
  }

  @Test
  void offersNothingUnlessToldTo() {
    InverterMessage bare =
        InverterMessage.builder()
            .cvl(Voltage.ofMillivolts(54_000))
            .dvl(Voltage.ofMillivolts(46_000))
            .soc(Ratio.ofPercent(50))
            .voltage(Voltage.ofMillivolts(53_000))
            .build();
    assertThat(bare.offeredCharge()).isEqualTo(Current.ZERO);
    assertThat(bare.offeredDischarge()).isEqualTo(Current.ZERO);
    assertThat(bare.chargeEnabled()).isFalse();
    assertThat(bare.temperature()).isNull();
  }

  @Test
  void aVoltageLimitHasNoHarmlessDefault() {
    assertThatThrownBy(() -> InverterMessage.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a message to the inverter needs its cvl");
  }

  @Test
  void theBuilderCopiesEveryComponent() {
    InverterMessage all =
        BankStates.healthy()
            .blockCharge(1)
            .blockDischarge(2)
            .offline(3)
            .forceCharge1(true)
            .forceCharge2(true)
            .fullChargeRequest(true)
            .alarms(Set.of(PackCondition.CELL_FAULT))
            .warnings(Set.of(PackCondition.LOW_SOC))
            .build();
    assertThat(all.toBuilder().build()).isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource(PackCondition.class)
  void everyConditionHasItsAlarm(PackCondition condition) {
    Set<InverterAlarm> alarms = InverterAlarm.of(EnumSet.of(condition));
    boolean none = condition == PackCondition.FULLY_CHARGED;
    boolean onlyGeneral = condition == PackCondition.LOW_SOC;
    assertThat(alarms).hasSize(none ? 0 : onlyGeneral ? 1 : 2);
    assertThat(alarms.contains(InverterAlarm.GENERAL)).isEqualTo(!none);
  }

  @Test
  void energyThatNobodyCountsIsNotToldAsZero() {
    InverterMessage message = BankStates.healthy().chargedWh(null).dischargedWh(null).build();

    assertThat(Dialects.named("victron").orElseThrow().encode(message))
        .extracting(CanFrame::id)
        .contains(0x379)
        .doesNotContain(0x378);
  }
}
