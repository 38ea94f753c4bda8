package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.sleep.QuietPolicy;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a bank, second by second (BANK-6). */
class BankTimelineTest {
  /* Before a step has taught the sharing, its worst corner may lie somewhat below the 60 %; never above. */
  private static int unlearnt(int milliamperes) {
    return milliamperes * 85 / 100;
  }

  @Test
  void nothingIsOfferedUntilEveryPackHasAnswered() {
    Bench bench = new Bench(2, 3, 4).silence(4);
    bench.run(10);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.STARTING);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.bank.limits().cclReason()).hasToString("waiting for packs [4]");
    bench.wake(4).run(1);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(bench.ccl()).isZero();
  }

  @Test
  void aPackThatNeverAnswersIsDeclaredAbsentAfterThirtySeconds() {
    Bench bench = new Bench(2, 3, 4).silence(4);
    bench.run(29.75);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.STARTING);
    assertThat(bench.view(4).phase()).isEqualTo(PackPhase.AWAITED);
    bench.run(0.25);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(bench.view(4).phase()).isEqualTo(PackPhase.ABSENT);
    assertThat(bench.bank.warnings()).contains(PackCondition.COMMUNICATION_FAULT);
    assertThat(bench.said()).contains("pack 4 never answered: declared absent");
    assertThat(bench.settle().ccl())
        .as("2 packs of 50 A, less 40 %")
        .isBetween(unlearnt(60_000), 60_000);
  }

  @Test
  void aBankOfWhichNoPackEverAnsweredNeverSendsAFrame() {
    Bench bench = new Bench(2, 3).silence(2, 3).run(300);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.STARTING);
    assertThat(bench.bank.totals()).isNull();
    assertThat(bench.bank.limits().cclReason()).hasToString("no pack ever answered");
  }

  @Test
  void aBankLostDuringTheStartIsBlindForItsWholeTimeBeforeItFallsSilent() {
    Bench bench = new Bench(policy -> silentAfter(policy, Duration.ofSeconds(10)), 2, 3).silence(3);
    bench.run(2);
    bench.silence(2).run(27.75);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.STARTING);
    bench.run(0.25);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.BLIND);
    assertThat(bench.run(9.75).bank.phase()).isEqualTo(BankPhase.BLIND);
    assertThat(bench.run(0.25).bank.phase()).isEqualTo(BankPhase.SILENT);
  }

  @Test
  void limitsRiseAfterTheHoldAlongTheRamp() {
    Bench bench = new Bench(2, 3, 4, 5);
    bench.run(2); // two replies of each
    bench.run(5);
    assertThat(bench.ccl()).as("held").isZero();
    bench.run(1);
    assertThat(bench.ccl()).as("5 %/s of 200 A").isBetween(7_500, 12_500);
    assertThat(bench.bank.limits().cclReason().rule()).isEqualTo("ramp");
    bench.run(4);
    assertThat(bench.ccl()).isBetween(47_500, 52_500);
    assertThat(bench.settle().ccl()).isBetween(unlearnt(120_000), 120_000);
    assertThat(bench.dcl()).isBetween(unlearnt(120_000), 120_000);
    assertThat(bench.cvl()).isEqualTo(55_200);
    assertThat(bench.bank.limits().cclReason())
        .hasToString("pack 2 may take 25.0 % of the bank's current and is first at its 50.000 A");
  }

  @Test
  void oneReplyIsNotEnough() {
    Bench bench = new Bench(policy -> noHold(policy), 2);
    bench.run(1.75);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.view(2).limits().chargeReason())
        .hasToString("pack 2 has replied once; two replies are needed");
    bench.run(1.25);
    assertThat(bench.ccl()).isPositive();
  }

  @Test
  void aSilentPackIsHeldThenExcludedAndComesBack() {
    Bench bench = new Bench(2, 3, 4, 5).settle();
    bench.silence(5).run(5);
    assertThat(bench.view(5).phase()).isEqualTo(PackPhase.FRESH);
    assertThat(bench.ccl()).isBetween(unlearnt(120_000), 120_000);
    bench.run(2);
    assertThat(bench.view(5).phase()).isEqualTo(PackPhase.HELD);
    assertThat(bench.ccl()).as("held at 2/3 of its limit").isBetween(unlearnt(80_000), 80_000);
    assertThat(bench.bank.limits().cclReason())
        .hasToString(
            "pack 5 not heard for 7 s, limit cut to 33.333 A; it may take 25.0 % of the bank's"
                + " current");
    bench.run(0.75);
    assertThat(bench.ccl()).isLessThan(82_000);
    bench.run(0.25);
    assertThat(bench.view(5).phase()).isEqualTo(PackPhase.EXCLUDED);
    assertThat(bench.bank.warnings()).containsExactly(PackCondition.COMMUNICATION_FAULT);
    assertThat(bench.bank.alarms()).isEmpty();
    assertThat(bench.said()).contains("pack 5 is silent: excluded, the bank goes on without it");
    assertThat(bench.settle().ccl()).as("three packs").isBetween(unlearnt(90_000), 90_000);
    bench.wake(5).run(1);
    assertThat(bench.ccl()).as("one reply adds nothing").isBetween(unlearnt(90_000), 90_000);
    assertThat(bench.said()).contains("pack 5 answers again");
    assertThat(bench.settle().ccl()).isBetween(unlearnt(120_000), 120_000);
  }

  @Test
  void aDeratedPackThatFallsSilentGoesOnBoundingTheOthers() {
    Bench bench = new Bench(2, 3, 4, 5);
    bench.pack(5).cell(12, 3560);
    bench.settle();
    assertThat(bench.ccl()).as("4 × 10 A, less 40 %").isBetween(unlearnt(24_000), 24_000);
    bench.silence(5).settle();
    assertThat(bench.view(5).phase()).isEqualTo(PackPhase.EXCLUDED);
    assertThat(bench.ccl())
        .as("3 × 10 A, less 40 %%, and less for what nobody measures any more")
        .isBetween(6_000, 18_000);
    assertThat(bench.dcl())
        .as("its cell says nothing against discharging")
        .isBetween(unlearnt(90_000), 90_000);
  }

  @Test
  void aBlindBankSendsZeroWithItsLastValuesThenFallsSilentAndReturns() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).milliamperes(10_000);
    bench.settle();
    bench.silence(2, 3).run(8);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.BLIND);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isZero();
    assertThat(bench.bank.limits().chargeEnabled()).isFalse();
    assertThat(bench.bank.limits().dischargeEnabled()).isFalse();
    assertThat(bench.cvl()).isEqualTo(53_600);
    assertThat(bench.totals().soc().basisPoints()).isBetween(5000, 5040);
    assertThat(bench.totals().voltage().millivolts()).isEqualTo(52_800);
    assertThat(bench.totals().current().isZero()).isTrue();
    assertThat(bench.bank.alarms()).containsExactly(PackCondition.COMMUNICATION_FAULT);
    bench.run(59.75);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.BLIND);
    bench.run(0.25);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.SILENT);
    bench.wake(2, 3).run(1);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.RUNNING);
    assertThat(bench.ccl()).as("one reply").isZero();
    assertThat(bench.run(5).ccl()).as("still held").isZero();
    assertThat(bench.settle().ccl()).isBetween(unlearnt(60_000), 60_000);
  }

  @Test
  void aSingleReadingThatLooksBetterRaisesNothing() {
    Bench bench = new Bench(policy -> noHold(policy), 2);
    bench.pack(2).cell(12, 3580);
    bench.settle();
    int before = bench.ccl();
    bench.pack(2).cell(12, 3300);
    bench.run(1.75);
    assertThat(bench.ccl()).isEqualTo(before);
    bench.pack(2).cell(12, 3580);
    assertThat(bench.run(20).ccl()).isEqualTo(before);
    bench.pack(2).cell(12, 3300);
    assertThat(bench.run(20).ccl()).isGreaterThan(before);
  }

  @Test
  void fallsActAtOnce() {
    Bench bench = new Bench(2, 3).settle();
    bench.pack(3).cell(12, 3590);
    bench.run(1);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.bank.limits().chargeEnabled()).isFalse();
    assertThat(bench.cvl()).as("charging is stopped three ways").isEqualTo(53_600);
    assertThat(bench.dcl()).isBetween(unlearnt(60_000), 60_000);
    assertThat(bench.bank.limits().cclReason())
        .asString()
        .startsWith("pack 3 cell 12 at 3.590 V, cell-voltage curve");
    String said = "charging stopped: pack 3 cell 12 at 3.590 V, cell-voltage curve";
    assertThat(bench.said()).anyMatch(text -> text.startsWith(said));
  }

  @Test
  void aPackWhoseMosfetIsOpenLeavesTheSum() {
    Bench bench = new Bench(2, 3, 4).settle();
    assertThat(bench.ccl()).isBetween(unlearnt(90_000), 90_000);
    bench.pack(3).mosfets(false, true).reports(PackCondition.CELL_OVER_VOLTAGE).cell(12, 3650);
    bench.run(20);
    assertThat(bench.settle().ccl()).as("two packs left").isBetween(unlearnt(60_000), 60_000);
    assertThat(bench.dcl())
        .as("all three, but where the full one stands nobody knows")
        .isBetween(50_000, 90_000);
    assertThat(bench.totals().chargeBlocked()).isEqualTo(1);
    assertThat(bench.totals().dischargeBlocked()).isZero();
    assertThat(bench.bank.alarms()).as("one pack is a warning").isEmpty();
    assertThat(bench.bank.warnings()).contains(PackCondition.CELL_OVER_VOLTAGE);
  }

  @Test
  void aPackThatOpensItsMosfetNeverAlarmsTheInverterWhileOthersAreFit() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).mosfets(false, true).reports(PackCondition.CELL_OVER_VOLTAGE).cell(12, 3650);
    for (int tick = 0; tick < 40; tick++) {
      assertThat(bench.run(0.25).bank.alarms()).isEmpty();
    }
  }

  @Test
  void whenEveryPackIsBlockedThatIsTheAlarm() {
    Bench bench = new Bench(2, 3).settle();
    bench
        .packs
        .values()
        .forEach(
            pack ->
                pack.mosfets(false, true).reports(PackCondition.CELL_OVER_VOLTAGE).cell(1, 3650));
    bench.run(2);
    assertThat(bench.bank.alarms()).containsExactly(PackCondition.CELL_OVER_VOLTAGE);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isBetween(unlearnt(60_000), 60_000);
  }

  @Test
  void whatAPackReportsAndWhatStopsTheBankAreToldWithTheFiguresBehindThem() {
    Bench bench = new Bench(2, 3).settle();
    bench.pack(3).reports(PackCondition.CHARGE_UNDER_TEMPERATURE).degrees(4, 3, 5, 4);
    bench.pack(3).milliamperes(-1_500);
    bench.run(2);
    assertThat(values(bench, "pack 3 reports: too cold to charge"))
        .containsEntry("coldest-cell-decidegrees", 30L)
        .containsEntry("pack-voltage-mv", 52_800L)
        .containsEntry("current-ma", -1_500L)
        .containsKey("reading-age-ms");
    assertThat(values(bench, "charging stopped: "))
        .containsEntry("coldest-cell-decidegrees", 30L)
        .containsEntry("lowest-cell-mv", 3_300L)
        .containsEntry("bank-mv", 52_800L);
  }

  private static Map<String, Long> values(Bench bench, String words) {
    return bench.events.stream()
        .filter(event -> event.text().startsWith(words))
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void aConnectedPackThatMayNotChargeStopsTheBank() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).reports(PackCondition.CHARGE_UNDER_TEMPERATURE);
    bench.run(1);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isBetween(unlearnt(90_000), 90_000);
    assertThat(bench.bank.alarms()).containsExactly(PackCondition.CHARGE_UNDER_TEMPERATURE);
  }

  @Test
  void oneStatusThatSaysOpenDoesNotTakeAPackOutOfTheMinimum() {
    Bench bench = new Bench(2, 3, 4);
    bench.pack(3).cell(12, 3560);
    bench.settle();
    assertThat(bench.ccl()).isBetween(unlearnt(18_000), 18_000);
    bench.pack(3).mosfets(false, true);
    bench.run(1);
    assertThat(bench.ccl()).as("2 × 10 A, less 40 %").isBetween(unlearnt(12_000), 12_000);
    bench.pack(3).mosfets(true, true);
    assertThat(bench.settle().ccl()).isBetween(unlearnt(18_000), 18_000);
  }

  @Test
  void aPackThatDoesNotTellItsStatusAddsNothing() {
    BankController controller = new BankController(new Bench(2).policy);
    Bench bench = new Bench(2);
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    BankReadings readings = BankReadings.none();
    for (long t = 1000; t < 60_000; t += 1000) {
      readings = readings.with(bench.pack(2).reading(t));
      bank = controller.step(bank, readings, Moment.ofMillis(t));
    }
    assertThat(bank.limits().ccl().isZero()).isTrue();
    assertThat(bank.limits().cclReason()).asString().startsWith("pack 2 does not tell its status");
  }

  @Test
  void anEmptyBankAsksToBeChargedUntilTwentyPercent() {
    Bench bench = new Bench(2, 3);
    bench.packs.values().forEach(pack -> pack.soc(499));
    bench.settle();
    assertThat(bench.bank.limits().forceCharge()).isTrue();
    bench.packs.values().forEach(pack -> pack.milliamperes(25_000));
    bench.runUntil(() -> bench.totals().soc().basisPoints() >= 1980);
    assertThat(bench.bank.limits().forceCharge()).isTrue();
    bench.runUntil(() -> bench.totals().soc().basisPoints() >= 2000);
    assertThat(bench.bank.limits().forceCharge()).isFalse();
    bench.packs.values().forEach(pack -> pack.milliamperes(-25_000));
    bench.runUntil(() -> bench.totals().soc().basisPoints() <= 600);
    assertThat(bench.bank.limits().forceCharge()).isFalse();
  }

  @Test
  void anOverDischargedPackStopsDischargingAndAsksToBeCharged() {
    Bench bench = new Bench(2, 3).settle();
    bench.pack(3).cell(5, 2690);
    bench.run(5);
    assertThat(bench.dcl()).isZero();
    assertThat(bench.ccl()).as("charging heals it").isPositive();
    assertThat(bench.bank.limits().forceCharge()).isTrue();
    assertThat(bench.bank.alarms()).contains(PackCondition.CELL_UNDER_VOLTAGE);
    assertThat(bench.said()).contains("pack 3 cell 5 at 2.690 V: cell under-voltage, protection");
  }

  @Test
  void theHighestCellPullsTheChargeVoltageDownAtOnceAndLetsItUpSlowly() {
    Bench bench = new Bench(2, 3).settle();
    bench.pack(3).cells(3525).cell(12, 3550);
    bench.run(1);
    assertThat(bench.cvl()).as("50 mV × 16 cells less").isEqualTo(54_400);
    assertThat(bench.bank.limits().cvlReason())
        .hasToString("pack 3 cell 12 at 3.550 V lowers the charge voltage");
    bench.pack(3).cells(3400);
    bench.run(5);
    assertThat(bench.cvl()).isEqualTo(54_400);
    bench.run(5);
    assertThat(bench.cvl()).isBetween(54_500, 54_700);
    assertThat(bench.settle().cvl()).isEqualTo(55_200);
  }

  @Test
  void aMonthWithoutAFullChargeAsksForOne() {
    Bench bench = new Bench(2).settle();
    assertThat(bench.bank.limits().fullChargeRequest()).isFalse();
    bench.leap(Duration.ofDays(30)).settle();
    assertThat(bench.bank.limits().fullChargeRequest()).isTrue();
    bench.pack(2).degrees(2, 2, 2, 2);
    assertThat(bench.run(5).bank.limits().fullChargeRequest())
        .as("not while charging is not allowed")
        .isFalse();
    bench.pack(2).degrees(20, 20, 20, 20);
    assertThat(bench.settle().bank.limits().fullChargeRequest()).isTrue();
    bench.pack(2).cells(3500);
    assertThat(bench.run(302).bank.limits().fullChargeRequest())
        .as("at rest at 56 V for five minutes: full")
        .isFalse();
  }

  @Test
  void afterAStallLimitsRiseFromZeroAgain() {
    Bench bench = new Bench(2).settle();
    assertThat(bench.ccl()).isEqualTo(50_000);
    bench.leap(Duration.ofSeconds(4)).poll().step();
    assertThat(bench.ccl()).isZero();
    assertThat(bench.run(8).ccl()).isBetween(1, 20_000);
  }

  @Test
  void aPackThatCarriesCurrentIsConnectedWhateverItsFlagSays() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).cell(12, 3650).milliamperes(25_000).mosfets(false, true);
    assertThat(bench.settle().ccl()).isZero();
  }

  @Test
  void aFailedMosfetIsNoOpenMosfet() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).mosfets(false, true).fails(PackCondition.CHARGE_MOS_FAULT);
    bench.settle();
    assertThat(bench.ccl()).isZero();
    assertThat(bench.bank.limits().cclReason())
        .asString()
        .startsWith("pack 3 reports: charge MOSFET failed");
  }

  @Test
  void aPackWhoseAnswersCannotBeBelievedStopsTheBankAndThatIsTheAlarm() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.doubt(3).run(1);
    assertThat(bench.ccl())
        .as("one such answer may be a damaged frame")
        .isBetween(unlearnt(90_000), 90_000);
    bench.run(1);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.bank.limits().cclReason())
        .asString()
        .startsWith("pack 3 cannot be believed: cell 3 at 0 mV");
    assertThat(bench.run(31).bank.alarms()).contains(PackCondition.COMMUNICATION_FAULT);
  }

  @Test
  void aPackThatWasNeverBelievableStopsTheBankToo() {
    Bench bench = new Bench(2, 3, 4).doubt(3).settle();
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isZero();
  }

  @Test
  void aSensorThatDisappearsLeavesNothingInDoubt() {
    Bench bench = new Bench(2);
    bench.pack(2).degrees(30, 30, 54, 30);
    assertThat(bench.settle().ccl()).isEqualTo(10_000);
    bench.pack(2).degrees(30, 30, 30);
    assertThat(bench.settle().ccl()).isZero();
    assertThat(bench.bank.limits().cclReason())
        .asString()
        .startsWith("pack 2 tells 3 cell temperatures, it told 4");
  }

  @Test
  void anOverDischargedPackThatFallsSilentSleepsAndLeavesTheOthersAlone() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).cell(5, 2690).reports(PackCondition.CELL_UNDER_VOLTAGE).mosfets(true, false);
    bench.run(5).silence(3).run(60);
    assertThat(bench.view(3).phase()).isEqualTo(PackPhase.ASLEEP);
    assertThat(bench.settle().dcl()).as("two packs").isBetween(50_000, 61_000);
    assertThat(bench.bank.limits().forceCharge()).as("about now it looks for charge").isTrue();
    assertThat(bench.run(1800).bank.limits().forceCharge()).as("it sleeps").isFalse();
    assertThat(bench.said()).anyMatch(text -> text.startsWith("pack 3 is asleep, for"));
    bench.leap(Duration.ofMinutes(206)).settle();
    assertThat(bench.bank.limits().forceCharge()).as("it should wake about now").isTrue();
    bench.pack(3).cell(5, 2750);
    bench.wake(3).run(3);
    assertThat(bench.said()).anyMatch(text -> text.startsWith("pack 3 is awake again after"));
  }

  @Test
  void aPackThatComesBackAtAnotherVoltageIsNotCountedUntilItIsOnTheBus() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.silence(4).run(20);
    bench.packs.values().forEach(pack -> pack.milliamperes(5_000));
    bench.pack(4).cells(3150).milliamperes(0);
    bench.wake(4).run(10);
    assertThat(bench.view(4).limits().charge().isZero()).isTrue();
    assertThat(bench.view(4).limits().chargeReason().text())
        .startsWith("pack 4 returns at 50.40 V to a bus at 52.80 V: expect 80–200 A into it");
    assertThat(bench.events).anyMatch(event -> event.rule().equals("inrush"));
    bench.pack(4).cells(3298);
    bench.run(5);
    assertThat(bench.view(4).limits().charge().isZero()).as("level with the bus").isFalse();
  }

  @Test
  void aBankWhoseEveryPackIsFullStepsGentlyDownToFloat() {
    Bench bench = new Bench(2, 3);
    bench.packs.values().forEach(pack -> pack.cells(3500).milliamperes(1_000));
    bench.settle();
    assertThat(bench.cvl()).isEqualTo(55_200);
    bench.run(270);
    assertThat(bench.said())
        .anyMatch(text -> text.contains("charge voltage held at 1.000 A: full"));
    int falling = bench.cvl();
    assertThat(bench.run(10).cvl()).as("2 mV a second").isBetween(falling - 40, falling - 10);
    assertThat(bench.run(1100).cvl()).isEqualTo(54_000);
    assertThat(bench.ccl()).as("a load may be fed past the bank").isPositive();
    bench.packs.values().forEach(pack -> pack.cells(3320).milliamperes(-10_000));
    assertThat(bench.run(70).said()).anyMatch(text -> text.contains("charging may resume"));
    assertThat(bench.settle().cvl()).isEqualTo(55_200);
  }

  @Test
  void anIdleBankIsLeftToSleepWhereThatWasAskedForAndLookedAtNowAndThen() {
    Duration hour = Duration.ofHours(1);
    QuietPolicy quiet = new QuietPolicy(true, hour, hour, Duration.ofMinutes(1));
    Bench bench = new Bench(policy -> policy.withQuiet(quiet), 2, 3).settle();
    bench.run(3500);
    assertThat(bench.bank.asks()).isTrue();
    bench.run(30);
    assertThat(bench.bank.asks()).as("idle for an hour").isFalse();
    bench.silence(2, 3).run(20);
    assertThat(bench.view(2).phase()).as("not lost: nobody asks").isEqualTo(PackPhase.ASLEEP);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.said()).noneMatch(text -> text.contains("excluded"));
    bench.run(3600);
    assertThat(bench.bank.asks()).as("a look").isTrue();
    bench.packs.values().forEach(pack -> pack.milliamperes(-3000));
    bench.wake(2, 3).run(70);
    assertThat(bench.bank.asks()).as("somebody takes current").isTrue();
    assertThat(bench.dcl()).isPositive();
  }

  @Test
  void anOperatorsResetEndsALock() {
    Bench bench = new Bench(2, 3).settle();
    for (int trip = 0; trip < 10; trip++) {
      bench.pack(2).milliamperes(-112_000);
      bench.run(5);
      bench.pack(2).milliamperes(0);
      bench.run(62);
    }
    assertThat(bench.settle().dcl()).as("locked at the tenth").isZero();
    assertThat(bench.bank.limits().dclReason().text()).contains("pack 2 locked: discharge over");
    bench.command(new BankCommand.ResetPack(PackId.of(2)));
    assertThat(bench.settle().dcl()).isPositive();
    assertThat(bench.said()).anyMatch(text -> text.contains("reset"));
  }

  @Test
  void aRestartForgetsNoLock() {
    Bench bench = new Bench(2).settle();
    bench.pack(2).cell(3, 3601);
    bench.run(5);
    bench.pack(2).cell(3, 3450);
    bench.run(5);
    assertThat(bench.ccl()).as("released at 3.300 V only").isZero();
    bench.restart().settle();
    assertThat(bench.ccl()).isZero();
    assertThat(bench.bank.limits().cclReason().text()).contains("protected: cell over-voltage");
  }

  @Test
  void aPackThatFellSilentAtZeroBindsTheOthersForTenMinutesAndNotForEver() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).degrees(60, 60, 60, 60);
    bench.run(5).silence(3).run(60);
    assertThat(bench.dcl()).isZero();
    assertThat(bench.bank.alarms()).contains(PackCondition.COMMUNICATION_FAULT);
    bench.run(600).settle();
    assertThat(bench.dcl()).as("two packs, less 40 %").isBetween(unlearnt(60_000), 60_000);
    assertThat(bench.bank.limits().forceCharge()).isFalse();
  }

  @Test
  void coldStopsTheChargeWithoutEmptyingTheBankIntoTheGrid() {
    Bench bench = new Bench(2);
    bench.pack(2).cells(3440);
    bench.settle();
    assertThat(bench.cvl()).isEqualTo(55_200);
    bench.pack(2).degrees(4, 20, 20, 20);
    bench.run(4);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isPositive();
    assertThat(bench.cvl()).as("where the bank is").isEqualTo(55_040);
    bench.pack(2).cells(3400);
    assertThat(bench.run(2).cvl()).as("and down with it").isEqualTo(54_400);
    bench.pack(2).cells(3430);
    assertThat(bench.settle().cvl()).as("but not up").isEqualTo(54_400);
  }

  @Test
  void aBankThatBeginsColdIsNotEmptiedIntoTheGridEither() {
    Bench bench = new Bench(2);
    bench.pack(2).cells(3440).degrees(4, 20, 20, 20);
    for (int quarter = 0; quarter < 120; quarter++) {
      bench.run(0.25);
      if (bench.dcl() > 0) {
        assertThat(bench.cvl()).as("where the bank is").isEqualTo(55_040);
      }
    }
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isPositive();
  }

  @Test
  void whereAStallEndsTheChargeVoltageIsNotBelowTheBanksOwn() {
    Bench bench = new Bench(2);
    bench.pack(2).cells(3430);
    bench.settle().leap(Duration.ofSeconds(4)).poll().step();
    assertThat(bench.dcl()).isZero();
    assertThat(bench.cvl()).isEqualTo(53_600);
    bench.runUntil(() -> bench.dcl() > 0);
    assertThat(bench.cvl()).isBetween(54_880, 55_200);
  }

  @Test
  void oneLateAnswerCostsNoWaitBesideTheRamp() {
    Bench bench = new Bench(2, 3, 4, 5).settle();
    int before = bench.ccl();
    bench.silence(5).run(6.75);
    assertThat(bench.ccl()).isLessThan(before * 8 / 10);
    bench.wake(5).run(5);
    assertThat(bench.ccl()).isCloseTo(before, withinPercentage(1));
  }

  @Test
  void aPackThatIsGoneAsksForNoFullChargeUntilItIsBack() {
    Bench bench = new Bench(2, 3).settle();
    bench.packs.values().forEach(pack -> pack.cells(3500));
    bench.run(310).packs.values().forEach(pack -> pack.cells(3330));
    bench.silence(3).run(1200).leap(Duration.ofDays(20));
    bench.pack(2).cells(3500);
    bench.run(310).pack(2).cells(3330);
    bench.run(120).leap(Duration.ofDays(15)).settle();
    assertThat(bench.bank.limits().fullChargeRequest()).as("pack 2 was full 15 days ago").isFalse();
    bench.wake(3).settle();
    assertThat(bench.bank.limits().fullChargeRequest()).as("pack 3 35 days ago").isTrue();
  }

  @Test
  void timeThatSeemsToRunBackwardsChangesNothing() {
    Bench bench = new Bench(2).settle();
    BankSnapshot again =
        new BankController(bench.policy).step(bench.bank, BankReadings.none(), Moment.ofMillis(5));
    assertThat(again.at()).isEqualTo(bench.bank.at());
    assertThat(again.limits()).isEqualTo(bench.bank.limits());
  }

  private static BankPolicy silentAfter(BankPolicy policy, Duration silent) {
    BankPolicy.Ages ages = policy.ages();
    return policy.withAges(
        new BankPolicy.Ages(ages.fresh(), ages.excluded(), ages.absent(), silent));
  }

  private static BankPolicy noHold(BankPolicy policy) {
    return policy.withRise(new BankPolicy.Rise(Duration.ZERO, policy.rise().perSecondPerMille()));
  }
}
