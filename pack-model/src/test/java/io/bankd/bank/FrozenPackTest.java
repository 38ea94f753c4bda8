package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A pack whose figures stand still at 0 A. */
class FrozenPackTest {
  private static final String FROZEN = "pack 2" + Stillness.WORDS;

  private static Bench loaded() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.pack(3).milliamperes(50_000);
    bench.pack(4).milliamperes(50_000);
    return bench;
  }

  @Test
  void isFoundWithinFiveMinutesWhileTheOthersCarryTheBank() {
    Bench bench = loaded().run(290);
    assertThat(bench.said()).doesNotContain(FROZEN);
    assertThat(bench.ccl()).isPositive();
    bench.run(15);
    assertThat(bench.said()).contains(FROZEN).doesNotHaveDuplicates();
    assertThat(bench.ccl()).as("what the two others may take").isBetween(1, 100_000);
    assertThat(bench.dcl()).isBetween(1, 100_000);
  }

  /** Its breaker is open as likely as not: the house goes on with the others. */
  @Test
  void addsNothingAndStopsNobody() {
    Bench bench = loaded();
    // What the inverter takes stays below what it is told: nothing here is obedience's.
    bench.pack(3).milliamperes(20_000);
    bench.pack(4).milliamperes(20_000);
    int before = bench.run(280).ccl();
    bench.run(330);
    assertThat(bench.said()).contains(FROZEN);
    assertThat(bench.ccl()).isPositive().isLessThanOrEqualTo(before);
  }

  @Test
  void staysFoundWhenTheLoadHasGoneAndEndsWhenAFigureMoves() {
    Bench bench = loaded().run(310);
    bench.pack(3).milliamperes(0);
    bench.pack(4).milliamperes(0);
    bench.run(600);
    assertThat(bench.said()).noneMatch(text -> text.contains("measures again"));
    bench.pack(2).cell(7, 3301);
    bench.run(2);
    assertThat(bench.said()).anyMatch(text -> text.contains("measures again"));
    assertThat(bench.run(60).ccl()).isPositive();
  }

  @Test
  void oneWithOpenMosfetsMayStandStill() {
    Bench bench = loaded();
    bench.pack(2).mosfets(false, false);
    bench.run(3600);
    assertThat(bench.said()).doesNotContain(FROZEN);
  }

  @Test
  void oneCellThatMovesNowAndThenIsAMeasurement() {
    Bench bench = loaded();
    for (int minutes = 0; minutes < 60; minutes += 4) {
      bench.pack(2).cell(5, 3300 + minutes);
      bench.run(240);
    }
    assertThat(bench.said()).doesNotContain(FROZEN);
  }

  @Test
  void currentsFromPackToPackAreNoLoad() {
    Bench bench = loaded();
    bench.pack(4).milliamperes(-50_000);
    bench.run(1200);
    assertThat(bench.said()).doesNotContain(FROZEN);
  }

  /** Steps of 1 mV and 10 mA, a small load now and then that the sensors show or not. */
  @Property(tries = 4)
  void aQuietNightIsNoFinding(@ForAll long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench(2, 3, 4).settle();
    for (int minutes = 0; minutes < 6 * 60; minutes += 20) {
      int load = random.nextInt(3) == 0 ? -10 * random.nextInt(900) : 0;
      for (int address = 2; address <= 4; address++) {
        bench.pack(address).milliamperes(random.nextInt(3) == 0 ? 0 : load);
        if (random.nextInt(3) == 0) {
          bench.pack(address).cell(1 + random.nextInt(16), 3299 + random.nextInt(3));
        }
      }
      bench.run(20 * 60);
    }
    assertThat(bench.said()).noneMatch(text -> text.contains("frozen"));
  }
}
