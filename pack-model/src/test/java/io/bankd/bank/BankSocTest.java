package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The bank's two states of charge (BANK-4). */
class BankSocTest {
  private static final long ONE = BankSoc.ONE;

  /* 2 · 50 A on 100 Ah, and 0.1 % a second: basis points, and one for rounding. */
  private static final double PER_SECOND = 12.8;

  @Test
  void energyIsWeightedByWhatHealthLeavesOfEachPack() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(1000).soh(50);
    bench.pack(3).soc(9000).soh(100);
    bench.run(3);
    assertThat(bench.totals().soc().basisPoints()).isCloseTo(6333, within(1));
    assertThat(bench.totals().full().milliampereHours()).isEqualTo(150_000);
    assertThat(bench.totals().remaining().milliampereHours()).isEqualTo(95_000);
  }

  @Test
  void towardsEmptyTheEmptiestPackRulesAndTowardsFullTheFullest() {
    assertThat(cutOff(0, 6000)).as("one is empty").isZero();
    assertThat(cutOff(500, 6000)).isEqualTo(1111);
    assertThat(cutOff(4000, 6000)).as("half way between both ends").isEqualTo(5000);
    assertThat(cutOff(4000, 9500)).isEqualTo(8888);
    assertThat(cutOff(4000, 10_000)).as("one is full").isEqualTo(10_000);
    assertThat(cutOff(3210, 3210)).as("all alike").isEqualTo(3210);
  }

  private static int cutOff(int... socs) {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(socs[0]);
    bench.pack(3).soc(socs[1]);
    return bench.run(3).totals().cutOffSoc().basisPoints();
  }

  @Test
  void aPackWhoseMosfetIsOpenNoLongerEndsTheDischargeAndTheValueDoesNotJump() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(200);
    bench.pack(3).soc(8000);
    bench.settle();
    assertThat(bench.totals().cutOffSoc()).isEqualTo(Ratio.ofBasisPoints(909));
    bench.pack(2).mosfets(true, false);
    bench.run(60);
    assertThat(bench.totals().cutOffSoc().basisPoints())
        .isBetween(909 + 500, 909 + (int) (60 * PER_SECOND));
    bench.run(900);
    assertThat(bench.totals().cutOffSoc()).as("of pack 3 alone").isEqualTo(Ratio.ofPercent(80));
  }

  @Test
  void onePackThatIsFullDoesNotHideThatTheOthersAreNot() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(9900).cells(3500);
    bench.pack(3).soc(7000).cells(3400);
    bench.run(302);
    assertThat(bench.view(2).life().chargeEnd().finished()).isTrue();
    bench.run(600);
    assertThat(bench.totals().cutOffSoc()).isEqualTo(Ratio.ofPercent(70));
  }

  @Test
  void aPackThatReturnsAfterDaysMovesBothValuesAtThatPaceOnly() {
    Bench bench = new Bench(2, 3).silence(3);
    bench.pack(2).soc(9000);
    bench.run(60);
    assertThat(bench.totals().soc()).isEqualTo(Ratio.ofPercent(90));
    bench.pack(3).soc(1000);
    bench.wake(3).run(10);
    int least = 9000 - (int) (10 * PER_SECOND) - 1;
    assertThat(bench.totals().soc().basisPoints()).isBetween(least, 8999);
    assertThat(bench.totals().cutOffSoc().basisPoints()).isBetween(least, 8999);
    bench.run(900);
    assertThat(bench.totals().soc()).isEqualTo(Ratio.ofPercent(50));
  }

  @Test
  void aRestartGoesOnFromWhatWasTold() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(2000);
    bench.pack(3).soc(8000);
    bench.settle().silence(2).run(700);
    int before = bench.totals().cutOffSoc().basisPoints();
    assertThat(before).as("on its way from 50 to 80 %").isBetween(5100, 7900);
    bench.restart().wake(2).run(1);
    assertThat(bench.totals().cutOffSoc().basisPoints())
        .isCloseTo(before, within((int) PER_SECOND + 1));
  }

  @Test
  void withNoPackConnectedWhatWasToldStays() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(2000);
    bench.pack(3).soc(6000);
    bench.settle();
    bench.packs.values().forEach(pack -> pack.mosfets(false, false));
    bench.run(600);
    assertThat(bench.totals().cutOffSoc()).isEqualTo(Ratio.ofBasisPoints(3333));
    bench.silence(2, 3).run(900);
    assertThat(bench.bank.phase()).isEqualTo(BankPhase.SILENT);
    assertThat(bench.totals().cutOffSoc()).isEqualTo(Ratio.ofBasisPoints(3333));
  }

  @Test
  void theInverterIsToldTheCutOffUnlessItIsToBeTheEnergy() {
    for (SocKind kind : SocKind.values()) {
      Bench bench = new Bench(policy -> policy.withToldSoc(kind), 2, 3);
      bench.pack(2).soc(1000).soh(100);
      bench.pack(3).soc(5000).soh(100);
      int told = bench.run(3).totals().toldSoc().basisPoints();
      assertThat(told).isEqualTo(kind == SocKind.ENERGY ? 3000 : 1666);
    }
    assertThat(new Bench(2).policy.toldSoc()).isEqualTo(SocKind.CUT_OFF);
  }

  @Test
  void packsAtRestThatDoNotAgreeAreToldOnceAndWhenTheyAgreeAgain() {
    Bench bench = new Bench(2, 3);
    bench.pack(2).soc(4000);
    bench.pack(3).soc(6501);
    bench.run(1700);
    assertThat(bench.said()).noneMatch(text -> text.contains("at one voltage"));
    bench.run(200);
    bench.restart().run(2000);
    List<Event> told = bench.events.stream().filter(e -> e.rule().equals("soc-agreement")).toList();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(told.get(0).text())
        .isEqualTo(
            "pack 2 says 40.0 % and pack 3 65.0 % although both rest at one voltage:"
                + " one of them is wrong");
    assertThat(told.get(0).values())
        .containsExactly(Map.entry("emptiest-bp", 4000L), Map.entry("fullest-bp", 6501L));
  }

  @Test
  void packsThatCarryOrRestAtAnotherVoltageAreNotCompared() {
    Bench carrying = new Bench(2, 3);
    carrying.pack(2).soc(2000).milliamperes(600);
    carrying.pack(3).soc(9000).milliamperes(-600);
    assertThat(carrying.run(2400).said()).noneMatch(text -> text.contains("at one voltage"));
    Bench apart = new Bench(2, 3);
    apart.pack(2).soc(2000);
    apart.pack(3).soc(9000).cells(3310);
    assertThat(apart.run(2400).said()).noneMatch(text -> text.contains("at one voltage"));
  }

  @Property(tries = 10_000)
  void theCutOffLiesBetweenThePacksAndRisesWithEither(
      @ForAll @LongRange(max = ONE_MAX) long one,
      @ForAll @LongRange(max = ONE_MAX) long other,
      @ForAll @LongRange(max = ONE_MAX) long more) {
    long emptiest = Math.min(one, other);
    long fullest = Math.max(one, other);
    long between = BankSoc.between(emptiest, fullest, one);
    assertThat(between).isBetween(emptiest, fullest);
    long higher = Math.max(emptiest, Math.min(fullest, more));
    boolean bothEnds = emptiest == 0 && fullest == ONE;
    if (!bothEnds) {
      assertThat(BankSoc.between(higher, fullest, one)).isGreaterThanOrEqualTo(between);
      assertThat(BankSoc.between(emptiest, higher, one)).isLessThanOrEqualTo(between);
    }
  }

  private static final long ONE_MAX = 1_000_000_000;

  @Property
  void nonsenseIsNotToldAgain(@ForAll long energy, @ForAll long cutOff, @ForAll long at) {
    Moment now = Moment.ofMillis(86_400_000);
    Figures kept = Figures.of(Map.of("energy", energy, "cut-off", cutOff, "at", at));
    BankSoc soc = BankSoc.restored(kept, now);
    boolean possible = energy >= 0 && energy <= ONE && cutOff >= 0 && cutOff <= ONE;
    assertThat(soc != null).isEqualTo(possible);
    if (soc != null) {
      assertThat(soc.at().isAfter(now)).isFalse();
      assertThat(soc.ofEnergy().basisPoints()).isEqualTo((int) (energy / 100_000));
    }
  }

  @Test
  void whatIsToldMovesByNoMoreThanTimeAllows() {
    BankSoc told = new BankSoc(ONE / 2, ONE / 2, Moment.ofMillis(0));
    BankSoc goal = new BankSoc(0, ONE, Moment.ofMillis(0).plus(Duration.ofSeconds(10)));
    assertThat(told.towards(goal, 1_000_000))
        .isEqualTo(new BankSoc(ONE / 2 - 10_000_000, ONE / 2 + 10_000_000, goal.at()));
  }
}
