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
    assertThat(bench.view(2).limits().charge().isZero()).isTrue();
    assertThat(bench.view(2).limits().discharge().isZero()).isTrue();
    assertThat(bench.ccl()).isZero();
    assertThat(bench.dcl()).isZero();
    assertThat(bench.bank.limits().cclReason().text()).contains("its measurement is frozen");
  }

  @Test
  void staysFoundWhenTheLoadHasGoneAndEndsWithTwoReadingsThatMove() {
    Bench bench = loaded().run(310);
    bench.pack(3).milliamperes(0);
    bench.pack(4).milliamperes(0);
    bench.run(600);
    assertThat(bench.ccl()).isZero();
    bench.pack(2).cell(7, 3301);
    bench.run(1);
    assertThat(bench.view(2).limits().charge().isZero()).as("one reading").isTrue();
    bench.run(1);
    assertThat(bench.view(2).limits().charge().isZero()).as("two readings").isFalse();
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
