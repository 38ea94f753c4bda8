package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.history.Figures;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What holds of the bank's limits and of its state of charge for every bank: packs with any limits,
 * before and after it has been learnt how they share. What holds of whole histories is in {@link
 * BankInvariantsTest}, of the model alone in {@code SharingModelTest}.
 */
class BankLimitPropertiesTest {
  @Property(tries = 10_000)
  void atTheLimitEveryPackIsPredictedWithinItsOwn(@ForAll long seed) {
    KnownBank bank = some(seed);
    for (Direction way : Direction.values()) {
      // Where it is zero: what packs exchange among themselves no limit changes.
      Current limit = bank.offer(way).limit();
      double[] predicted = bank.predicted(way, limit, -1);
      for (int i = 0; i < bank.count() && !limit.isZero(); i++) {
        assertThat(predicted[i]).isLessThanOrEqualTo(bank.limits.get(i).milliamperes() + 1.0);
      }
    }
  }

  @Property(tries = 10_000)
  void withNMinusOneTheOthersArePredictedWithinTheirOwnWhicheverPackDropsOut(@ForAll long seed) {
    KnownBank bank = some(seed);
    for (Direction way : Direction.values()) {
      Offer safe = bank.safeWithoutAnyOne(way);
      assertThat(safe.limit()).isLessThanOrEqualTo(bank.offer(way).limit());
      for (int gone = 0; gone < bank.count() && !safe.limit().isZero(); gone++) {
        double[] predicted = bank.predicted(way, safe.limit(), gone);
        for (int i = 0; i < bank.count(); i++) {
          assertThat(i == gone ? 0 : predicted[i])
              .as(safe.reason().text())
              .isLessThanOrEqualTo(bank.limits.get(i).milliamperes() + 1.0);
        }
      }
    }
  }

  /** In volts and ohms, where it has been learnt how they share; fewer tries, to learn it well. */
  @Property(tries = 200)
  void withNMinusOneTheOthersTrulyCarryNoMoreThanTheirOwn(@ForAll long seed) {
    KnownBank bank = new KnownBank(new Random(seed)).taught(24);
    for (Direction way : Direction.values()) {
      Current safe = bank.safeWithoutAnyOne(way).limit();
      int sign = way == Direction.CHARGE ? 1 : -1;
      for (int gone = 0; gone < bank.count() && !safe.isZero(); gone++) {
        double[] flows = bank.flows(sign * safe.milliamperes() / 1000.0, gone);
        for (int i = 0; i < bank.count(); i++) {
          double own = bank.limits.get(i).milliamperes() / 1000.0;
          assertThat(sign * flows[i]).isLessThanOrEqualTo(1.02 * own + 0.05);
        }
      }
    }
  }

  @Property(tries = 10_000)
  void withTwoPacksNMinusOneLeavesWhatEitherMayCarryAlone(@ForAll long seed) {
    KnownBank bank = new KnownBank(new Random(seed), 2).taught(1);
    Current either = Current.min(bank.limits.get(0), bank.limits.get(1));
    for (Direction way : Direction.values()) {
      assertThat(bank.safeWithoutAnyOne(way).limit())
          .isEqualTo(Current.min(either, bank.offer(way).limit()));
    }
  }

  @Property(tries = 10_000)
  void theLimitIsNeverAboveTheSum(@ForAll long seed) {
    KnownBank bank = some(seed);
    int sum = bank.limits.stream().mapToInt(Current::milliamperes).sum();
    for (Direction way : Direction.values()) {
      assertThat(bank.offer(way).limit().milliamperes()).isBetween(0, sum);
    }
  }

  @Property(tries = 10_000)
  void aSmallerLimitOfAnyPackNeverRaisesTheBanks(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 50_000) int smaller) {
    KnownBank bank = some(seed);
    Direction way = seed % 2 == 0 ? Direction.CHARGE : Direction.DISCHARGE;
    Current before = bank.offer(way).limit();
    Current safe = bank.safeWithoutAnyOne(way).limit();
    int which = (int) Math.floorMod(seed, (long) bank.count());
    bank.limits.set(which, Current.min(bank.limits.get(which), Current.ofMilliamperes(smaller)));
    assertThat(bank.offer(way).limit()).isLessThanOrEqualTo(before);
    assertThat(bank.safeWithoutAnyOne(way).limit()).isLessThanOrEqualTo(safe);
  }

  @Property(tries = 10_000)
  void aWorsePackNeverRaisesTheLimit(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 50_000) int milliamperes) {
    KnownBank bank = some(seed);
    Direction way = seed % 2 == 0 ? Direction.CHARGE : Direction.DISCHARGE;
    Current before = bank.offer(way).limit();
    // It hangs on the busbar and nobody counts on it: it was lost, or has not answered yet.
    List<Share> more = bank.shares();
    more.add(KnownBank.share(13, Current.ofMilliamperes(milliamperes), false, true));
    assertThat(bank.offer(way, more).limit()).isLessThanOrEqualTo(before);
    // It answers, and may carry nothing.
    List<Share> blocked = bank.shares();
    blocked.add(KnownBank.share(13, Current.ZERO, true, true));
    assertThat(bank.offer(way, blocked).limit()).isLessThanOrEqualTo(before);
  }

  @Property(tries = 10_000)
  void theOrderOfPacksDoesNotMatter(@ForAll long seed) {
    KnownBank bank = some(seed);
    List<Share> shares = bank.shares();
    List<Share> shuffled = KnownBank.shuffled(shares, new Random(seed));
    for (Direction way : Direction.values()) {
      assertThat(bank.offer(way, shuffled)).isEqualTo(bank.offer(way, shares));
      Offer safe = DropOut.safe(bank.offer(way, shuffled), shuffled, some -> bank.offer(way, some));
      assertThat(safe.limit()).isEqualTo(bank.safeWithoutAnyOne(way).limit());
    }
  }

  @Property(tries = 300)
  void equalPacksGiveNTimesTheSmallest(
      @ForAll @IntRange(min = 2, max = 14) int packs,
      @ForAll @IntRange(min = 10_000, max = 50_000) int milliamperes) {
    KnownBank bank = new KnownBank(packs, milliamperes).taught(60);
    for (Direction way : Direction.values()) {
      int all = packs * milliamperes;
      assertThat(bank.offer(way).limit().milliamperes())
          .as("less what is not known for sure")
          .isBetween(all * 94 / 100 - packs * 1200, all);
      assertThat(Offer.of(bank.shares(), Ratio.ZERO).limit().milliamperes()).isEqualTo(all);
    }
  }

  @Property(tries = 10_000)
  void beforeSharingIsKnownTheLimitIsNeverAboveNTimesTheSmallestNorTheSum(
      @ForAll("shares") List<Share> shares, @ForAll @IntRange(min = 0, max = 90) int spread) {
    int offer = Offer.of(shares, Ratio.ofPercent(spread)).limit().milliamperes();
    List<Share> counted = shares.stream().filter(Share::counted).toList();
    int sum = counted.stream().mapToInt(s -> s.limit().milliamperes()).sum();
    int least =
        shares.stream()
            .filter(Share::bounding)
            .mapToInt(s -> s.limit().milliamperes())
            .min()
            .orElse(0);
    assertThat(offer).isBetween(0, sum);
    assertThat(offer).isLessThanOrEqualTo(counted.size() * least);
  }

  @Property(tries = 10_000)
  void losingAPackNeverRaisesTheLimit(
      @ForAll("shares") List<Share> shares, @ForAll @IntRange(min = 0, max = 90) int spread) {
    Ratio kept = Ratio.ofPercent(spread);
    Current before = Offer.of(shares, kept).limit();
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      List<Share> without = new ArrayList<>(shares);
      without.set(i, KnownBank.share(i, share.limit(), false, share.bounding()));
      assertThat(Offer.of(without, kept).limit()).isLessThanOrEqualTo(before);
    }
  }

  @Property(tries = 10_000)
  void limitsAtTheirExtremesNeverOverflow(
      @ForAll long seed, @ForAll @IntRange(min = 0) int one, @ForAll @IntRange(min = 0) int other) {
    KnownBank bank = some(seed);
    bank.limits.replaceAll(
        l -> Current.ofMilliamperes(Math.abs(l.hashCode()) % 2 == 0 ? one : other));
    for (Direction way : Direction.values()) {
      assertThat(bank.offer(way).limit().milliamperes()).isNotNegative();
      assertThat(bank.safeWithoutAnyOne(way).limit().milliamperes()).isNotNegative();
    }
  }

  /** A bank through a few minutes of bad luck; fewer tries, since each is some 200 steps. */
  @Property(tries = 100)
  void noStateOfChargeMovesFasterThanItsBoundWhateverPacksComeAndGo(@ForAll long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench(2, 3, 4);
    bench.packs.values().forEach(pack -> pack.soc(random.nextInt(10_001)));
    bench.run(3 + random.nextInt(40));
    Told before = Told.of(bench);
    for (int i = 0; i < 25; i++) {
      happening(bench, random);
      bench.run(0.25 * (1 + random.nextInt(12)));
      Told now = Told.of(bench);
      if (before.running) {
        now.follows(before, BankSoc.perSecond(bench.policy));
      }
      before = now;
    }
  }

  private static void happening(Bench bench, Random random) {
    int address = 2 + random.nextInt(3);
    switch (random.nextInt(8)) {
      case 0 -> bench.silence(address);
      case 1 -> bench.wake(address);
      case 2 -> bench.pack(address).mosfets(random.nextBoolean(), random.nextBoolean());
      case 3 -> bench.pack(address).cell(5, 2650 + random.nextInt(1000));
      case 4 -> bench.pack(address).soc(random.nextInt(10_001));
      case 5 -> bench.pack(address).milliamperes(random.nextInt(200_001) - 100_000);
      case 6 -> bench.restart();
      default -> bench.doubt(address);
    }
  }

  private record Told(Moment at, boolean running, int energy, int cutOff) {
    static Told of(Bench bench) {
      BankTotals totals = bench.bank.totals();
      boolean running = totals != null && bench.bank.phase() != BankPhase.STARTING;
      // After a restart nothing is told until packs answer: what was told last is what is kept.
      Figures kept = bench.bank.figures().group("soc");
      return new Told(
          bench.bank.at(),
          running || !kept.values().isEmpty(),
          (int) (kept.get("energy", 0) / 100_000),
          (int) (kept.get("cut-off", 0) / 100_000));
    }

    void follows(Told before, long perSecond) {
      double seconds = at.since(before.at).toMillis() / 1000.0;
      int most = (int) Math.ceil(seconds * perSecond / 100_000) + 1;
      assertThat(energy).isCloseTo(before.energy, within(most));
      assertThat(cutOff).isCloseTo(before.cutOff, within(most));
    }
  }

  /* Every other bank has been taught its shares, some only a little. */
  private static KnownBank some(long seed) {
    Random random = new Random(seed);
    int steps = random.nextInt(3) == 0 ? 1 : 4 + random.nextInt(6);
    return new KnownBank(random).taught(steps);
  }

  /* Addresses in order; a counted share always bounds as well. */
  @Provide
  Arbitrary<List<Share>> shares() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 50), Arbitraries.integers().between(0, 3))
        .as((amperes, kind) -> new int[] {amperes, kind})
        .list()
        .ofMinSize(1)
        .ofMaxSize(14)
        .map(
            drawn -> {
              List<Share> shares = new ArrayList<>();
              for (int[] draw : drawn) {
                Current limit = Current.ofAmperes(draw[0]);
                boolean counted = draw[1] > 1;
                shares.add(KnownBank.share(shares.size(), limit, counted, draw[1] > 0));
              }
              return shares;
            });
  }
}
