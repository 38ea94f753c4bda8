package io.bankd.soc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Figures;
import io.bankd.pack.PackReading;
import io.bankd.pack.TestPack;
import io.bankd.spec.PackSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every estimate, whatever a pack says and whenever it says it. */
class SocPropertiesTest {
  private static final SocEstimator ESTIMATOR = new SocEstimator(PackSpec.AM5000);

  private static SocEstimate next(SocEstimate before, PackReading reading, Anchor anchor) {
    return ESTIMATOR.next(before, reading, anchor).state();
  }

  /* A pack in any mood, at any pace, with any anchor. */
  private static SocEstimate anything(Random random, int steps) {
    SocEstimate estimate = SocEstimate.UNKNOWN;
    long at = 0;
    for (int i = 0; i < steps; i++) {
      int pace = random.nextInt(4);
      at += 1 + random.nextInt(pace == 0 ? 1000 : pace == 1 ? 60_000 : 4_000_000);
      TestPack pack = new TestPack(3);
      pack.cells(2500 + random.nextInt(1200)).soc(random.nextInt(10_001));
      pack.milliamperes(random.nextInt(3) == 0 ? 0 : random.nextInt(240_000) - 120_000);
      Anchor anchor = random.nextInt(6) > 0 ? Anchor.NONE : Anchor.values()[random.nextInt(3)];
      estimate = next(estimate, pack.reading(at), anchor);
      assertThat(estimate.count.inner()).isBetween(0L, Belief.ONE);
      assertThat(estimate.count.shown()).isBetween(0L, Belief.ONE);
      assertThat(estimate.count.bound()).isBetween(0L, Belief.ONE);
      assertThat(estimate.offset.bound()).isNotNegative();
      assertThat(Math.abs(estimate.offset.microamperes())).isLessThanOrEqualTo(500_000);
      assertThat(estimate.capacity().milliampereHours()).isBetween(50_000, 110_000);
    }
    return estimate;
  }

  @Property(tries = 10_000)
  void staysWithinItsBoundsWhateverHappens(@ForAll long seed) {
    anything(new Random(seed), 30);
  }

  @Property(tries = 10_000)
  void isStoredAndRestoredInAnyOrder(@ForAll long seed) {
    Random random = new Random(seed);
    SocEstimate estimate = anything(random, 1 + random.nextInt(20));
    List<Map.Entry<String, Long>> entries = new ArrayList<>(estimate.figures().values().entrySet());
    Collections.shuffle(entries, random);
    Map<String, Long> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
    SocEstimate again = SocEstimate.restored(Figures.of(shuffled));
    assertThat(again.figures()).isEqualTo(estimate.figures());
    assertThat(again.value()).isEqualTo(estimate.value());
    assertThat(again.error()).isEqualTo(estimate.error());
    assertThat(again.capacity()).isEqualTo(estimate.capacity());
  }

  @Property(tries = 10_000)
  void whateverWasStoredRestoresToSomethingPossible(@ForAll long seed) {
    Random random = new Random(seed);
    Figures figures = anything(random, 5).figures();
    for (String name : List.copyOf(figures.values().keySet())) {
      int luck = random.nextInt(6);
      long nonsense = luck == 0 ? random.nextLong() : luck == 1 ? Long.MIN_VALUE : -1;
      figures = luck < 3 ? figures.with(name, nonsense) : figures;
    }
    SocEstimate estimate = SocEstimate.restored(figures);
    TestPack pack = new TestPack(3).soc(random.nextInt(10_001));
    SocEstimate further = next(estimate, pack.reading(100_000_000), Anchor.NONE);
    assertThat(further.count.inner()).isBetween(0L, Belief.ONE);
    assertThat(further.count.shown()).isBetween(0L, Belief.ONE);
    assertThat(further.count.bound()).isBetween(0L, Belief.ONE);
    assertThat(further.capacity().milliampereHours()).isBetween(50_000, 110_000);
  }

  /*
   * Two hours after the end of charge with any gain up to 1 % and any offset up to 0.25 A, a load
   * that changes now and then, 5 % of the answers lost, and a pack that is up to 8 % wrong.
   */
  @Property(tries = 10_000)
  void theTruthLiesWithinTheBound(@ForAll long seed) {
    Random random = new Random(seed);
    double gain = 0.02 * random.nextDouble() - 0.01;
    double offset = 500 * random.nextDouble() - 250;
    double own = 0.16 * random.nextDouble() - 0.08;
    double truth = 1;
    double load = 0;
    SocEstimate estimate = SocEstimate.UNKNOWN;
    for (int minute = 0; minute < 120; minute++) {
      if (random.nextInt(10) == 0) {
        load = random.nextInt(70_000) - 50_000;
      }
      double flows = truth >= 1 && load > 0 || truth <= 0.1 && load < 0 ? 0 : load;
      truth = Math.min(1, truth + flows / 60 / 100_000);
      boolean lost = minute > 1 && random.nextInt(20) == 0;
      if (lost) {
        continue;
      }
      int says = (int) (10_000 * Math.max(0, Math.min(1, truth + own)));
      TestPack pack = new TestPack(3).soc(says);
      pack.milliamperes((int) Math.round(flows * (1 + gain) + offset));
      Anchor anchor = minute == 1 ? Anchor.FULL : Anchor.NONE;
      truth = minute <= 1 ? 1 : truth;
      estimate = next(estimate, pack.reading(minute * 60_000L), anchor);
      assertThat(Math.abs(estimate.value().fraction() - truth))
          .isLessThanOrEqualTo(estimate.error().fraction());
    }
  }

  /* Without an anchor, a rest near empty or an opinion that helps, time makes nothing surer. */
  @Property(tries = 10_000)
  void lostAnswersNeverMakeItSurer(
      @ForAll long seed, @ForAll @IntRange(min = -50_000, max = 50_000) int milliamperes) {
    Random random = new Random(seed);
    SocEstimate all = SocEstimate.UNKNOWN;
    SocEstimate some = SocEstimate.UNKNOWN;
    for (int i = 0; i < 60; i++) {
      PackReading reading =
          new TestPack(3).soc(9800).milliamperes(milliamperes).reading(i * 5_000L);
      Anchor anchor = i == 1 ? Anchor.FULL : Anchor.NONE;
      long before = some.count.bound();
      all = next(all, reading, anchor);
      if (i < 3 || random.nextInt(3) > 0) {
        some = next(some, reading, anchor);
        if (i > 1) {
          assertThat(some.count.bound()).isGreaterThanOrEqualTo(before);
        }
        /* Up to one trillionth that each step rounds up. */
        assertThat(some.count.bound()).isGreaterThanOrEqualTo(all.count.bound() - 4 * 60);
      }
    }
  }

  @Property(tries = 10_000)
  void aRestartNeverMakesItSurer(@ForAll long seed) {
    Random random = new Random(seed);
    SocEstimate before = anything(random, 1 + random.nextInt(10));
    Figures stored = before.figures();
    long at = stored.get("seen.at", 0) / 1_000_000 + 1 + random.nextInt(60_000);
    int own = (int) (stored.get("seen.own", 0) / (Belief.ONE / 10_000));
    PackReading reading = new TestPack(3).soc(own).reading(at);
    SocEstimate without = next(before, reading, Anchor.NONE);
    SocEstimate restarted = next(SocEstimate.restored(stored), reading, Anchor.NONE);
    if (before.count.bound() < 8 * Belief.PERCENT) {
      assertThat(restarted.count.bound()).isGreaterThan(before.count.bound());
    }
    assertThat(restarted.count.bound()).isLessThanOrEqualTo(Belief.ONE);
    assertThat(without.anchoredAt()).isEqualTo(restarted.anchoredAt());
  }
}
