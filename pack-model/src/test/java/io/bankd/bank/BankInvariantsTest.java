package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.PackLimits;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must hold of every bank, whatever its packs say and whenever they say it. */
class BankInvariantsTest {
  private static final int PACKS = 5;
  private static final int STEPS = 240;

  private static BankPolicy policy(List<PackId> packs) {
    return BankPolicy.of(PackSpec.AM5000, packs);
  }

  private static List<PackId> ids() {
    List<PackId> ids = new ArrayList<>();
    for (int address = 2; address < 2 + PACKS; address++) {
      ids.add(PackId.of(address));
    }
    return ids;
  }

  /** What packs said at each quarter of a second of a minute in a random, unlucky bank. */
  private static List<BankReadings> history(long seed) {
    Random random = new Random(seed);
    List<BankReadings> history = new ArrayList<>();
    BankReadings readings = BankReadings.none();
    for (int i = 1; i <= STEPS; i++) {
      for (PackId id : ids()) {
        int chance = random.nextInt(100);
        boolean gone = id.address().value() == 4 && i > 120;
        if (chance < 25 && !gone) {
          readings = readings.with(pack(id, random).reading(i * 250L));
        }
        if (chance < 10 && !gone) {
          readings = readings.with(pack(id, random).status(i * 250L));
        }
      }
      history.add(readings);
    }
    return history;
  }

  private static TestPack pack(PackId id, Random random) {
    TestPack pack = new TestPack(id.address().value());
    if (random.nextInt(4) == 0) {
      pack.cell(1 + random.nextInt(16), 2600 + random.nextInt(1100));
    }
    if (random.nextInt(20) == 0) {
      pack.degrees(random.nextInt(90) - 25);
    }
    if (random.nextInt(30) == 0) {
      pack.degrees();
    }
    if (random.nextInt(10) == 0) {
      pack.mosfets(random.nextBoolean(), random.nextBoolean());
    }
    if (random.nextInt(20) == 0) {
      pack.reports(PackCondition.values()[random.nextInt(PackCondition.values().length)]);
    }
    return pack.soc(random.nextInt(10_001)).milliamperes(random.nextInt(100_000) - 50_000);
  }

  private static List<BankSnapshot> run(List<PackId> packs, List<BankReadings> history) {
    BankController controller = new BankController(policy(packs));
    List<BankSnapshot> run = new ArrayList<>();
    BankSnapshot bank = controller.start(Moment.ofMillis(0));
    for (int i = 0; i < history.size(); i++) {
      bank = controller.step(bank, history.get(i), Moment.ofMillis((i + 1) * 250L));
      run.add(bank);
    }
    return run;
  }

  @Property(tries = 60)
  void limitsStayWithinWhatThePacksCanCarry(@ForAll long seed) {
    for (BankSnapshot bank : run(ids(), history(seed))) {
      int charge = 0;
      int discharge = 0;
      for (PackView view : bank.packs()) {
        charge += view.limits().charge().milliamperes();
        discharge += view.limits().discharge().milliamperes();
      }
      BankLimits limits = bank.limits();
      assertThat(limits.ccl().milliamperes()).isBetween(0, charge);
      assertThat(limits.dcl().milliamperes()).isBetween(0, discharge);
      assertThat(limits.cvl().millivolts()).isBetween(44_800, 57_600);
      assertThat(limits.chargeEnabled()).isEqualTo(!limits.ccl().isZero());
      assertThat(limits.dischargeEnabled()).isEqualTo(!limits.dcl().isZero());
      if (!limits.chargeEnabled()) {
        assertThat(limits.cvl().millivolts()).isLessThanOrEqualTo(53_600);
      }
    }
  }

  /* They rise when there is news: by what its time is worth since they last rose, of 2 s at most. */
  @Property(tries = 60)
  void limitsRiseNoFasterThanTheRamp(@ForAll long seed) {
    int perSecond = policy(ids()).nominalCurrent().milliamperes() * 50 / 1000;
    BankLimits before = null;
    double[] waited = {0, 0, 0};
    for (BankSnapshot bank : run(ids(), history(seed))) {
      BankLimits limits = bank.limits();
      if (before != null) {
        int ccl = limits.ccl().minus(before.ccl()).milliamperes();
        int dcl = limits.dcl().minus(before.dcl()).milliamperes();
        assertThat(ccl).isLessThanOrEqualTo(most(waited, 0, ccl, perSecond));
        assertThat(dcl).isLessThanOrEqualTo(most(waited, 1, dcl, perSecond));
        // Where discharging begins the charge voltage is not below the bank's own.
        boolean begins = limits.dischargeEnabled() && !before.dischargeEnabled();
        BankTotals totals = bank.totals();
        int bus = begins && totals != null ? totals.voltage().millivolts() : 0;
        int least = Math.max(before.cvl().millivolts(), bus);
        int cvl = limits.cvl().millivolts() - before.cvl().millivolts();
        assertThat(limits.cvl().millivolts()).isLessThanOrEqualTo(least + most(waited, 2, cvl, 50));
      }
      before = limits;
    }
  }

  private static int most(double[] waited, int kind, int risen, int perSecond) {
    waited[kind] = Math.min(2, waited[kind] + 0.25);
    int most = (int) (waited[kind] * perSecond) + 1;
    waited[kind] = risen > 0 ? 0 : waited[kind];
    return most;
  }

  @Property(tries = 60)
  void theChargeVoltageStaysInItsRangeAndAStoppedChargeIsSaidThreeWays(@ForAll long seed) {
    for (BankSnapshot bank : run(ids(), history(seed))) {
      BankLimits limits = bank.limits();
      BankPolicy.Voltages voltages = policy(ids()).voltages();
      assertThat(limits.cvl().millivolts()).isBetween(44_800, 57_600);
      assertThat(limits.cvl()).isBetween(voltages.rest(), voltages.balancing());
      assertThat(limits.chargeEnabled()).isEqualTo(!limits.ccl().isZero());
      assertThat(limits.dischargeEnabled()).isEqualTo(!limits.dcl().isZero());
      BankTotals totals = bank.totals();
      if (!limits.chargeEnabled() && totals != null) {
        // At rest, or where the bank is: never a voltage at which it would be charged.
        assertThat(limits.cvl())
            .isLessThanOrEqualTo(Voltage.max(voltages.rest(), totals.voltage()));
        assertThat(limits.forceCharge() || limits.fullChargeRequest()).isFalse();
      }
    }
  }

  @Property(tries = 40)
  void whatWasHeardTooLongAgoOffersNothing(@ForAll long seed) {
    for (BankSnapshot bank : run(ids(), history(seed))) {
      for (PackView view : bank.packs()) {
        Duration age = view.age();
        if (age == null || age.compareTo(Duration.ofSeconds(8)) >= 0) {
          assertThat(view.limits().charge().isZero()).isTrue();
          assertThat(view.limits().discharge().isZero()).isTrue();
        }
      }
    }
  }

  @Property(tries = 40)
  void silenceNeverRaisesALimit(@ForAll long seed) {
    List<BankReadings> history = history(seed);
    BankController controller = new BankController(policy(ids()));
    BankSnapshot bank = run(ids(), history).get(history.size() - 1);
    Map<PackId, PackLimits> before = new HashMap<>();
    bank.packs().forEach(view -> before.put(view.pack(), view.limits()));
    BankReadings last = history.get(history.size() - 1);
    for (int i = 1; i <= 48; i++) {
      Moment now = Moment.ofMillis((STEPS + i) * 250L);
      bank = controller.step(bank, last, now);
      for (PackView view : bank.packs()) {
        PackLimits was = before.put(view.pack(), view.limits());
        if (was != null) {
          assertThat(view.limits().charge()).isLessThanOrEqualTo(was.charge());
          assertThat(view.limits().discharge()).isLessThanOrEqualTo(was.discharge());
        }
      }
    }
    assertThat(bank.limits().ccl().isZero()).as("12 s later").isTrue();
    assertThat(bank.limits().dcl().isZero()).as("12 s later").isTrue();
  }

  @Property(tries = 30)
  void losingAPackNeverRaisesTheBanksLimit(
      @ForAll @Size(4) List<@IntRange(min = 3450, max = 3600) Integer> highest,
      @ForAll @Size(4) List<@IntRange(min = 2750, max = 3000) Integer> lowest,
      @ForAll @IntRange(min = 2, max = 5) int lost) {
    Bench bench = new Bench(2, 3, 4, 5);
    for (int i = 0; i < 4; i++) {
      bench.pack(2 + i).cell(12, highest.get(i)).cell(5, lowest.get(i));
    }
    bench.settle();
    int ccl = bench.ccl();
    int dcl = bench.dcl();
    int cvl = bench.cvl();
    bench.silence(lost);
    for (int tick = 0; tick < STEPS; tick++) {
      bench.run(0.25);
      assertThat(bench.ccl()).isLessThanOrEqualTo(ccl);
      assertThat(bench.dcl()).isLessThanOrEqualTo(dcl);
      assertThat(bench.cvl()).isLessThanOrEqualTo(cvl);
    }
  }

  @Property(tries = 40)
  void theOrderOfPacksDoesNotMatter(@ForAll long seed) {
    List<PackId> shuffled = ids();
    Collections.shuffle(shuffled, new Random(seed));
    List<BankReadings> history = history(seed);
    List<BankSnapshot> one = run(ids(), history);
    List<BankSnapshot> other = run(shuffled, history);
    for (int i = 0; i < one.size(); i++) {
      assertThat(other.get(i).phase()).isEqualTo(one.get(i).phase());
      assertThat(other.get(i).totals()).isEqualTo(one.get(i).totals());
      assertThat(other.get(i).alarms()).isEqualTo(one.get(i).alarms());
      assertThat(other.get(i).warnings()).isEqualTo(one.get(i).warnings());
      if (one.get(i).phase() == BankPhase.RUNNING) {
        assertThat(other.get(i).limits()).isEqualTo(one.get(i).limits());
      }
    }
  }

  @Property(tries = 40)
  void theSameInputAlwaysGivesTheSameBank(@ForAll long seed) {
    List<BankReadings> history = history(seed);
    BankSnapshot one = run(ids(), history).get(STEPS - 1);
    BankSnapshot other = run(ids(), history).get(STEPS - 1);
    assertThat(other.limits()).isEqualTo(one.limits());
    assertThat(other.packs()).isEqualTo(one.packs());
    assertThat(other.events()).isEqualTo(one.events());
  }

  @Property(tries = 40)
  void exactlyTheHeardPacksHaveAReading(@ForAll long seed) {
    for (BankSnapshot bank : run(ids(), history(seed))) {
      for (PackView view : bank.packs()) {
        PackReading reading = view.reading();
        assertThat(reading == null)
            .isEqualTo(view.phase() == PackPhase.AWAITED || view.phase() == PackPhase.ABSENT);
      }
    }
  }
}
