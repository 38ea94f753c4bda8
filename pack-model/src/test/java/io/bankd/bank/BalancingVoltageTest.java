package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.unit.Voltage;
import org.junit.jupiter.api.Test;

/** BAL-1: the charge voltage of three packs of which pack 3 has a cell that is full first. */
class BalancingVoltageTest {
  private final Bench bench = new Bench(2, 3, 4);

  private void nearFull(int others, int cell12) {
    bench.packs.values().forEach(pack -> pack.cells(3450).milliamperes(1000));
    bench.pack(3).cells(others).cell(12, cell12);
  }

  private Voltage cvl() {
    return bench.bank.limits().cvl();
  }

  @Test
  void aCellThatStaysShortOfBalancingIsChargedOnAboveTheVoltageWanted() {
    nearFull(3448, 3480);
    bench.run(60);
    assertThat(cvl()).isEqualTo(Voltage.ofMillivolts(15 * 3448 + 3520));
    assertThat(cvl()).isGreaterThan(bench.policy.voltages().charge());
    assertThat(bench.bank.limits().cvlReason())
        .hasToString("pack 3 has to balance its cells, up to 55.240 V");
  }

  @Test
  void aBalancingCellStandsAtItsCeilingAndAboveItTheVoltageFalls() {
    nearFull(3400, 3515);
    bench.run(60);
    assertThat(cvl()).isEqualTo(Voltage.ofMillivolts(15 * 3400 + 3520));
    assertThat(bench.bank.limits().cvlReason())
        .hasToString("pack 3 balances its cells, held at 54.520 V");
    nearFull(3400, 3525);
    bench.run(2);
    assertThat(cvl()).isEqualTo(Voltage.ofMillivolts(15 * 3400 + 3520 - 5 * 16));
  }

  @Test
  void whileMuchFlowsACellIsHeldAtItsOrdinaryCeiling() {
    nearFull(3400, 3515);
    bench.pack(3).milliamperes(12_000);
    bench.run(60);
    assertThat(cvl()).isEqualTo(Voltage.ofMillivolts(15 * 3400 + 3520 - 15 * 16));
  }

  /** How often it moves in four minutes of loads that come and go every ten seconds. */
  private int moved(int swing) {
    int moved = 0;
    int before = bench.cvl();
    for (int second = 0; second < 240; second++) {
      bench.pack(3).milliamperes(second / 10 % 2 == 0 ? 8000 : swing);
      bench.run(1);
      moved += bench.cvl() == before ? 0 : 1;
      before = bench.cvl();
    }
    return moved;
  }

  @Test
  void aCurrentThatSwingsDoesNotMoveTheVoltageEachTime() {
    nearFull(3448, 3519);
    bench.run(60);
    assertThat(moved(12_000)).as("by a few amperes").isZero();
    assertThat(moved(20_000)).as("by many: down once").isEqualTo(1);
    assertThat(cvl()).isEqualTo(Voltage.ofMillivolts(15 * 3448 + 3520 - 19 * 16));
  }

  /** Minutes above the voltage wanted, of so many at these voltages, after a night. */
  private int minutesAbove(int minutes, int others, int cell12) {
    bench.packs.values().forEach(pack -> pack.cells(3350).milliamperes(-1000));
    bench.run(60);
    nearFull(others, cell12);
    int above = 0;
    for (int minute = 0; minute < minutes; minute++) {
      above += bench.run(60).cvl() > bench.policy.voltages().charge().millivolts() ? 1 : 0;
    }
    return above;
  }

  @Test
  void aPackThatNeverSaysThatItBalancesKeepsTheBankAboveForTenMinutesOnce() {
    assertThat(minutesAbove(30, 3460, 3515)).isBetween(5, 11);
    assertThat(minutesAbove(30, 3460, 3515)).as("the next day").isZero();
  }

  @Test
  void whoseCellNeverGetsToWhereItCouldBalanceKeepsItThereForAnHourADay() {
    assertThat(minutesAbove(90, 3448, 3480)).isBetween(50, 60);
  }

  @Test
  void aSilentPackLetsNothingRiseAboveTheVoltageWanted() {
    nearFull(3448, 3480);
    bench.run(60).silence(4).run(30);
    assertThat(cvl()).isLessThanOrEqualTo(bench.policy.voltages().charge());
    bench.wake(4).run(60);
    assertThat(cvl()).isGreaterThan(bench.policy.voltages().charge());
  }

  @Test
  void norAfterElevenMinutesOfSilenceNorOverARestart() {
    Voltage wanted = bench.policy.voltages().charge();
    nearFull(3448, 3480);
    bench.run(60).silence(4).run(11 * 60);
    assertThat(bench.view(4).phase()).isEqualTo(PackPhase.EXCLUDED);
    assertThat(cvl()).isLessThanOrEqualTo(wanted);
    bench.restart();
    for (int second = 0; second < 360; second++) {
      assertThat(bench.run(1).cvl()).isLessThanOrEqualTo(wanted.millivolts());
    }
    assertThat(bench.view(4).phase()).isEqualTo(PackPhase.ABSENT);
    bench.wake(4).run(60);
    assertThat(cvl()).isGreaterThan(wanted);
  }

  @Test
  void aPackThatLastSaidItsChargeMosfetIsOpenIsNotWaitedFor() {
    nearFull(3448, 3480);
    bench.pack(4).mosfets(false, false).milliamperes(0);
    bench.run(60).silence(4).run(120);
    assertThat(bench.view(4).phase().isOnline()).isFalse();
    assertThat(cvl()).isGreaterThan(bench.policy.voltages().charge());
  }

  @Test
  void whoseHighestVoltageIsTheOneWantedIsNotChargedAboveIt() {
    BankPolicy.Voltages own = bench.policy.voltages();
    BankPolicy.Voltages tight =
        new BankPolicy.Voltages(own.charge(), own.charge(), own.rest(), own.discharge());
    Bench other = new Bench(policy -> policy.withVoltages(tight), 2, 3, 4);
    other.packs.values().forEach(pack -> pack.cells(3450).milliamperes(1000));
    other.pack(3).cells(3448).cell(12, 3480);
    other.run(60);
    assertThat(other.bank.limits().cvl()).isEqualTo(own.charge());
    assertThat(other.bank.limits().cvlReason().rule()).isEqualTo("charge-voltage");
  }

  @Test
  void anEvenBankFloatsGentlyFromWhereItWasHeld() {
    nearFull(3448, 3515);
    bench.run(400);
    assertThat(bench.bank.packs()).allMatch(pack -> pack.life().chargeEnd().finished());
    assertThat(cvl()).as("full, and held").isEqualTo(Voltage.ofMillivolts(15 * 3448 + 3520));
    nearFull(3487, 3515);
    bench.run(2);
    Voltage begun = cvl();
    assertThat(bench.bank.limits().cvlReason().rule()).isEqualTo("float");
    bench.run(60);
    assertThat(begun.minus(cvl()).millivolts()).isBetween(116, 124);
    bench.run(1200);
    assertThat(cvl()).isEqualTo(Voltage.ofMillivolts(54_000));
  }
}
