package io.bankd.protect;

import static io.bankd.pack.PackCondition.CELL_OVER_VOLTAGE;
import static io.bankd.pack.PackCondition.CHARGE_OVER_CURRENT;
import static io.bankd.pack.PackCondition.DISCHARGE_OVER_CURRENT;
import static io.bankd.pack.PackCondition.SHORT_CIRCUIT;
import static io.bankd.protect.Level.LOCKED;
import static io.bankd.protect.Level.NORMAL;
import static io.bankd.protect.Level.PROTECTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.spec.Settings;
import io.bankd.spec.SettingsResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Over-currents that come back again and again, and those that only the pack itself can see. */
class ProtectionLockTest {
  private static final int HOUR = 3_600_000;

  private final ProtectionBench bench = new ProtectionBench();
  private long now;

  private static TestPack drawing(int milliamperes) {
    return new TestPack(7).milliamperes(-milliamperes);
  }

  /** 120 A out of the pack until PROT-6 trips, then none until it releases by itself. */
  private void trip() {
    bench.read(now, drawing(120_000));
    bench.read(now + 3000, drawing(120_000));
    now += 63_000;
    bench.read(now, drawing(0));
    now += 1000;
  }

  private void trip(int times) {
    for (int i = 0; i < times; i++) {
      trip();
    }
  }

  private void calm(long millis, int milliamperes) {
    for (long end = now + millis; now <= end; now += 5000) {
      bench.read(now, drawing(milliamperes));
    }
  }

  @Test
  void theTenthInARowLocksAndSaysHowItIsReleased() {
    trip(10);
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
    assertThat(bench.state.locked()).containsExactly(DISCHARGE_OVER_CURRENT);
    assertThat(bench.state.protections()).contains(DISCHARGE_OVER_CURRENT);
    assertThat(bench.state.blocks(Direction.DISCHARGE)).isTrue();
    assertThat(bench.state.blocks(Direction.CHARGE)).isFalse();
    assertThat(bench.said())
        .contains(
            "PROT-6 pack 7 discharge current at 120.000 A: discharge over-current, protection, 9 of"
                + " 10 in a row")
        .endsWith(
            "PROT-6 pack 7 discharge current at 120.000 A: discharge over-current, protection,"
                + " locked after 10 in a row: only a reset or charging with more than 1.000 A"
                + " releases it");
    Event locked = bench.log.get(bench.log.size() - 1);
    assertThat(locked.severity()).isEqualTo(Severity.ALARM);
    assertThat(locked.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "discharge-current-ma", 120_000L,
                "threshold-ma", 110_000L,
                "current-ma", -120_000L,
                "soc-basis-points", 5000L,
                "trips-in-a-row", 10L,
                "locks-after", 10L));
  }

  @Test
  void aLockIsReleasedByMoreThanOneAmpereTheOtherWay() {
    trip(10);
    bench.read(now, drawing(-1000));
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
    bench.read(now + 1000, drawing(-1001));
    assertThat(bench.level("PROT-6")).isEqualTo(NORMAL);
    assertThat(bench.row("PROT-6")).isZero();
    assertThat(bench.said())
        .endsWith(
            "PROT-6 pack 7 discharge current at 0.000 A: discharge over-current, lock released by"
                + " current the other way");
    assertThat(bench.log.get(bench.log.size() - 1).severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void aLockOnChargingIsReleasedByDischarging() {
    for (int i = 0; i < 10; i++) {
      bench.read(now, drawing(-115_000));
      bench.read(now + 3000, drawing(-115_000));
      bench.read(now + 63_000, drawing(0));
      now += 64_000;
    }
    assertThat(bench.state.locked()).containsExactly(CHARGE_OVER_CURRENT);
    assertThat(bench.said().get(bench.said().size() - 1)).contains("discharging with more than");
    bench.read(now, drawing(1001));
    assertThat(bench.state.locked()).isEmpty();
  }

  @Test
  void chargingBetweenTripsEndsTheRow() {
    trip(9);
    bench.read(now, drawing(-1001));
    now += 1000;
    trip(9);
    assertThat(bench.level("PROT-6")).isEqualTo(NORMAL);
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
  }

  @Test
  void anHourWithoutATripEndsTheRow() {
    trip(9);
    calm(HOUR, 50_000);
    assertThat(bench.row("PROT-6")).isZero();
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(NORMAL);
    assertThat(bench.row("PROT-6")).isEqualTo(1);
  }

  @Test
  void lessThanAnHourDoesNot() {
    trip(9);
    calm(HOUR - 10_000, 50_000);
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
  }

  @Test
  void anHourOfSilenceIsNoHourWithoutATrip() {
    trip(9);
    bench.read(now, drawing(0));
    now += 2 * HOUR;
    bench.read(now, drawing(0));
    now += 1000;
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
  }

  @Test
  void aTouchOfTheThresholdBeginsTheHourAnew() {
    trip(9);
    calm(HOUR / 2, 0);
    bench.read(now, drawing(110_000));
    now += 1000;
    calm(HOUR / 2 + 10_000, 0);
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
  }

  @Test
  void aResetClearsLocksAndRowsAndWhatIsStillBadTripsAgain() {
    trip(10);
    bench.reset(now);
    assertThat(bench.level("PROT-6")).isEqualTo(NORMAL);
    assertThat(bench.row("PROT-6")).isZero();
    assertThat(bench.said())
        .endsWith("PROT-6 pack 7: discharge over-current, lock cleared by reset");
    bench.read(now, drawing(120_000));
    bench.read(now + 2999, drawing(120_000));
    assertThat(bench.level("PROT-6")).isLessThan(PROTECTION);
    bench.read(now + 3000, drawing(120_000));
    assertThat(bench.level("PROT-6")).isEqualTo(PROTECTION);
  }

  @Test
  void aResetEndsARowThatHasNotLockedYet() {
    trip(9);
    bench.reset(now);
    assertThat(bench.said().get(bench.said().size() - 1)).doesNotContain("reset");
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(NORMAL);
  }

  @Test
  void aResetIsNoWayAroundTheReleaseOfACellVoltage() {
    bench.read(0, new TestPack(7).cell(12, 3600));
    bench.read(3000, new TestPack(7).cell(12, 3600));
    bench.reset(4000);
    assertThat(bench.level("PROT-1")).isEqualTo(PROTECTION);
  }

  @Test
  void aShortCircuitIsSeenThroughThePacksFlagAndHeldWhileItStands() {
    bench.read(0, drawing(20_000));
    bench.status(500, new TestPack(7).reports(SHORT_CIRCUIT));
    assertThat(bench.state.protections()).containsExactly(SHORT_CIRCUIT);
    assertThat(bench.said())
        .containsExactly("PROT-8 pack 7 itself reports: short circuit, protection");
    bench.read(1000, drawing(0));
    assertThat(bench.level("PROT-8")).as("the pack's MOSFET is open").isEqualTo(PROTECTION);
    bench.status(4500, new TestPack(7));
    assertThat(bench.level("PROT-8")).as("the load is not seen to be gone").isEqualTo(PROTECTION);
    bench.read(5000, drawing(1001));
    assertThat(bench.level("PROT-8")).isEqualTo(PROTECTION);
    bench.read(6000, drawing(1000));
    assertThat(bench.level("PROT-8")).isEqualTo(NORMAL);
  }

  @Test
  void aFlagTooFastForTheBusCountsInTheRowOfOverCurrent2() {
    for (int i = 0; i < 10; i++) {
      bench.status(now, new TestPack(7).reports(DISCHARGE_OVER_CURRENT));
      bench.read(now + 1000, drawing(0));
      bench.status(now + 30_000, new TestPack(7).reports(DISCHARGE_OVER_CURRENT));
      assertThat(bench.row("PROT-7")).as("the same flag again is no trip").isEqualTo(i + 1);
      bench.status(now + 59_000, new TestPack(7));
      bench.read(now + 60_000, drawing(0));
      now += 61_000;
    }
    assertThat(bench.level("PROT-7")).isEqualTo(LOCKED);
    assertThat(bench.level("PROT-6")).isEqualTo(NORMAL);
  }

  @Test
  void aFlagForWhatWasSeenComingIsThatRuleAndNoSecondTrip() {
    bench.read(0, drawing(120_000));
    bench.status(1000, new TestPack(7).reports(DISCHARGE_OVER_CURRENT));
    assertThat(bench.row("PROT-6")).isEqualTo(1);
    assertThat(bench.row("PROT-7")).isZero();

    ProtectionBench second = new ProtectionBench();
    second.read(0, drawing(120_000));
    second.read(3000, drawing(120_000));
    second.status(4000, new TestPack(7).reports(DISCHARGE_OVER_CURRENT));
    assertThat(second.row("PROT-6")).isEqualTo(1);
    assertThat(second.row("PROT-7")).isZero();
    second.read(70_000, drawing(0));
    assertThat(second.level("PROT-6")).as("held while the pack reports it").isEqualTo(PROTECTION);
    second.status(71_000, new TestPack(7));
    second.read(72_000, drawing(0));
    assertThat(second.level("PROT-6")).isEqualTo(NORMAL);
  }

  @Test
  void aFlagThatStillStandsAfterAResetTripsAnew() {
    for (int i = 0; i < 10; i++) {
      bench.status(now, new TestPack(7).reports(CHARGE_OVER_CURRENT));
      bench.status(now + 1000, new TestPack(7));
      bench.read(now + 61_000, drawing(0));
      now += 62_000;
    }
    assertThat(bench.level("PROT-5")).isEqualTo(LOCKED);
    bench.status(now, new TestPack(7).reports(CHARGE_OVER_CURRENT));
    bench.reset(now + 1000);
    assertThat(bench.level("PROT-5")).isEqualTo(NORMAL);
    bench.status(now + 2000, new TestPack(7).reports(CHARGE_OVER_CURRENT));
    assertThat(bench.level("PROT-5")).isEqualTo(PROTECTION);
  }

  @Test
  void currentTheOtherWayReleasesEvenWhileThePacksOldStatusStands() {
    bench.status(0, new TestPack(7).reports(SHORT_CIRCUIT));
    bench.read(1000, drawing(-5000));
    assertThat(bench.level("PROT-8")).isEqualTo(NORMAL);
    bench.status(2000, new TestPack(7).reports(SHORT_CIRCUIT));
    assertThat(bench.level("PROT-8")).as("the same flag, not a new one").isEqualTo(NORMAL);
  }

  @Test
  void flagsTheRulesSeeThemselvesAreLeftToThePack() {
    bench.status(0, new TestPack(7).reports(CELL_OVER_VOLTAGE));
    assertThat(bench.state.protections()).isEmpty();
    assertThat(bench.log).isEmpty();
  }

  @Test
  void newFiguresTakeOverWhereTheOldOnesStood() {
    trip(4);
    bench.rules(locksAfter(5));
    trip();
    assertThat(bench.level("PROT-6")).isEqualTo(LOCKED);
  }

  private static List<ProtectionRule> locksAfter(int trips) {
    Settings settings =
        Settings.FACTORY.with("prot-6.locks-after", new Settings.Choice(trips, "test", false));
    return ((SettingsResult.Applied) PackSpec.AM5000.with(settings)).spec().protections();
  }
}
