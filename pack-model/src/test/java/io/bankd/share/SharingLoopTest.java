package io.bankd.share;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The estimator in a closed loop: random banks, one pack read at a time, an obedient inverter that
 * is late, and a demand that jumps.
 */
class SharingLoopTest {
  private static final double LIMIT = 50;
  private static final double DT = 0.1;

  /**
   * What came of one bank.
   *
   * @param highest the worst pack in its worst second, in parts of its limit
   * @param usual the 99th percentile of those seconds
   * @param energy moved, in parts of what the true limits would have allowed
   */
  private record Outcome(double highest, double usual, double energy) {}

  private static Outcome run(long seed, int count, double lag, int minutes) {
    Random random = new Random(seed);
    SharedBusbar bar = new SharedBusbar(count, 0.3 + 0.4 * random.nextDouble(), 0.02, random);
    SharingEstimator estimator = new SharingEstimator(Current.ofAmperes(50), Ratio.ofPercent(40));
    SharingModel model = estimator.start();
    Map<PackId, Current> limits = new HashMap<>();
    Map<PackId, PackReading> readings = new HashMap<>();
    Deque<double[]> orders = new ArrayDeque<>();
    List<Double> seconds = new ArrayList<>();
    Duration late = Duration.ofMillis(Math.round(1000 * lag));
    double bank = 0;
    double ideal = 0;
    double ccl = 0;
    double dcl = 0;
    double demand = 0;
    double next = 0;
    double moved = 0;
    double movable = 0;
    double second = 0;
    for (long tick = 0; tick < minutes * 600L; tick++) {
      double now = tick * DT;
      if (now >= next) {
        next = now + 15 + 75 * random.nextDouble();
        int way =
            bar.meanSoc() > 0.6 ? -1 : bar.meanSoc() < 0.4 ? 1 : random.nextBoolean() ? 1 : -1;
        demand = random.nextDouble() < 0.15 ? 0 : way * random.nextDouble() * 1.2 * LIMIT * count;
      }
      orders.add(new double[] {now, Math.max(-dcl, Math.min(ccl, demand))});
      while (orders.size() > 1 && orders.element()[0] < now - lag) {
        orders.remove();
      }
      bank += (orders.element()[1] - bank) * (1 - Math.exp(-DT / 0.3));
      double most = Math.min(Math.abs(demand), bar.ideal(demand > 0 ? 1 : -1, LIMIT));
      ideal += ((demand > 0 ? most : -most) - ideal) * (1 - Math.exp(-DT / 0.3));
      bar.flow(bank, DT);
      moved += Math.abs(bank);
      movable += Math.abs(ideal);
      second = Math.max(second, tick % 10 == 0 ? 0 : second);
      second += bar.worst(LIMIT) / 10;
      if (tick % 10 == 9) {
        seconds.add(second);
        second = 0;
      }
      if (tick % 2 == 0) {
        int pack = (int) (tick / 2 % count);
        readings.put(bar.id(pack), bar.reading(pack, tick * 100));
        limits.put(bar.id(pack), Current.ofAmperes(50));
        Moment at = Moment.ofMillis(tick * 100);
        if (readings.size() == count) {
          model = estimator.next(model, List.copyOf(readings.values()), at);
          ccl = risen(ccl, model.limit(CHARGE, limits, at, late).orElseThrow(), count);
          dcl = risen(dcl, model.limit(DISCHARGE, limits, at, late).orElseThrow(), count);
        }
      }
    }
    Collections.sort(seconds);
    double usual = seconds.get((int) (seconds.size() * 0.99));
    return new Outcome(seconds.get(seconds.size() - 1), usual, moved / movable);
  }

  /* Falls at once, rises by 5 % of the bank's nominal current a second; a fifth of one passed. */
  private static double risen(double before, SharedLimit limit, int count) {
    double target = limit.limit().milliamperes() / 1000.0;
    return Math.min(target, before + 0.05 * LIMIT * count / 5);
  }

  private static void judge(String what, int count, double lag, double highest) {
    List<Outcome> outcomes = new ArrayList<>();
    for (long seed = 1; seed <= 12; seed++) {
      outcomes.add(run(seed, count, lag, 25));
    }
    double worst = outcomes.stream().mapToDouble(Outcome::highest).max().orElseThrow();
    double usual = outcomes.stream().mapToDouble(Outcome::usual).max().orElseThrow();
    double energy = outcomes.stream().mapToDouble(Outcome::energy).min().orElseThrow();
    System.out.printf(
        "%s: seeds 1…12, worst second %.3f, worst 99th percentile %.3f, least energy %.3f%n",
        what, worst, usual, energy);
    assertThat(worst).as("the highest single second").isLessThan(highest);
    assertThat(usual).as("all but one second in a hundred").isLessThan(1.02);
    assertThat(energy).as("of what the true limits allow").isGreaterThan(0.90);
  }

  @Test
  void fifteenPacksAndAnInverterThatIsTwoSecondsLate() {
    judge("15 packs, 2 s late", 15, 2, 1.05);
  }

  @Test
  void fourPacks() {
    judge("4 packs, 2 s late", 4, 2, 1.05);
  }

  @Test
  void anInverterThatIsTenSecondsLate() {
    judge("15 packs, 10 s late", 15, 10, 1.10);
  }
}
