package io.bankd.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Coulombs, volts and amperes of simulated packs, by the truth inside them. */
class SimulatedPhysicsTest {
  private static final double DRAIN = 0.040;

  private static SimulatedPack pack(double soc, int number) {
    return pack(soc, number, Map.of());
  }

  private static SimulatedPack pack(double soc, int number, Map<Trait, Integer> traits) {
    Scenario.Start start =
        new Scenario.Start(
            Ratio.ofBasisPoints((int) (10_000 * soc)),
            Ratio.ZERO,
            Ratio.ofPercent(10),
            Temperature.ofDegrees(23));
    Difference difference = new Difference(Whom.ALL, traits);
    return new SimulatedPack(
        PackId.of(number), PackSpec.AM5000, start, difference, new Random(number));
  }

  /* One step of a bar, as the bank takes it. */
  private static void pass(
      SimulatedBusbar bar, List<SimulatedPack> packs, double seconds, double amperes) {
    bar.solve(amperes, 0);
    double decay = SimulatedCells.decay(seconds);
    for (SimulatedPack pack : packs) {
      pack.bms().polled();
      pack.advance(seconds, decay, 20);
      pack.look(seconds, bar.outside(pack), bar.isLoaded());
    }
  }

  private static double charge(SimulatedPack pack) {
    double sum = 0;
    for (int cell = 1; cell <= 16; cell++) {
      sum += pack.charge(cell);
    }
    return sum;
  }

  @Property(tries = 50)
  void whatFlowsInIsInTheCellsOrInTheBleedersOrInTheElectronics(
      @ForAll @DoubleRange(min = 0.02, max = 0.99) double soc,
      @ForAll @IntRange(min = -45, max = 45) int amperes,
      @ForAll @IntRange(min = 1, max = 14) int seed) {
    SimulatedPack pack = pack(soc, seed);
    SimulatedBusbar bar = new SimulatedBusbar(List.of(pack));
    double before = charge(pack);
    double through = 0;
    double used = 0;
    for (int second = 0; second < 600; second++) {
      int bled = Integer.bitCount(pack.bms().balancing());
      double drain = pack.bms().drain();
      pass(bar, List.of(pack), 1, amperes);
      through += 16 * pack.amperes() / 3600;
      used += (16 * drain + 0.080 * bled) / 3600;
    }
    assertThat(charge(pack) - before).isCloseTo(through - used, within(1e-9));
  }

  @Property(tries = 200)
  void theBarGivesEachPackWhatItsMosfetsAndItsLimiterLetThrough(
      @ForAll @IntRange(min = 1, max = 15) int count,
      @ForAll @IntRange(min = -1200, max = 1200) int amperes,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<SimulatedPack> packs =
        random.ints(count, 1, 15).mapToObj(i -> pack(random.nextDouble(), i)).toList();
    SimulatedBusbar bar = new SimulatedBusbar(packs);
    for (int second = 0; second < 20; second++) {
      pass(bar, packs, 1, amperes); // the full and the empty open their MOSFETs on the way
    }
    bar.solve(amperes, 0);
    double sum = 0;
    boolean bound = true;
    for (SimulatedPack pack : packs) {
      SimulatedBms bms = pack.bms();
      double flow = pack.amperes();
      assertThat(flow).isBetween(bms.mostDischarge(), bms.mostCharge());
      boolean free = flow > bms.mostDischarge() + 1e-6 && flow < bms.mostCharge() - 1e-6;
      if (free) {
        double law = (bar.volts() - pack.electromotive()) / pack.ohms();
        assertThat(flow).isCloseTo(law, within(1e-6));
      }
      bound &= !free;
      sum += flow;
    }
    if (!bound) {
      assertThat(sum).isCloseTo(amperes, within(1e-6));
    }
  }

  @Test
  void aPackThatWakesOntoALiveBarDrawsWhatPhysicsSaysUntilItsLimiterActs() {
    SimulatedPack empty = pack(0.03, 2);
    List<SimulatedPack> packs = List.of(pack(0.9, 3), pack(0.9, 4), pack(0.9, 5), empty);
    empty.bms().toggle();
    SimulatedBusbar bar = new SimulatedBusbar(packs);
    assertThat(empty.amperes()).as("asleep").isZero();
    assertThat(empty.bms().mostCharge()).isZero();
    double inrush = (bar.volts() - empty.electromotive()) / empty.ohms();
    assertThat(inrush).isGreaterThan(100);
    pass(bar, packs, 1, 0); // 53 V wake it
    assertThat(empty.bms().isAsleep()).isFalse();
    pass(bar, packs, 1, 0);
    assertThat(empty.bms().status(PackId.of(2), Moment.ofMillis(0)).limiterActive()).isTrue();
    assertThat(empty.amperes()).isEqualTo(10);
  }

  @Test
  void aPackWhoseLimiterFailedProtectsItselfFromTheInrush() {
    SimulatedPack empty = pack(0.001, 2);
    List<SimulatedPack> packs =
        new ArrayList<>(IntStream.range(3, 13).mapToObj(i -> pack(0.95, i)).toList());
    packs.add(empty);
    empty.bms().removeLimiter();
    SimulatedBusbar bar = new SimulatedBusbar(packs);
    for (int tenth = 0; tenth < 31; tenth++) {
      pass(bar, packs, 0.1, 0);
    }
    assertThat(empty.amperes()).isLessThanOrEqualTo(0);
    assertThat(empty.bms().status(PackId.of(2), Moment.ofMillis(0)).protections())
        .contains(PackCondition.CHARGE_OVER_CURRENT);
  }

  @Test
  void balancingBringsTheHighCellsDown() {
    SimulatedPack pack = pack(0.985, 2, Map.of(Trait.WEAK_CELL, 12));
    SimulatedBusbar bar = new SimulatedBusbar(List.of(pack));
    boolean balanced = false;
    for (int second = 0; second < 1800; second++) {
      pass(bar, List.of(pack), 1, second < 1300 ? 3 : 0);
      balanced |= (pack.bms().balancing() >> 11 & 1) == 1;
      int others = pack.bms().balancing() & ~(1 << 11);
      assertThat(others).as("only the high one").isZero();
    }
    assertThat(balanced).isTrue();
  }

  @Test
  void thePacksOwnCountErrsByLessThanEightPercentThroughAMonth() {
    SimulatedBank bank =
        new SimulatedBank(
            PackSpec.AM5000, List.of(PackId.of(2)), Scenarios.named("charge").orElseThrow(), 5);
    int worst = 0;
    for (int hour = 0; hour < 30 * 24; hour++) {
      boolean sun = hour % 24 >= 9 && hour % 24 < 15;
      for (int minute = 0; minute < 60; minute++) {
        int room = 56_000 - bank.busVoltage().millivolts();
        int charging = Math.max(0, Math.min(20_000, 20 * room));
        bank.advance(Duration.ofMinutes(1), Current.ofMilliamperes(sun ? charging : -4_000));
        PackReading reading =
            Objects.requireNonNull(bank.reading(PackId.of(2), Moment.ofMillis(0)));
        int truth = (int) Math.round(10_000 * bank.truth(PackId.of(2)));
        worst = Math.max(worst, Math.abs(reading.soc().basisPoints() - truth));
      }
    }
    assertThat(worst).as("hundredths of a percent").isBetween(50, 800);
  }

  @Test
  void aWeekAsleepCostsNextToNothing() {
    SimulatedPack pack = pack(0.30, 2);
    SimulatedBusbar bar = new SimulatedBusbar(List.of(pack));
    double before = charge(pack);
    pass(bar, List.of(pack), 3600, 0);
    assertThat(before - charge(pack)).isCloseTo(16 * DRAIN, within(1e-6));
    pack.bms().toggle();
    before = charge(pack);
    for (int hour = 0; hour < 168; hour++) {
      pass(bar, List.of(pack), 3600, 0);
    }
    assertThat(before - charge(pack)).as("Ah of 16 cells").isLessThan(0.5);
  }

  @Test
  void useWearsThePack() {
    SimulatedCells cells = new SimulatedCells(16, 100, 0.5, 0.0096, new Random(1));
    double before = cells.capacity();
    for (int cycle = 0; cycle < 600; cycle++) {
      cells.advance(3600, 0, 50, 0, 0);
      cells.advance(3600, 0, -50, 0, 0);
      cells.advance(3600, 0, -50, 0, 0);
      cells.advance(3600, 0, 50, 0, 0);
    }
    assertThat(before - cells.capacity()).as("a tenth of its life").isCloseTo(2, within(0.01));
  }
}
