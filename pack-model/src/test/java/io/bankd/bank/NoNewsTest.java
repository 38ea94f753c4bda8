package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackId;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What rises, rises by what was heard, not by the clock. */
class NoNewsTest {
  private static final int TICK = 250;

  @Test
  void aPackThatFallsSilentDuringTheRampStopsTheRise() {
    Bench bench = new Bench(2, 3, 4);
    bench.run(15);
    int ccl = bench.ccl();
    int dcl = bench.dcl();
    int cvl = bench.cvl();
    assertThat(ccl).as("on its way up").isPositive();
    bench.run(2);
    assertThat(bench.ccl()).as("on its way up").isGreaterThan(ccl);
    ccl = bench.ccl();
    dcl = bench.dcl();
    cvl = Math.max(cvl, bench.cvl());
    bench.silence(2);
    for (int tick = 0; tick < 31; tick++) {
      bench.run(0.25);
      assertThat(bench.ccl()).as("after %s ticks of silence", tick).isLessThanOrEqualTo(ccl);
      assertThat(bench.dcl()).as("after %s ticks of silence", tick).isLessThanOrEqualTo(dcl);
      assertThat(bench.cvl()).as("after %s ticks of silence", tick).isLessThanOrEqualTo(cvl);
    }
  }

  @Test
  void aBankWithoutItsLostPackRisesAgainByTheNewsOfTheOthers() {
    Bench bench = new Bench(2, 3, 4).run(17).silence(2).run(8);
    int fallen = bench.ccl();
    bench.run(30);
    assertThat(bench.ccl()).isGreaterThan(fallen);
  }

  @Test
  void fourteenPacksReadOneAfterTheOtherRiseAsFastAsPacksReadAtOnce() {
    Bench atOnce = new Bench(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    Readings readings = new Readings(14);
    int whole = atOnce.settle().ccl();
    for (int tick = 0; tick < 4 * 35; tick++) {
      readings.hear(tick % 14).step();
    }
    assertThat(readings.bank.limits().ccl().milliamperes()).isGreaterThan(whole * 99 / 100);
  }

  @Test
  void whatAMissedPackHeldBackComesWithItButNotAsALeap() {
    Readings readings = new Readings(3);
    for (int tick = 0; tick < 4 * 9; tick++) {
      readings.hear(tick % 3).step();
    }
    int before = readings.bank.limits().ccl().milliamperes();
    for (int tick = 4 * 9; tick < 4 * 13; tick++) {
      readings.hear(tick % 3 == 1 ? 2 : tick % 3).step();
    }
    int held = readings.bank.limits().ccl().milliamperes();
    assertThat(held - before).as("a round's worth").isLessThanOrEqualTo(readings.worth(3 * TICK));
    readings.hear(0).hear(1).hear(2).step();
    int caught = readings.bank.limits().ccl().milliamperes();
    assertThat(caught - before).isBetween(readings.worth(2000), readings.worth(2000 + 3 * TICK));
  }

  /*
   * The news at hand when a pack was last read reach back to the oldest reading then. So much a
   * limit may go on rising by what the others say, and nothing by time.
   */
  @Property(tries = 150)
  void betweenTwoReadingsOfAPackNothingRisesByTime(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int packs) {
    Random random = new Random(seed);
    Readings readings = new Readings(packs);
    int often = 10 + random.nextInt(90);
    long[] silentUntil = new long[packs];
    for (int tick = 0; tick < 4 * 90; tick++) {
      boolean heard = false;
      for (int pack = 0; pack < packs; pack++) {
        if (random.nextInt(400) == 0) {
          silentUntil[pack] = tick + random.nextInt(60);
        }
        if (tick >= silentUntil[pack] && random.nextInt(100) < often) {
          readings.changes(pack, random).hear(pack);
          heard = true;
        }
      }
      int[] before = readings.told();
      readings.step();
      readings.holdsFor(before, heard);
    }
  }

  /** A bank whose packs are read when the test says so. */
  private static final class Readings {
    private final BankController controller;
    private final BankPolicy policy;
    private final TestPack[] packs;
    private final long[] heardAt;
    private final long[] newsThen;
    private final int[][] risen;
    private BankReadings readings = BankReadings.none();
    private long millis;
    BankSnapshot bank;

    Readings(int count) {
      List<PackId> ids = new ArrayList<>();
      packs = new TestPack[count];
      for (int i = 0; i < count; i++) {
        packs[i] = new TestPack(2 + i);
        ids.add(packs[i].id());
      }
      heardAt = new long[count];
      newsThen = new long[count];
      risen = new int[count][3];
      policy = BankPolicy.of(PackSpec.AM5000, ids);
      controller = new BankController(policy);
      bank = controller.start(Moment.ofMillis(0));
    }

    /** A pack now and then allows less or more. */
    Readings changes(int pack, Random random) {
      if (random.nextInt(30) == 0) {
        packs[pack].cell(3, random.nextBoolean() ? 3300 : 3400 + random.nextInt(100));
      }
      return this;
    }

    /** A pack answers both questions at the next step. */
    Readings hear(int pack) {
      long at = millis + TICK;
      readings = readings.with(packs[pack].reading(at)).with(packs[pack].status(at));
      heardAt[pack] = at;
      return this;
    }

    void step() {
      millis += TICK;
      bank = controller.step(bank, readings, Moment.ofMillis(millis));
      for (int pack = 0; pack < packs.length; pack++) {
        if (heardAt[pack] == millis) {
          newsThen[pack] = oldest();
          risen[pack] = new int[3];
        }
      }
    }

    private long oldest() {
      long oldest = millis;
      for (int i = 0; i < packs.length; i++) {
        if (bank.packs().get(i).phase().isOnline()) {
          oldest = Math.min(oldest, heardAt[i]);
        }
      }
      return oldest;
    }

    int[] told() {
      BankLimits limits = bank.limits();
      return new int[] {
        limits.ccl().milliamperes(), limits.dcl().milliamperes(), limits.cvl().millivolts()
      };
    }

    int worth(long millis) {
      return (int) (policy.nominalCurrent().milliamperes() * 50L / 1000 * millis / 1000);
    }

    void holdsFor(int[] before, boolean heard) {
      int[] now = told();
      for (int kind = 0; kind < 3; kind++) {
        int rise = Math.max(0, now[kind] - before[kind]);
        assertThat(heard ? 0 : rise).as("nobody was heard at %s ms", millis).isZero();
        for (int pack = 0; pack < packs.length; pack++) {
          boolean silent = heardAt[pack] < millis;
          if (silent && bank.packs().get(pack).phase().isOnline()) {
            risen[pack][kind] += rise;
            long earned = heardAt[pack] - newsThen[pack];
            assertThat(risen[pack][kind])
                .as("pack %s was heard at %s, it is %s", pack + 2, heardAt[pack], millis)
                .isLessThanOrEqualTo((int) (kind == 2 ? 50 * earned / 1000 : worth(earned)) + 4);
          }
        }
      }
    }
  }
}
