package io.bankd.share;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.bankd.history.Figures;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
    Duration lag = Duration.ofSeconds(1);

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

    /* Packs without a limit are told apart by a negative one. */
    static Map<PackId, Current> limits(int... amperes) {
      Map<PackId, Current> limits = new HashMap<>();
      for (int i = 0; i < amperes.length; i++) {
        if (amperes[i] >= 0) {
          limits.put(PackId.of(2 + i), Current.ofAmperes(amperes[i]));
        }
      }
      return limits;
    }

    Watch trim(Direction way, int... amperes) {
      model = model.trimmed(way, limits(amperes));
      return this;
    }

    SharedLimit limit(Direction way, int... amperes) {
      Map<PackId, Current> limits = limits(amperes);
      return model.limit(way, limits, now(), lag).orElseThrow();
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
    assertThat(watch.amperes(CHARGE, 50, 50, 50)).as("60 A measured").isBetween(35.0, 84.0);
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

  /* Two that woke over-discharged after a night without a reading, and may only be charged. */
  @Test
  void packsThatAreSeenToCarryNothingAreKnownByThat() {
    Watch watch = new Watch(new double[] {0.5, 0.5}, 0, 0).carry(10, 20, 0, 1).carry(0, 1);
    watch.millis += Duration.ofHours(9).toMillis();
    assertThat(watch.limit(CHARGE, 50, 50).limit()).isLessThan(Current.ofAmperes(10));

    Map<PackId, Set<Direction>> onlyIn =
        Map.of(PackId.of(2), Set.of(CHARGE), PackId.of(3), Set.of(CHARGE));
    watch.model = watch.model.resting(onlyIn, watch.now());
    assertThat(watch.limit(CHARGE, 50, 50).limit()).isGreaterThan(Current.ofAmperes(25));
    watch.millis += Duration.ofHours(9).toMillis();
    assertThat(watch.limit(CHARGE, 50, 50).limit())
        .as("not for long")
        .isLessThan(Current.ofAmperes(10));
  }

  /* That no current presses inwards is no reason to believe that it would if the load went away. */
  @Test
  void aPackThatShutUnderLoadTakesNoMoreThanBefore() {
    Watch watch = excited(new double[] {0.34, 0.33, 0.33}, 0, 0, 0).carry(-66, 8, 0, 1, 2);
    watch.carry(-66, 2, 0, 1);
    Current before = watch.limit(CHARGE, 50, 50, 50).limit();
    assertThat(before).isGreaterThan(Current.ofAmperes(20));
    watch.model = watch.model.resting(Map.of(PackId.of(4), Set.of(CHARGE)), watch.now());
    assertThat(watch.limit(CHARGE, 50, 50, 50).limit()).isGreaterThanOrEqualTo(before);
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

  @Property(tries = 10_000)
  void anInverterThatIsLaterNeverGetsMore(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int seconds) {
    Random random = new Random(seed);
    Watch watch = some(random);
    int[] limits = limits(watch, random);
    for (Direction way : Direction.values()) {
      watch.lag = Duration.ofSeconds(random.nextInt(60));
      Current sooner = watch.limit(way, limits).limit();
      watch.lag = watch.lag.plusSeconds(seconds);
      assertThat(watch.limit(way, limits).limit()).isLessThanOrEqualTo(sooner);
    }
  }

  @Property(tries = 10_000)
  void aTrimNeverRaisesALimitAndSeeingTheSameAgainChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    Watch watch = some(random);
    int[] limits = limits(watch, random);
    for (Direction way : Direction.values()) {
      Current plain = watch.limit(way, limits).limit();
      Current trimmed = watch.trim(way, limits).limit(way, limits).limit();
      assertThat(trimmed).isLessThanOrEqualTo(plain);
      assertThat(watch.trim(way, limits).trim(way, limits).limit(way, limits).limit())
          .isEqualTo(trimmed);
      int[] lower = limits.clone();
      lower[random.nextInt(lower.length)] /= 2;
      assertThat(watch.limit(way, lower).limit()).isLessThanOrEqualTo(trimmed);
    }
  }

  @Test
  void aPackMeasuredBeyondItsLimitTakesTheBankDownByWhatThatNeeds() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0).carry(80, 2, 0, 1, 2);
    watch.trim(CHARGE, 36, 50, 50);
    SharedLimit limit = watch.limit(CHARGE, 36, 50, 50);
    assertThat(limit.pack()).isEqualTo(PackId.of(2));
    assertThat(limit.limit().milliamperes() / 1000.0)
        .as("80 A less (40 − 36) / 0.5, or less by the worst corner")
        .isBetween(64.0, 72.1);
  }

  @Test
  void whatTheModelDoesNotSeeTheTrimHolds() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0);
    // Within a round its path has become better; the model is slow to give up what it knows.
    Watch changed = new Watch(new double[] {0.54, 0.27, 0.19}, 0, 0, 0);
    changed.model = watch.model;
    changed.millis = watch.millis;
    changed.carry(100, 2, 0, 1, 2).trim(CHARGE, 50, 50, 50);
    SharedLimit limit = changed.limit(CHARGE, 50, 50, 50);
    assertThat(limit.limit().milliamperes() / 1000.0).as("100 A less 4 A / 0.54").isLessThan(93);
    Trim trim = java.util.Objects.requireNonNull(changed.model.trim(CHARGE));
    assertThat(trim.measured()).isCloseTo(54, within(0.1));
  }

  @Test
  void aTrimHealsOnceNoPackIsBeyondItsLimit() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0).carry(110, 2, 0, 1, 2);
    watch.trim(CHARGE, 50, 50, 50);
    assertThat(watch.model.trim(CHARGE)).isNotNull();
    for (int round = 0; round < 20; round++) {
      watch.carry(60, 1, 0, 1, 2).trim(CHARGE, 50, 50, 50);
    }
    assertThat(watch.model.trim(CHARGE)).as("it heals within minutes").isNotNull();
    for (int round = 0; round < 200; round++) {
      watch.carry(60, 1, 0, 1, 2).trim(CHARGE, 50, 50, 50);
    }
    assertThat(watch.model.trim(CHARGE)).isNull();
    assertThat(watch.limit(CHARGE, 50, 50, 50).measured()).isNull();
  }

  @Property(tries = 10_000)
  void whatWasKeptOverARestartNeverAllowsMore(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 100_000) int seconds) {
    Random random = new Random(seed);
    Watch watch = some(random);
    int[] limits = limits(watch, random);
    int[] all = java.util.stream.IntStream.range(0, limits.length).toArray();
    Watch after = new Watch(watch.shares, watch.offsets);
    after.millis = watch.millis + 1000L * seconds;
    List<PackId> ids = new ArrayList<>(watch.model.connected().keySet());
    after.model = ESTIMATOR.restored(watch.model.figures(), ids, after.now());
    after.carry(0, 1, all);
    for (Direction way : Direction.values()) {
      assertThat(after.limit(way, limits).limit())
          .isLessThanOrEqualTo(watch.limit(way, limits).limit());
    }
  }

  @Test
  void afterARestartSharesAreKnownAndOffsetsAreLearntWithinTwoRounds() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 3, -1, -2);
    Watch after = new Watch(watch.shares, 6, -4, -2);
    after.millis = watch.millis;
    List<PackId> ids = List.of(PackId.of(2), PackId.of(3), PackId.of(4));
    after.model = ESTIMATOR.restored(watch.model.figures(), ids, after.now());
    after.carry(0, 3, 0, 1, 2);
    assertThat(after.model.isIdentified(ids)).isTrue();
    assertThat(after.amperes(CHARGE, 50, 50, 50)).as("(50 − 6) / 0.5, less").isBetween(72.0, 88.0);
  }

  private static final List<PackId> THREE = List.of(PackId.of(2), PackId.of(3), PackId.of(4));

  /* The daemon ends and begins again, so often, before it has heard a pack. */
  private static Watch restarted(Watch watch, int times) {
    Watch after = new Watch(watch.shares, watch.offsets);
    after.millis = watch.millis;
    after.model = watch.model;
    for (int i = 0; i < times; i++) {
      after.model = ESTIMATOR.restored(after.model.figures(), THREE, after.now());
    }
    return after;
  }

  private static long deviation(Watch watch, int pack) {
    return watch.model.figures().get(pack + ".share-deviation", Long.MAX_VALUE);
  }

  @Test
  void fiveRestartsInARowBeforeAnythingIsHeardLoseNothingButSureness() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 3, -1, -2);
    double before = 0;
    for (int times = 5; times > 0; times--) {
      Watch after = restarted(watch, times).carry(0, 3, 0, 1, 2);
      assertThat(after.model.isIdentified(THREE)).as("after %d restarts", times).isTrue();
      double allowed = after.amperes(CHARGE, 50, 50, 50);
      assertThat(allowed).as("after %d restarts", times).isGreaterThanOrEqualTo(before);
      before = allowed;
    }
    assertThat(before).isLessThanOrEqualTo(watch.amperes(CHARGE, 50, 50, 50));
  }

  @Test
  void whatWasRestoredIsKeptUntilSomethingIsKnownBetterAndAges() {
    Watch after = restarted(excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0), 1);
    long kept = deviation(after, 2);
    after.carry(40, 20, 0, 1, 2);
    assertThat(deviation(after, 2)).as("a minute at one current").isGreaterThan(kept);
    after.carry(40, 2400, 0, 1, 2);
    assertThat(deviation(after, 2)).as("two hours at it").isGreaterThan(kept + 4_000_000);
    for (int i = 0; i < 40; i++) {
      after.carry(i % 3 == 0 ? 0 : i % 3 == 1 ? 60 : -60, 4, 0, 1, 2);
    }
    assertThat(deviation(after, 2)).as("taught anew").isLessThan(kept + 4_000_000);
    assertThat(after.model.figures().get("restarts", -1)).isZero();
  }

  @Test
  void aNewcomerDoesNotMakeTheOthersForgotten() {
    Watch watch = excited(new double[] {0.5, 0.5}, 0, 0);
    long known = deviation(watch, 2);
    Watch more = new Watch(new double[] {0.4, 0.4, 0.2}, 0, 0, 0);
    more.model = watch.model;
    more.millis = watch.millis;
    more.carry(0, 3, 0, 1, 2);
    assertThat(more.model.isIdentified(THREE)).isFalse();
    assertThat(deviation(more, 2)).isBetween(known, known + 1_000_000);
  }

  @Test
  void aPackThatIsNoLongerWhatWasLearntIsNotKept() {
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0).carry(100, 3, 0, 1, 2);
    Watch changed = new Watch(new double[] {0.2, 0.4, 0.4}, 0, 0, 0);
    changed.model = watch.model;
    changed.millis = watch.millis;
    changed.carry(100, 3, 0, 1, 2);
    assertThat(changed.model.figures().group("2").values()).isEmpty();
  }

  @Property(tries = 1000)
  void nonsenseThatWasKeptIsNothingKnown(@ForAll long seed) {
    Random random = new Random(seed);
    Watch watch = excited(new double[] {0.5, 0.3, 0.2}, 0, 0, 0);
    Map<String, Long> kept = new HashMap<>(watch.model.figures().values());
    String broken = List.copyOf(kept.keySet()).get(random.nextInt(kept.size()));
    switch (random.nextInt(3)) {
      case 0 -> kept.remove(broken);
      case 1 -> kept.put(broken, Long.MIN_VALUE);
      default -> kept.put(broken, Long.MAX_VALUE);
    }
    List<PackId> ids = List.of(PackId.of(2), PackId.of(3), PackId.of(4));
    SharingModel after = ESTIMATOR.restored(Figures.of(kept), ids, watch.now());
    Watch fresh = new Watch(watch.shares, 0, 0, 0);
    fresh.model = after;
    fresh.millis = watch.millis;
    fresh.carry(0, 1, 0, 1, 2);
    assertThat(fresh.amperes(CHARGE, 50, 50, 50)).isBetween(0.0, 90.0);
  }

  @Property(tries = 10_000)
  void theWorstCornerIsWhereHalvingFindsIt(@ForAll long seed) {
    Random random = new Random(seed);
    PackShare share =
        PackShare.of(
                random.nextDouble(),
                0.1 * random.nextGaussian(),
                9 * random.nextGaussian(),
                3e-4 * random.nextGaussian())
            .wider(0.01 * random.nextDouble(), 1e-3, 9 * random.nextDouble(), 1e-7);
    for (int i = 0; i < random.nextInt(4); i++) {
      double[] at = {200 * random.nextGaussian(), 100 * random.nextGaussian(), 1, 0};
      share = share.moved(1000 * random.nextGaussian(), 0.9);
      share = share.measured(at, share.expected(at) + random.nextGaussian(), 0.04);
    }
    double[] still = {0, 50 * random.nextGaussian(), 1, 1000 * random.nextGaussian()};
    double[] moving = {1, random.nextDouble(), 0, 60 * random.nextDouble()};
    int sign = random.nextBoolean() ? 1 : -1;
    int limit = random.nextInt(50);
    WorstCorner corner = new WorstCorner(still[1], moving[1], still[3], moving[3]);
    int found = (int) (1000 * Math.min(6400, corner.of(share).bank(sign, limit)));
    int halved = halved(share, sign, limit, still, moving);
    assertThat(found).isCloseTo(halved, within(1 + halved / 1_000_000));
  }

  private static int halved(
      PackShare share, int sign, double limit, double[] still, double[] moving) {
    int low = -1;
    int high = 6_400_000;
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      double[] at = new double[PackShare.SIZE];
      for (int i = 0; i < at.length; i++) {
        at[i] = still[i] + sign * middle / 1000.0 * moving[i];
      }
      double deviation = Math.sqrt(Math.max(0, share.covariance(at, at)));
      boolean within = sign * share.expected(at) + 2 * deviation <= limit;
      // Beyond the limit at rest, none is allowed, though a current might bring it back.
      low = within && (low >= 0 || starts(share, sign, limit, still)) ? middle : low;
      high = low == middle ? high : middle;
    }
    return Math.max(0, low);
  }

  private static boolean starts(PackShare share, int sign, double limit, double[] still) {
    double deviation = Math.sqrt(Math.max(0, share.covariance(still, still)));
    return sign * share.expected(still) + 2 * deviation <= limit;
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
        int limit =
            model
                .limit(CHARGE, limits, now, Duration.ofSeconds(5))
                .orElseThrow()
                .limit()
                .milliamperes();
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
