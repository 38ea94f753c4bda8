package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.LimitStep;
import io.bankd.obey.Stage;
import io.bankd.obey.Way;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Ratio;
import org.junit.jupiter.api.Test;

/** The bank's limits under an inverter that does not obey. */
class ObeyingTest {
  private static Bench carrying(int milliamperes) {
    Bench bench = new Bench(2, 3).settle();
    bench.packs.values().forEach(pack -> pack.milliamperes(milliamperes));
    return bench;
  }

  @Test
  void whatIsTakenSaysWhyAndWhatThePacksAllow() {
    Bench bench = carrying(-90_000);
    int allowed = bench.dcl();
    assertThat(allowed).as("180 A flow").isBetween(50_000, 100_000);
    bench.run(80);
    assertThat(bench.bank.obedience().stage(Way.DISCHARGE)).isEqualTo(Stage.STOPPED);
    BankLimits limits = bench.bank.limits();
    assertThat(limits.dcl().isZero()).isTrue();
    assertThat(limits.dischargeEnabled()).isFalse();
    assertThat(limits.chargeEnabled()).as("independent").isTrue();
    assertThat(limits.dclReason().rule()).isEqualTo("obedience");
    assertThat(limits.dclReason().otherwise()).first().extracting(LimitStep::limit).isNotNull();
    assertThat(bench.said()).anyMatch(text -> text.startsWith("discharging stopped: the inverter"));
    assertThat(bench.bank.alarms()).as("no cell is in danger").isEmpty();
  }

  @Test
  void aCellAtItsEndMakesItABankAlarm() {
    Bench bench = carrying(-90_000);
    bench.run(80);
    bench.pack(3).cell(7, 2690);
    bench.run(2);
    assertThat(bench.bank.alarms()).contains(PackCondition.DISCHARGE_OVER_CURRENT);
    assertThat(bench.said()).anyMatch(text -> text.contains("which harms cells: switch it off"));
  }

  @Test
  void anInverterThatCannotBeToldIsAccusedOfNothing() {
    Bench bench = carrying(-90_000);
    int allowed = bench.dcl();
    bench.cutOff().run(80);
    assertThat(bench.bank.obedience().stage(Way.DISCHARGE)).isEqualTo(Stage.OBEYS);
    assertThat(bench.dcl()).as("no lever").isBetween(allowed, 100_000);
    assertThat(bench.said()).anyMatch(text -> text.contains("the inverter could not be told"));
    assertThat(bench.said()).noneMatch(text -> text.contains("does not heed"));
    assertThat(bench.bank.alarms()).isEmpty();

    bench.pack(3).cell(7, 2690);
    bench.run(2);
    assertThat(bench.bank.alarms()).contains(PackCondition.DISCHARGE_OVER_CURRENT);
  }

  @Test
  void aRestartIsNoWayOut() {
    Bench bench = carrying(90_000);
    bench.packs.values().forEach(pack -> pack.cells(3400));
    bench.run(80);
    int pulled = bench.cvl();
    assertThat(pulled).isLessThan(54_400);
    bench.restart().run(30);
    assertThat(bench.cvl()).isLessThanOrEqualTo(pulled);
    assertThat(bench.bank.obedience().stage(Way.CHARGE).pullsALever()).isTrue();
  }

  @Test
  void anInverterThatMeasuresMoreThanThePacksLowersTheLimit() {
    Bench bench = carrying(20_000);
    bench.inverterMeasures(50_000).run(200);
    assertThat(bench.bank.obedience().sensorRatio(Direction.CHARGE)).isEqualTo(Ratio.ofPercent(80));
    assertThat(bench.bank.limits().cclReason().rule()).isEqualTo("sensor-check");
    assertThat(bench.said()).anyMatch(text -> text.contains("40.000 A together, the inverter 50"));
  }
}
