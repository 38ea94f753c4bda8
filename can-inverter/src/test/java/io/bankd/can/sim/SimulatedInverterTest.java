package io.bankd.can.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.dialect.Dialects;
import io.bankd.sim.Manners;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** The bus of fifteen packs, of one, and of one on a long cable: E + R·I, ten times a second. */
  @ParameterizedTest
  @CsvSource({"1, 55.900", "10, 55.200", "40, 54.000"})
  void chargesUpToTheChargeVoltageAndHoldsItThereWithoutSwinging(int milliohms, double rest) {
    tell(BankStates.healthy().build(), 0);
    List<Integer> volts = follow(MUCH, milliohms, rest, 12);
    assertThat(volts.subList(3, 60)).as("soon").allMatch(v -> v <= 56_000 + 10 * milliohms);
    assertThat(volts.subList(60, volts.size())).allMatch(v -> Math.abs(v - 56_000) <= milliohms);
    double last = (56.0 - rest) / milliohms * 1000;
    assertThat(inverter.obey(MUCH, millivolts(volts.get(119)), at(4.99)).milliamperes() / 1000.0)
        .isCloseTo(last, within(1.0));
  }

  @Test
  void dischargesDownToTheDischargeVoltageAndHoldsItThere() {
    tell(BankStates.healthy().build(), 0);
    List<Integer> volts = follow(MUCH.negated(), 10, 47.0, 12);
    assertThat(volts.subList(60, volts.size())).allMatch(v -> Math.abs(v - 46_000) <= 10);
  }

  @Test
  void aBusAboveTheChargeVoltageIsNotCharged() {
    tell(BankStates.healthy().build(), 0);
    assertThat(inverter.obey(MUCH, millivolts(56_000), at(2))).isEqualTo(Current.ZERO);
    assertThat(inverter.obey(MUCH, millivolts(57_000), at(2.1))).isEqualTo(Current.ZERO);
  }

  private static Voltage millivolts(int millivolts) {
    return Voltage.ofMillivolts(millivolts);
  }

  /* What the bus shows, each tenth of a second from the end of the lag on; told again all the time. */
  private List<Integer> follow(Current wish, int milliohms, double rest, int seconds) {
    List<Integer> volts = new ArrayList<>();
    int current = 0;
    for (int tenth = 20; tenth < 20 + 10 * seconds; tenth++) {
      int bus = (int) Math.round(1000 * rest + current / 1000.0 * milliohms);
      volts.add(bus);
      current = inverter.obey(wish, millivolts(bus), at(2 + (tenth - 20) / 40.0)).milliamperes();
    }
    return volts;
  }

  private SimulatedInverter rude(Manners manners) {
    SimulatedInverter rude = new SimulatedInverter(dialect, manners);
    dialect.encode(BankStates.healthy().build()).forEach(frame -> rude.hear(frame, at(0)));
    return rude;
  }

  private static Manners ignoring(Manners.Order order) {
    return Manners.ORDINARY.withLag(Duration.ZERO).withIgnored(List.of(order));
  }

  @Test
  void oneThatIsSlowFollowsWithItsLag() {
    SimulatedInverter slow = rude(Manners.ORDINARY.withLag(Duration.ofSeconds(45)));
    tellAll(slow, BankStates.healthy().build(), 44);
    assertThat(slow.obey(MUCH, BUS, at(44.9))).isEqualTo(Current.ZERO);
    assertThat(slow.obey(MUCH, BUS, at(45))).isEqualTo(Current.ofAmperes(150));
  }

  private void tellAll(SimulatedInverter to, InverterMessage message, double second) {
    dialect.encode(message).forEach(frame -> to.hear(frame, at(second)));
  }

  @Test
  void oneThatIgnoresAnOrderHeedsTheOthers() {
    assertThat(rude(ignoring(Manners.Order.CCL)).obey(MUCH, BUS, at(1)))
        .isEqualTo(Current.ofAmperes(300));
    SimulatedInverter dcl = rude(ignoring(Manners.Order.DCL));
    assertThat(dcl.obey(Current.ofAmperes(-300), BUS, at(1))).isEqualTo(Current.ofAmperes(-300));
    assertThat(rude(ignoring(Manners.Order.DCL)).obey(MUCH, BUS, at(1)))
        .isEqualTo(Current.ofAmperes(150));
    SimulatedInverter cvl = rude(ignoring(Manners.Order.CVL));
    assertThat(cvl.obey(MUCH, millivolts(57_000), at(1))).isEqualTo(Current.ofAmperes(150));
  }

  @Test
  void oneThatIgnoresAStopTakesZeroForNoLimit() {
    SimulatedInverter unstoppable = rude(ignoring(Manners.Order.STOP));
    assertThat(unstoppable.obey(MUCH, BUS, at(1))).isEqualTo(Current.ofAmperes(150));
    tellAll(unstoppable, BankStates.healthy().ccl(Current.ZERO).build(), 2);
    assertThat(unstoppable.obey(Current.ofAmperes(200), BUS, at(2)))
        .isEqualTo(Current.ofAmperes(200));
    assertThat(unstoppable.obey(MUCH, millivolts(56_500), at(2.1)).milliamperes())
        .as("brought back by the charge voltage")
        .isLessThan(200_000);
  }

  @Test
  void oneThatIsDeafDoesWhatItLikesEvenInSilence() {
    SimulatedInverter deaf = new SimulatedInverter(dialect, ignoring(Manners.Order.EVERYTHING));
    assertThat(deaf.obey(MUCH, millivolts(60_000), at(0))).isEqualTo(MUCH);
  }

  @Test
  void oneWithoutAGridHasNothingToChargeFromWhenItIsAsked() {
    SimulatedInverter island = rude(Manners.ORDINARY.withLag(Duration.ZERO).withoutGrid());
    SimulatedInverter house = rude(Manners.ORDINARY.withLag(Duration.ZERO));
    for (SimulatedInverter inverter : List.of(island, house)) {
      InverterMessage empty = BankStates.healthy().forceCharge2(true).build();
      dialect.encode(empty).forEach(frame -> inverter.hear(frame, at(0)));
    }
    assertThat(house.obey(Current.ZERO, BUS, at(0)).milliamperes()).isPositive();
    assertThat(island.obey(Current.ZERO, BUS, at(0))).isEqualTo(Current.ZERO);
    assertThat(island.obey(MUCH, BUS, at(0)).milliamperes()).as("the sun").isPositive();
  }

  @Test
  void oneThatOvershootsComesBack() {
    Manners wild = new Manners(Duration.ZERO, 300, 1000, Set.of());
    SimulatedInverter swinging = rude(wild);
    Current wish = Current.ofAmperes(100);
    assertThat(swinging.obey(wish, BUS, at(0))).isEqualTo(Current.ofAmperes(130));
    assertThat(swinging.obey(wish, BUS, at(3)).milliamperes()).isBetween(110_000, 112_000);
    assertThat(swinging.obey(Current.ZERO, BUS, at(5)).milliamperes()).isNegative();
  }

  @Test
  void oneThatErrsCarriesMoreThanItMeansTo() {
    SimulatedInverter strong = rude(new Manners(Duration.ZERO, 0, 1100, Set.of()));
    assertThat(strong.obey(MUCH, BUS, at(0))).isEqualTo(Current.ofAmperes(165));
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
    SimulatedInverter quick =
        new SimulatedInverter(victron, Manners.ORDINARY.withLag(Duration.ZERO));
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
