package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatedBankTest {
  private static final Moment NOW = Moment.ofMillis(0);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static List<PackId> packs(int count) {
    return IntStream.range(2, 2 + count).mapToObj(PackId::of).toList();
  }

  private static SimulatedBank bank(String scenario, int count) {
    Scenario named = Scenarios.named(scenario).orElseThrow();
    return new SimulatedBank(PackSpec.AM5000, packs(count), named, 42);
  }

  private static PackReading reading(SimulatedBank bank, int pack) {
    return Objects.requireNonNull(bank.reading(PackId.of(pack), NOW));
  }

  private static PackStatus status(SimulatedBank bank, int pack) {
    return Objects.requireNonNull(bank.status(PackId.of(pack), NOW));
  }

  private static int sum(SimulatedBank bank, int count) {
    return packs(count).stream().mapToInt(p -> bank.packCurrent(p).milliamperes()).sum();
  }

  /** Those in which nothing flows but by the inverter. */
  static List<String> everyOrderlyScenario() {
    return Scenarios.all().stream()
        .filter(scenario -> scenario.stray().legs().isEmpty())
        .map(Scenario::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("everyOrderlyScenario")
  void theCurrentsOfThePacksAddUpToTheInverters(String scenario) {
    SimulatedBank bank = bank(scenario, 6);
    for (int amperes : new int[] {0, 120, 37, -90, -3, 0}) {
      bank.advance(Duration.ofSeconds(5), Current.ofAmperes(amperes));
      assertThat(sum(bank, 6)).isCloseTo(1000 * amperes, within(6));
    }
  }

  @ParameterizedTest
  @MethodSource("everyOrderlyScenario")
  void anHourStaysWithinWhatCellsAndWireCanHold(String scenario) {
    SimulatedBank bank = bank(scenario, 3);
    for (int second = 0; second < 3600; second++) {
      Current wish = bank.wish(Duration.ofSeconds(second));
      bank.advance(SECOND, Current.ofMilliamperes(wish.milliamperes() / 2));
      for (PackId pack : packs(3)) {
        PackReading reading = bank.reading(pack, NOW);
        if (reading == null) {
          continue;
        }
        assertThat(reading.cells().lowest().millivolts()).isGreaterThan(2000);
        assertThat(reading.cells().highest().millivolts()).isLessThan(3900);
        assertThat(Math.abs(reading.current().milliamperes())).isLessThan(110_000);
        assertThat(Objects.requireNonNull(reading.hottestCell()).decidegrees()).isBetween(50, 600);
        assertThat(reading.remaining()).isLessThanOrEqualTo(reading.full());
        int off = reading.cells().sum().minus(reading.voltage()).millivolts();
        assertThat(Math.abs(off)).isLessThanOrEqualTo(reading.voltage().millivolts() / 500);
      }
    }
  }

  @Test
  void chargeIsConserved() {
    SimulatedBank bank = bank("charge", 2);
    int before =
        reading(bank, 2).remaining().milliampereHours()
            + reading(bank, 3).remaining().milliampereHours();
    bank.advance(Duration.ofMinutes(30), Current.ofAmperes(60));
    int after =
        reading(bank, 2).remaining().milliampereHours()
            + reading(bank, 3).remaining().milliampereHours();
    assertThat(after - before).as("60 A for half an hour").isCloseTo(30_000, within(600));
  }

  @Test
  void theBusbarIsAboveTheCellsWhileChargingAndBelowWhileDischarging() {
    SimulatedBank bank = bank("day", 4);
    bank.advance(SECOND, Current.ofAmperes(150));
    assertThat(bank.busVoltage()).isGreaterThan(reading(bank, 2).voltage());
    bank.advance(SECOND, Current.ofAmperes(-150));
    assertThat(bank.busVoltage()).isLessThan(reading(bank, 2).voltage());
  }

  @Test
  void unequalPacksShareUnequally() {
    SimulatedBank bank = bank("unbalanced", 6);
    bank.advance(Duration.ofMinutes(5), Current.ofAmperes(240));
    int most = packs(6).stream().mapToInt(p -> bank.packCurrent(p).milliamperes()).max().orElse(0);
    assertThat(most).as("240 A over 6 packs is 40 A each").isGreaterThan(44_000);
  }

  @Test
  void theWeakCellIsFullBeforeTheOthers() {
    SimulatedBank bank = bank("weak-cell", 3);
    bank.advance(Duration.ofSeconds(80), Current.ofAmperes(100));
    PackReading weak = reading(bank, 4);
    assertThat(weak.cells().highestNumber()).isEqualTo(12);
    assertThat(weak.cells().spread().millivolts()).isGreaterThan(100);
    assertThat(reading(bank, 2).cells().spread().millivolts()).isLessThan(50);
  }

  @Test
  void aFullPackOpensItsChargeMosfetAndStillDischarges() {
    SimulatedBank bank = bank("full", 1);
    bank.advance(Duration.ofMinutes(10), Current.ofAmperes(45));
    assertThat(status(bank, 2).chargeMosOn()).isFalse();
    assertThat(status(bank, 2).dischargeMosOn()).isTrue();
    assertThat(status(bank, 2).protections()).contains(PackCondition.CELL_OVER_VOLTAGE);
    assertThat(bank.packCurrent(PackId.of(2)).milliamperes()).isZero();
    bank.advance(SECOND, Current.ofAmperes(-20));
    assertThat(bank.packCurrent(PackId.of(2)).milliamperes()).isEqualTo(-20_000);
  }

  @Test
  void packSevenIsLostForAMinute() {
    SimulatedBank bank = bank("lost-pack", 8);
    PackId seven = PackId.of(7);
    bank.advance(Duration.ofSeconds(29), Current.ZERO);
    assertThat(bank.reading(seven, NOW)).isNotNull();
    bank.advance(SECOND, Current.ZERO);
    assertThat(bank.reading(seven, NOW)).isNull();
    assertThat(bank.status(seven, NOW)).isNull();
    assertThat(bank.reading(PackId.of(6), NOW)).isNotNull();
    bank.advance(Duration.ofSeconds(60), Current.ZERO);
    assertThat(bank.reading(seven, NOW)).isNotNull();
  }

  @Test
  void theSameSeedGivesTheSameBank() {
    SimulatedBank one = bank("unbalanced", 4);
    SimulatedBank other = bank("unbalanced", 4);
    one.advance(Duration.ofMinutes(2), Current.ofAmperes(70));
    other.advance(Duration.ofMinutes(2), Current.ofAmperes(70));
    assertThat(reading(other, 5)).isEqualTo(reading(one, 5));
  }

  @Test
  void theOpenCircuitVoltageRisesAllTheWay() {
    for (int perMille = -20; perMille < 1020; perMille++) {
      assertThat(OpenCircuitVoltage.at((perMille + 1) / 1000.0))
          .isGreaterThan(OpenCircuitVoltage.at(perMille / 1000.0));
    }
  }

  @Test
  void anUnknownScenarioIsNoScenario() {
    assertThat(Scenarios.named("holiday")).isEmpty();
    assertThat(Scenarios.names()).containsKeys("day", "lost-pack", "weak-cell");
  }
}
