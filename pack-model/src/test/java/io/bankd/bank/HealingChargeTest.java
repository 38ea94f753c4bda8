package io.bankd.bank;

import static io.bankd.pack.PackCondition.COMMUNICATION_FAULT;
import static io.bankd.pack.PackCondition.PACK_UNDER_VOLTAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.sim.Course;
import io.bankd.sim.Leg;
import io.bankd.sim.Manners;
import io.bankd.sim.Scenario;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A protection never blocks the direction that heals it (PROT-2), nor does the bank for it. */
class HealingChargeTest {
  private static final int[] PACKS = {2, 3, 4, 5, 6};

  /** Empty packs that feed a load which heeds nobody, evenly. */
  private static Bench empty(int load, int... packs) {
    Bench bench = new Bench(packs);
    bench.packs.values().forEach(pack -> pack.cells(2760).soc(100));
    return carrying(bench, load, List.of());
  }

  /** The load flows through those that are not shut. */
  private static Bench carrying(Bench bench, int load, List<Integer> shut) {
    int left = Math.max(1, bench.packs.size() - shut.size());
    bench.packs.forEach(
        (address, pack) -> pack.milliamperes(shut.contains(address) ? 0 : -load / left));
    return bench;
  }

  private static void shut(Bench bench, int load, List<Integer> shut, int next) {
    bench.pack(next).mosfets(true, false).reports(PACK_UNDER_VOLTAGE);
    shut.add(next);
    carrying(bench, load, shut);
  }

  @Test
  void packsThatShutOneAfterTheOtherNeverStopTheChargeThatHealsThem() {
    int load = 66_000;
    Bench bench = empty(load, 2, 3, 4).settle();
    int before = bench.ccl();
    assertThat(before).isGreaterThan(10_000);
    assertThat(bench.bank.limits().forceCharge()).isTrue();

    List<Integer> shut = new ArrayList<>();
    for (int next : new int[] {3, 2, 4}) {
      shut(bench, load, shut, next);
      for (int tick = 0; tick < 28; tick++) {
        bench.run(0.25);
        assertThat(bench.ccl())
            .as("pack %d shut, %d", next, tick)
            .isGreaterThanOrEqualTo(most(before));
        assertThat(bench.bank.limits().forceCharge()).isTrue();
      }
    }
    assertThat(bench.said()).noneMatch(text -> text.startsWith("charging stopped"));
    assertThat(bench.settle().ccl())
        .as("nobody can push anybody: what the first may take alone")
        .isEqualTo(50_000);
    assertThat(bench.bank.limits().cclReason()).hasToString("pack 2 at its 50.000 A");
  }

  @Property(tries = 40)
  void theChargeNeverFallsBecausePacksShutTheOtherWay(@ForAll long seed) {
    Random random = new Random(seed);
    int[] packs = IntStream.of(PACKS).limit(2 + random.nextInt(4)).toArray();
    int load = packs.length * (5_000 + random.nextInt(20_000));
    Bench bench = empty(load, packs).settle();
    int before = bench.ccl();
    List<Integer> order = new ArrayList<>(IntStream.of(packs).boxed().toList());
    Collections.shuffle(order, random);
    List<Integer> shut = new ArrayList<>();
    for (int next : order) {
      shut(bench, load, shut, next);
      int ticks = 1 + random.nextInt(40);
      for (int tick = 0; tick < ticks; tick++) {
        bench.run(0.25);
        assertThat(bench.ccl()).isGreaterThanOrEqualTo(most(Math.min(before, 50_000)));
        assertThat(bench.ccl()).as("the sum of who is counted").isLessThanOrEqualTo(sum(bench));
      }
    }
  }

  /*
   * Most of it stays: what is told is held to what those may carry that have not shut, as if the
   * others took nothing.
   */
  private static int most(int before) {
    return before * 6 / 10;
  }

  private static int sum(Bench bench) {
    return bench.bank.packs().stream().mapToInt(v -> v.limits().charge().milliamperes()).sum();
  }

  @Test
  void aPackThatMayTakeLessThanBeforeEndsThat() {
    Bench bench = empty(66_000, 2, 3, 4).settle();
    shut(bench, 66_000, new ArrayList<>(), 3);
    bench.pack(2).degrees(6);
    int before = bench.ccl();
    assertThat(bench.run(2).ccl()).isLessThan(before / 2);
  }

  @Test
  void packsThatBlockOneWayThemselvesAreNotDeaf() {
    Bench bench = empty(0, 2, 3);
    bench.packs.values().forEach(p -> p.mosfets(true, false).reports(PACK_UNDER_VOLTAGE));
    bench.run(90);
    assertThat(bench.dcl()).isZero();
    assertThat(bench.bank.alarms())
        .contains(PACK_UNDER_VOLTAGE)
        .doesNotContain(COMMUNICATION_FAULT);
  }

  @Test
  void aBankThatHearsNoStatusIs() {
    BankController controller = new BankController(new Bench(2).policy);
    Bench bench = new Bench(2);
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    BankReadings readings = BankReadings.none();
    for (long t = 1000; t < 60_000; t += 1000) {
      readings = readings.with(bench.pack(2).reading(t));
      bank = controller.step(bank, readings, Moment.ofMillis(t));
    }
    assertThat(bank.limits().cclReason().rule()).isEqualTo("status");
    assertThat(bank.alarms()).contains(COMMUNICATION_FAULT);
  }

  /* Seeds in which the charge stopped for five seconds and more. */
  @ParameterizedTest
  @CsvSource({"3, 1", "3, 4", "3, 5", "3, 8", "3, 10", "3, 33", "2, 5", "8, 8"})
  void aBankThatALoadEmptiesIsOfferedChargeUntilItSleeps(int count, long seed) {
    List<PackId> ids = IntStream.range(2, 2 + count).mapToObj(PackId::of).toList();
    SimulatedBank packs = new SimulatedBank(PackSpec.AM5000, ids, drained(), seed);
    BankController controller = new BankController(BankPolicy.of(PackSpec.AM5000, ids));
    BankReadings readings = BankReadings.none();
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    boolean offered = false;
    boolean shut = false;
    for (int tick = 1; tick <= 4 * 240; tick++) {
      Moment now = Moment.ofMillis(250L * tick);
      // Asked for it, an inverter charges with a quarter of what it may.
      int forced = bank.limits().forceCharge() ? bank.limits().ccl().milliamperes() / 4 : 0;
      packs.advance(Duration.ofMillis(250), Current.ofMilliamperes(forced));
      PackId asked = ids.get(tick % count);
      PackReading reading = packs.reading(asked, now);
      PackStatus status = packs.status(asked, now);
      if (reading != null && status != null) {
        readings = readings.with(reading).with(status);
      }
      bank = controller.step(bank, readings, now);
      offered |= bank.limits().chargeEnabled();
      shut |= status != null && !status.dischargeMosOn();
      if (offered && bank.phase() == BankPhase.RUNNING) {
        assertThat(bank.limits().chargeEnabled())
            .as("at %.2f s: %s", tick / 4.0, bank.limits().cclReason())
            .isTrue();
        assertThat(bank.limits().forceCharge()).isTrue();
      }
    }
    assertThat(shut).isTrue();
  }

  /* 1.9 % full, and a load of 45 % that heeds nobody. */
  private static Scenario drained() {
    Scenario.Start start =
        new Scenario.Start(
            Ratio.ofBasisPoints(190),
            Ratio.ofPercent(1),
            Ratio.ofPercent(10),
            Temperature.ofDegrees(23));
    Course load = new Course(List.of(new Leg(Leg.ENDLESS, -450, Leg.SHARE, false)));
    return new Scenario(
        "drained",
        "a load empties the bank",
        start,
        Course.NOTHING,
        load,
        List.of(),
        List.of(),
        Manners.ORDINARY);
  }
}
