package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.sim.Mishap.Kind;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four equal packs at half charge and what befalls pack 3 from 10 s to 20 s. */
class MishapsTest {
  private static final Moment NOW = Moment.ofMillis(0);
  private static final PackId THREE = PackId.of(3);
  private static final List<PackId> PACKS =
      List.of(PackId.of(2), THREE, PackId.of(4), PackId.of(5));
  private static final Scenario QUIET = Scenario.of("test", "").starting(500, 0, 0, 23);

  private static SimulatedBank bank(Scenario scenario) {
    return new SimulatedBank(PackSpec.AM5000, PACKS, scenario, 3);
  }

  private static SimulatedBank suffering(Kind kind, Map<Measure, Integer> figures) {
    Duration from = Duration.ofSeconds(10);
    return bank(QUIET.suffering(new Mishap(kind, Whom.of(3), from, from.plusSeconds(10), figures)));
  }

  private static SimulatedBank differing(Trait trait, int figure) {
    return bank(QUIET.differing(Whom.of(3), Map.of(trait, figure)));
  }

  private static void pass(SimulatedBank bank, int seconds, int amperes) {
    bank.advance(Duration.ofSeconds(seconds), Current.ofAmperes(amperes));
  }

  private static double amperes(SimulatedBank bank) {
    return bank.packCurrent(THREE).milliamperes() / 1000.0;
  }

  private static PackReading reading(SimulatedBank bank) {
    return Objects.requireNonNull(bank.reading(THREE, NOW));
  }

  private static PackStatus status(SimulatedBank bank) {
    return Objects.requireNonNull(bank.status(THREE, NOW));
  }

  @Test
  void aSilentPackCarriesItsCurrentAndSaysNothing() {
    SimulatedBank bank = suffering(Kind.SILENT, Map.of());
    pass(bank, 9, 80);
    assertThat(bank.reading(THREE, NOW)).isNotNull();
    pass(bank, 6, 80);
    assertThat(bank.reading(THREE, NOW)).isNull();
    assertThat(amperes(bank)).isCloseTo(20, within(3.0));
    pass(bank, 5, 80);
    assertThat(bank.reading(THREE, NOW)).isNotNull();
  }

  @Test
  void whatBeginsAndEndsWithinALongStepIsFelt() {
    SimulatedBank bank = suffering(Kind.AWAY, Map.of(Mishap.SOC, 9_000));
    pass(bank, 3600, 0);
    assertThat(bank.truth(THREE)).as("brought back at 90 %%, less what it gave").isGreaterThan(0.6);
  }

  @Test
  void anOpenMosfetStopsOneWayAndIsReported() {
    SimulatedBank charge = suffering(Kind.CHARGE_MOSFET_OPEN, Map.of());
    pass(charge, 15, 80);
    assertThat(amperes(charge)).isZero();
    assertThat(status(charge).chargeMosOn()).isFalse();
    assertThat(status(charge).dischargeMosOn()).isTrue();
    pass(charge, 2, -80);
    assertThat(amperes(charge)).isLessThan(-15);
    pass(charge, 5, 80);
    assertThat(amperes(charge)).as("closed again").isGreaterThan(15);
  }

  @Test
  void aPackThatIsAwayReturnsAtAnotherChargeAndPoursIntoTheOthers() {
    SimulatedBank bank = suffering(Kind.AWAY, Map.of(Mishap.SOC, 9_900));
    pass(bank, 15, 60);
    assertThat(amperes(bank)).isZero();
    assertThat(bank.reading(THREE, NOW)).isNull();
    pass(bank, 5, 0);
    pass(bank, 1, 0);
    assertThat(amperes(bank)).isLessThan(-20);
    assertThat(reading(bank).remaining().milliampereHours()).isGreaterThan(97_000);
  }

  @Test
  void aSensorShowsHalfAndALittleMoreAndThenTheTruth() {
    SimulatedBank bank = suffering(Kind.SENSOR, Map.of(Mishap.GAIN, 500, Mishap.OFFSET, 2_000));
    pass(bank, 15, 80);
    double shown = reading(bank).current().milliamperes() / 1000.0;
    assertThat(shown).isCloseTo(amperes(bank) / 2 + 2, within(0.2));
    pass(bank, 6, 80);
    assertThat(reading(bank).current().milliamperes() / 1000.0)
        .isCloseTo(amperes(bank), within(0.3));
  }

  @Test
  void aShareOfTheQuestionsIsLostAndAShareOfTheAnswersGarbled() {
    SimulatedBank losing = suffering(Kind.LOST_POLLS, Map.of(Mishap.SHARE, 2_500));
    pass(losing, 15, 0);
    int lost = 0;
    for (int i = 0; i < 1000; i++) {
      lost += losing.reading(THREE, NOW) == null ? 1 : 0;
    }
    assertThat(lost).isBetween(200, 300);
    SimulatedBank noisy = suffering(Kind.GARBLED, Map.of(Mishap.SHARE, 3_333));
    byte[] answer = "~250046420000FDB0\r".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] sent = answer.clone();
    pass(noisy, 15, 0);
    int garbled = 0;
    for (int i = 0; i < 1000; i++) {
      garbled += Arrays.equals(noisy.onTheLine(THREE, answer), sent) ? 0 : 1;
      assertThat(noisy.onTheLine(PackId.of(4), answer)).isSameAs(answer);
    }
    assertThat(garbled).isBetween(280, 390);
    assertThat(answer).as("the pack's own").isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(names = ".*_FAULT", mode = EnumSource.Mode.MATCH_ALL)
  void aFailedPartIsReportedAndNothingElseHappens(Kind kind) {
    SimulatedBank bank = suffering(kind, Map.of());
    pass(bank, 15, 80);
    assertThat(status(bank).faults()).containsExactly(PackCondition.valueOf(fault(kind)));
    assertThat(amperes(bank)).isGreaterThan(15);
    pass(bank, 6, 80);
    assertThat(status(bank).faults()).isEmpty();
  }

  private static String fault(Kind kind) {
    return kind.name().replace("MOSFET", "MOS");
  }

  @Test
  void packsDifferInWhatTheyAreToldTo() {
    assertThat(differing(Trait.SOC, 2_000).truth(THREE)).isCloseTo(0.20, within(0.01));
    assertThat(reading(differing(Trait.CAPACITY, 60_000)).full().milliampereHours())
        .isBetween(60_000, 61_500);
    assertThat(reading(differing(Trait.CYCLES, 4_500)).cycles()).isEqualTo(4_500);
    assertThat(spread(differing(Trait.IMBALANCE, 10_000)))
        .as("mV")
        .isGreaterThan(spread(bank(QUIET)) + 3);
    SimulatedBank warm = differing(Trait.TEMPERATURE, 350);
    pass(warm, 600, 0);
    assertThat(Objects.requireNonNull(reading(warm).hottestCell()).decidegrees())
        .as("its place stays warm")
        .isBetween(350, 365);
  }

  private static int spread(SimulatedBank bank) {
    PackReading reading = reading(bank);
    return reading.cells().highest().millivolts() - reading.cells().lowest().millivolts();
  }

  @Test
  void resistanceAndALongCableKeepCurrentAway() {
    SimulatedBank ordinary = bank(QUIET);
    SimulatedBank cable = differing(Trait.CABLE, 30_000);
    SimulatedBank old = differing(Trait.RESISTANCE, 40_000);
    for (SimulatedBank bank : List.of(ordinary, cable, old)) {
      pass(bank, 1, 160);
    }
    assertThat(amperes(ordinary)).isCloseTo(40, within(3.0));
    assertThat(amperes(cable)).isCloseTo(160 * (1 / 39.6) / (3 / 15.6 + 1 / 39.6), within(3.0));
    assertThat(amperes(old)).isCloseTo(160 * (1 / 46.0) / (3 / 15.6 + 1 / 46.0), within(3.0));
  }

  @Test
  void inABankThatHasNoneOfThePacksMeantTheLastStandsForThem() {
    Whom seven = Whom.of(7);
    assertThat(seven.among(PACKS)).containsExactly(PackId.of(5));
    assertThat(Whom.range(4, 9).among(PACKS)).containsExactly(PackId.of(4), PackId.of(5));
    assertThat(Whom.ALL.among(PACKS)).isEqualTo(PACKS);
    Scenario scenario =
        QUIET
            .suffering(Mishap.of(Kind.SILENT, 7, 30, 90))
            .suffering(
                new Mishap(
                    Kind.CELL_FAULT, Whom.range(2, 3), Duration.ZERO, Leg.ENDLESS, Map.of()));
    assertThat(scenario.sayings(PACKS))
        .extracting(saying -> saying.at().toSeconds() + " s: " + saying.words())
        .containsExactly(
            "0 s: each of packs 2, 3 reports: cell failed",
            "30 s: pack 5 falls silent",
            "90 s: pack 5 answers again");
  }
}
