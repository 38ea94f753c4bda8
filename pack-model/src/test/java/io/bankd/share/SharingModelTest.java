package io.bankd.share;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SharingModelTest {
  private static final SharingEstimator ESTIMATOR =
      new SharingEstimator(Current.ofAmperes(50), Ratio.ofPercent(40));

  /** Packs with given shares and offsets, and the model that watches them, every three seconds. */
  private static final class Watch {
    final double[] shares;
    final double[] offsets;
    SharingModel model = ESTIMATOR.start();
    long millis;

    Watch(double[] shares, double... offsets) {
      this.shares = shares;
      this.offsets = offsets;
    }

    /** Those packs carry their part of the bank's current for so many rounds. */
    Watch carry(double bank, int rounds, int... packs) {
      for (int i = 0; i < rounds; i++) {
        millis += 3000;
        List<PackReading> readings = new ArrayList<>();
        double whole = 0;
        double sum = 0;
        for (int pack : packs) {
          whole += shares[pack];
          sum += offsets[pack];
        }
        for (int pack : packs) {
          double share = shares[pack] / whole;
          double amperes = share * bank + offsets[pack] - share * sum;
          readings.add(new TestPack(2 + pack).milliamperes((int) (amperes * 1000)).reading(millis));
        }
        model = ESTIMATOR.next(model, readings, now());
      }
      return this;
    }

    Moment now() {
      return Moment.ofMillis(millis);
    }

    SharedLimit limit(Direction way, int... amperes) {
      Map<PackId, Current> limits = new HashMap<>();
      for (int i = 0; i < amperes.length; i++) {
        if (amperes[i] >= 0) {
          limits.put(PackId.of(2 + i), Current.ofAmperes(amperes[i]));
        }
      }
      return model.limit(way, limits, now()).orElseThrow();
    }

    double amperes(Direction way, int... amperes) {
      return limit(way, amperes).limit().milliamperes() / 1000.0;
    }
  }

  private static Watch excited(double[] shares, double... offsets) {
    Watch watch = new Watch(shares, offsets);
    int[] all = java.util.stream.IntStream.range(0, shares.length).toArray();
    for (int i = 0; i < 12; i++) {
      watch.carry(i % 3 == 0 ? 0 : i % 3 == 1 ? 60 : -60, 4, all);
    }
    return watch;
  }

  @Test
  void stepsTeachWhoTakesHowMuch() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 2, -1, -1);
    assertThat(watch.model.isIdentified(List.of(PackId.of(2), PackId.of(3), PackId.of(4))))
        .isTrue();
    SharedLimit limit = watch.limit(CHARGE, 50, 50, 50);
    assertThat(limit.pack()).isEqualTo(PackId.of(2));
    assertThat(limit.limit().milliamperes() / 1000.0)
        .as("(50 − 2) / 0.5, less what is not known")
        .isBetween(88.0, 96.0);
    assertThat(watch.amperes(DISCHARGE, 50, 50, 50)).as("(50 + 2) / 0.5").isBetween(96.0, 104.0);
    assertThat(watch.model.predicted(PackId.of(3), Current.ofAmperes(100)).orElseThrow())
        .satisfies(c -> assertThat(c.milliamperes()).isCloseTo(29_000, within(500)));
  }

  @Test
  void aSteadyCurrentTeachesNothingAboutOtherCurrents() {
    Watch watch = new Watch(new double[] {0.5, 0.3, 0.2}, 0, 0, 0).carry(0, 100, 0, 1, 2);
    assertThat(watch.model.isIdentified(List.of(PackId.of(2), PackId.of(3)))).isFalse();
    assertThat(watch.amperes(CHARGE, 50, 50, 50)).as("at most 60 % of 150").isLessThan(90.1);
    watch.carry(80, 10, 0, 1, 2);
    assertThat(watch.amperes(CHARGE, 50, 50, 50)).as("but its own place").isBetween(80.0, 100.0);
  }

  @Test
  void aPackBeyondItsLimitBringsTheBankDownToWhereItIsWithinIt() {
    Watch watch = new Watch(new double[] {0.6, 0.2, 0.2}, 0, 0, 0).carry(100, 10, 0, 1, 2);
    assertThat(watch.amperes(CHARGE, 50, 50, 50)).as("60 A measured").isBetween(40.0, 84.0);
  }

  @Test
  void whoStaysKeepsWhatWasLearntAndWhoReturnsBringsItsShare() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0);
    watch.carry(40, 4, 0, 1);
    assertThat(watch.model.predicted(PackId.of(2), Current.ofAmperes(80)).orElseThrow())
        .as("5/8 of 80 A")
        .satisfies(c -> assertThat(c.milliamperes()).isCloseTo(50_000, within(1000)));
    assertThat(watch.amperes(CHARGE, 50, 50, -1)).isBetween(70.0, 80.0);
    watch.carry(40, 4, 0, 1, 2);
    assertThat(watch.model.predicted(PackId.of(4), Current.ofAmperes(100)).orElseThrow())
        .as("its old fifth")
        .satisfies(c -> assertThat(c.milliamperes()).isCloseTo(20_000, within(1500)));
  }

  @Test
  void allLeaveAndReturnInProportion() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0);
    watch.model = ESTIMATOR.next(watch.model, List.of(), watch.now());
    watch.carry(30, 3, 0, 1, 2);
    assertThat(watch.model.connected().values().stream().mapToDouble(PackShare::share).sum())
        .isCloseTo(1, within(0.02));
    assertThat(watch.model.predicted(PackId.of(2), Current.ofAmperes(100)).orElseThrow())
        .satisfies(c -> assertThat(c.milliamperes()).isCloseTo(50_000, within(2000)));
  }

  @Test
  void aPackThatIsNotWhatWasLearntIsAStranger() {
    Watch watch = excited(new double[] {0.34, 0.33, 0.33}, 0, 0, 0);
    Watch changed = new Watch(new double[] {0.7, 0.15, 0.15}, 0, 0, 0);
    changed.model = watch.model;
    changed.millis = watch.millis;
    changed.carry(60, 6, 0, 1, 2);
    assertThat(changed.amperes(CHARGE, 50, 50, 50)).as("42 A of 60 flow there").isLessThan(80);
  }

  @Test
  void aRoundInWhichTheCurrentMovedTeachesNextToNothing() {
    Watch watch = excited(new double[] {0.5, 0.5}, 0, 0);
    SharingModel before = watch.model;
    List<PackReading> torn =
        List.of(
            new TestPack(2).milliamperes(0).reading(watch.millis + 3000),
            new TestPack(3).milliamperes(30_000).reading(watch.millis + 3100));
    watch.millis += 3100;
    SharingModel after = ESTIMATOR.next(before, torn, watch.now());
    int was = before.predicted(PackId.of(2), Current.ofAmperes(100)).orElseThrow().milliamperes();
    assertThat(after.predicted(PackId.of(2), Current.ofAmperes(100)).orElseThrow().milliamperes())
        .isCloseTo(was, within(50));
  }

  @Property(tries = 10_000)
  void atTheLimitEveryPackIsExpectedWithinItsOwn(@ForAll long seed) {
    Watch watch = some(new Random(seed));
    int[] limits = limits(watch, new Random(seed + 1));
    for (Direction way : Direction.values()) {
      Current bank = watch.limit(way, limits).limit();
      Current flow = way == CHARGE ? bank : bank.negated();
      for (int i = 0; i < limits.length; i++) {
        int pack = watch.model.predicted(PackId.of(2 + i), flow).orElseThrow().milliamperes();
        if (!bank.isZero()) {
          assertThat(way == CHARGE ? pack : -pack).isLessThanOrEqualTo(1000 * limits[i] + 1);
        }
      }
    }
  }

  @Property(tries = 10_000)
  void aSmallerLimitOfAnyPackNeverRaisesTheBanks(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int less) {
    Random random = new Random(seed);
    Watch watch = some(random);
    int[] limits = limits(watch, random);
    int[] lower = limits.clone();
    int at = random.nextInt(limits.length);
    lower[at] = Math.max(0, lower[at] - less);
    for (Direction way : Direction.values()) {
      assertThat(watch.limit(way, lower).limit())
          .isLessThanOrEqualTo(watch.limit(way, limits).limit());
    }
  }

  @Property(tries = 10_000)
  void timeWithoutARoundNeverRaisesALimit(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 100_000) int seconds) {
    Random random = new Random(seed);
    Watch watch = some(random);
    int[] limits = limits(watch, random);
    for (Direction way : Direction.values()) {
      Current now = watch.limit(way, limits).limit();
      watch.millis += seconds * 1000L;
      assertThat(watch.limit(way, limits).limit()).isLessThanOrEqualTo(now);
    }
  }

  @Property(tries = 300)
  void theOrderOfReadingsDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    SharingModel one = ESTIMATOR.start();
    SharingModel other = ESTIMATOR.start();
    for (int round = 1; round < 12; round++) {
      List<PackReading> readings = new ArrayList<>();
      for (int pack = 2; pack < 7; pack++) {
        readings.add(new TestPack(pack).milliamperes(random.nextInt(900)).reading(3000L * round));
      }
      Moment now = Moment.ofMillis(3000L * round);
      one = ESTIMATOR.next(one, readings, now);
      Collections.shuffle(readings, random);
      other = ESTIMATOR.next(other, readings, now);
      for (int pack = 2; pack < 7; pack++) {
        assertThat(
                other
                    .predicted(PackId.of(pack), Current.ofAmperes(99))
                    .orElseThrow()
                    .milliamperes())
            .isCloseTo(
                one.predicted(PackId.of(pack), Current.ofAmperes(99)).orElseThrow().milliamperes(),
                within(1));
      }
    }
  }

  @Property(tries = 200)
  void equalPacksGiveNearlyNTimesTheSmallest(
      @ForAll @IntRange(min = 2, max = 14) int packs,
      @ForAll @IntRange(min = 20, max = 50) int least) {
    double[] shares = new double[packs];
    java.util.Arrays.fill(shares, 1.0 / packs);
    Watch watch = new Watch(shares, new double[packs]);
    int[] all = java.util.stream.IntStream.range(0, packs).toArray();
    for (int i = 0; i < 30; i++) {
      watch.carry((i % 2 == 0 ? 1 : -1) * 30.0 * packs, 4, all);
    }
    int[] limits = new int[packs];
    java.util.Arrays.fill(limits, 50);
    limits[packs - 1] = least;
    double bank = watch.amperes(CHARGE, limits);
    assertThat(bank).isLessThanOrEqualTo(packs * least + 0.01);
    assertThat(bank).isCloseTo(packs * least, withinPercentage(12));
  }

  @Property(tries = 500)
  void extremesNeverOverflowNorBreakTheShares(@ForAll long seed) {
    Random random = new Random(seed);
    SharingModel model = ESTIMATOR.start();
    long millis = 0;
    for (int round = 0; round < 40; round++) {
      List<PackReading> readings = new ArrayList<>();
      for (int pack = 2; pack < 8; pack++) {
        if (random.nextInt(8) > 0) {
          int amperes = random.nextInt(5) == 0 ? random.nextInt() / 4 : random.nextInt(100_000);
          readings.add(new TestPack(pack).milliamperes(amperes).reading(millis));
          readings = new ArrayList<>(readings);
        }
      }
      millis += 1 + random.nextInt(random.nextInt(10) == 0 ? 100_000_000 : 4000);
      Moment now = Moment.ofMillis(millis);
      model = ESTIMATOR.next(model, readings, now);
      Map<PackId, Current> limits = new HashMap<>();
      readings.forEach(r -> limits.put(r.pack(), Current.ofAmperes(50)));
      if (!limits.isEmpty()) {
        int limit = model.limit(CHARGE, limits, now).orElseThrow().limit().milliamperes();
        assertThat(limit).isBetween(0, 6_400_000);
      }
      model.connected().values().forEach(s -> assertThat(s.share()).isFinite().isPositive());
    }
  }

  /* Some packs after some history: two to six of them, excited or not. */
  private static Watch some(Random random) {
    int packs = 2 + random.nextInt(5);
    double[] shares = new double[packs];
    double[] offsets = new double[packs];
    for (int i = 0; i < packs; i++) {
      shares[i] = 0.4 + random.nextDouble();
      offsets[i] = 6 * random.nextGaussian();
    }
    double sum = java.util.Arrays.stream(shares).sum();
    for (int i = 0; i < packs; i++) {
      shares[i] /= sum;
    }
    Watch watch = new Watch(shares, offsets);
    int[] all = java.util.stream.IntStream.range(0, packs).toArray();
    for (int i = 0; i < 6; i++) {
      watch.carry((random.nextDouble() * 2 - 1) * 45 * packs, 2, all);
    }
    return watch;
  }

  private static int[] limits(Watch watch, Random random) {
    return random.ints(watch.shares.length, 0, 51).toArray();
  }
}
