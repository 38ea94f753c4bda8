package io.bankd.daemon;

import static io.bankd.pack.PackCondition.CELL_OVER_VOLTAGE;
import static io.bankd.pack.PackCondition.FULLY_CHARGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPhase;
import io.bankd.bank.PackPhase;
import io.bankd.pack.PackId;
import io.bankd.sim.Manners;
import io.bankd.sim.Mishap;
import io.bankd.sim.Scenario;
import io.bankd.sim.Scenarios;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that ships, played with fourteen packs; each run leaves its line in the log. */
class ScenarioTest {
  private static final int USUAL_SECONDS = 200;
  /* Those that need longer until what they are there for happens. */
  private static final Map<String, Integer> SECONDS =
      Map.of(
          "full", 480, "empty", 420, "two-layers", 420, "ignores-cvl", 420, "deaf-inverter", 420);

  private static final Map<String, ScenarioRun> PLAYED = new HashMap<>();

  private static ScenarioRun run(String name) {
    return PLAYED.computeIfAbsent(
        name,
        any -> {
          Scenario scenario = Scenarios.named(name).orElseThrow();
          ScenarioRun run = new ScenarioRun(scenario);
          run.until(Objects.requireNonNullElse(SECONDS.get(name), USUAL_SECONDS));
          System.out.println(run);
          return run;
        });
  }

  static List<String> all() {
    return Scenarios.all().stream().map(Scenario::name).toList();
  }

  /** An obedient inverter, and nothing on the busbar that it does not know. */
  static List<String> orderly() {
    return Scenarios.all().stream()
        .filter(scenario -> scenario.inverter().equals(Manners.ORDINARY))
        .filter(scenario -> scenario.stray().legs().isEmpty())
        .map(Scenario::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theBankRunsAndSaysWhyItsLimitsAreWhatTheyAre(String name) {
    ScenarioRun run = run(name);
    assertThat(run.bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(run.reasons).isNotEmpty().noneMatch(String::isBlank);
    assertThat(run.highestCell).as("mV, be the inverter as rude as it likes").isLessThan(3650);
    assertThat(run.lowestCell).as("mV").isGreaterThan(2600);
  }

  @ParameterizedTest
  @MethodSource("orderly")
  void withAnObedientInverterNoLimitIsBrokenAndNoPackProtectsItself(String name) {
    ScenarioRun run = run(name);
    assertThat(run.excess).as("mA beyond what was told").isLessThanOrEqualTo(100);
    assertThat(run.protections).isSubsetOf(FULLY_CHARGED);
    assertThat(run.highestCell).isLessThan(3550);
    assertThat(run.lowestCell).isGreaterThan(2800);
    // One that opens leaves its current to the others until it is seen; one that returns pours.
    int most = name.equals("open-mosfet") ? 55_000 : name.equals("return") ? 110_000 : 50_000;
    assertThat(run.worstPack).as("mA in any pack").isLessThanOrEqualTo(most);
  }

  @Test
  void aFullBankIsHeldAtTheChargeVoltage() {
    assertThat(run("full").highestBus).isBetween(55_100, 55_250);
  }

  @Test
  void anInverterThatIgnoresCvlIsHeldByCcl() {
    ScenarioRun run = run("ignores-cvl");
    assertThat(run.highestBus).as("above its 55.2 V").isGreaterThan(55_500);
    assertThat(run.reasons).anyMatch(text -> text.matches(".*cell \\d+ at 3.5.*curve.*"));
    assertThat(run.excess).isLessThanOrEqualTo(100);
    assertThat(run.protections).isSubsetOf(FULLY_CHARGED);
  }

  @Test
  void anInverterThatIgnoresAStopIsSeenToDoSo() {
    ScenarioRun run = run("ignores-stop");
    assertThat(run.said)
        .anyMatch(text -> text.startsWith("charging stopped: pack 7 reports: temperature sensor"));
    assertThat(run.excess).as("mA, taken although nothing was allowed").isGreaterThan(300_000);
  }

  @Test
  void besideADeafInverterThePacksProtectThemselvesAndTheBankSaysSo() {
    ScenarioRun run = run("deaf-inverter");
    assertThat(run.protections).contains(CELL_OVER_VOLTAGE);
    assertThat(run.reasons).anyMatch(text -> text.matches("pack \\d+ has its charge MOSFET open"));
    assertThat(run.said).anyMatch(text -> text.startsWith("charging stopped: "));
  }

  @Test
  void anInverterThatIsSlowOrOvershootsBringsNoPackToProtectItself() {
    ScenarioRun slow = run("slow-inverter");
    assertThat(slow.excess).as("beyond what was allowed 45 s ago").isLessThanOrEqualTo(100);
    assertThat(slow.highestCell).isLessThan(3600);
    ScenarioRun wild = run("overshoot");
    assertThat(wild.excess).isGreaterThan(100_000);
    assertThat(wild.worstPack).isBetween(50_000, 105_000);
    assertThat(wild.protections).isEmpty();
    assertThat(wild.said).anyMatch(text -> text.contains("carries a peak of"));
  }

  @Test
  void aPackThatOpensItsMosfetUnderLoadIsNamed() {
    assertThat(run("open-mosfet").reasons).anyMatch(text -> text.contains("pack 7"));
  }

  @Test
  void aPackThatReturnsMuchFullerMayNotBeDischargedWithTheOthers() {
    ScenarioRun run = run("return");
    assertThat(run.said)
        .contains("pack 7 answers again")
        .anyMatch(text -> text.startsWith("discharging stopped: pack 7 measured"));
    assertThat(run.worstPack).as("mA that pack 7 pours into the others").isGreaterThan(100_000);
    // Before it is more than 110 A, at which its own BMS would be first.
    assertThat(run.protections).isEmpty();
  }

  @Test
  void packsThatTakeMoreThanTheirShareBoundTheBank() {
    for (String name : List.of("old-and-new", "long-cables", "unbalanced")) {
      int ccl = run(name).bank.limits().ccl().milliamperes();
      assertThat(ccl).as(name + ", mA").isBetween(300_000, 600_000);
    }
  }

  @Test
  void aQuarterOfThePollsLostOrAThirdOfThemGarbledCostsCurrentAndNotTheBank() {
    for (String name : List.of("lost-polls", "noisy-line")) {
      ScenarioRun run = run(name);
      assertThat(run.runningTicks).as(name).isGreaterThan(run.ticks * 9 / 10);
      assertThat(run.said).as(name).noneMatch(text -> text.contains("blind"));
    }
  }

  @Test
  void whatAPackReportsAsFailedStopsTheBankUntilItIsGone() {
    ScenarioRun run = run("failed-part");
    assertThat(run.said)
        .containsSubsequence(
            "pack 7 reports: charge MOSFET failed",
            "pack 7 no longer reports: charge MOSFET failed");
    assertThat(run.bank.limits().chargeEnabled()).isTrue();
  }

  @Test
  void inWinterTheBankRunsEmptySleepsWakesForNothingAndIsRecoveredByTheSun() {
    ScenarioRun run =
        new ScenarioRun(
            Scenarios.named("winter").orElseThrow(), List.of(PackId.of(2), PackId.of(3)));
    int hour = 3600;
    run.until(4 * hour);
    assertThat(run.bank.packs()).allMatch(view -> view.phase() == PackPhase.ASLEEP);
    assertThat(run.said)
        .anyMatch(text -> text.startsWith("pack 2 is asleep, for over-discharge"))
        .anyMatch(text -> text.startsWith("pack 3 is asleep, for over-discharge"));
    long slept = run.said.stream().filter(text -> text.contains("is asleep")).count();
    run.until(5 * hour - 60);
    assertThat(run.said.stream().filter(text -> text.contains("is asleep")).count())
        .as("awake for nothing after four hours, and asleep again")
        .isGreaterThan(slept);
    run.until(5 * hour + 300);
    assertThat(run.bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(run.bank.limits().forceCharge()).isTrue();
    assertThat(run.flow.milliamperes()).as("the sun charges").isPositive();
    assertThat(run.said).anyMatch(text -> text.contains("asks to be charged"));
    System.out.println(run);
  }

  @Test
  void everyKindOfMishapIsPlayedSomewhere() {
    List<Mishap.Kind> shown =
        Scenarios.all().stream()
            .flatMap(scenario -> scenario.mishaps().stream())
            .map(Mishap::kind)
            .toList();
    assertThat(shown)
        .contains(
            Mishap.Kind.SILENT,
            Mishap.Kind.AWAY,
            Mishap.Kind.LOST_POLLS,
            Mishap.Kind.GARBLED,
            Mishap.Kind.SENSOR,
            Mishap.Kind.CHARGE_MOSFET_OPEN,
            Mishap.Kind.DISCHARGE_MOSFET_OPEN);
  }
}
