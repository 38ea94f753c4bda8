package io.bankd.sleep;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Figures;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every pack's sleep, whatever it says and whenever it falls silent. */
class SleepInvariantsTest {
  private static final SleepSettings SETTINGS = SleepSettings.AM5000;
  private static final List<Duration> TICKS =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(20),
          Duration.ofMinutes(9),
          Duration.ofHours(3));

  /** One random step of a pack's life; both benches get the same. */
  private static void live(Random random, boolean asked, boolean answers, SleepBench... benches) {
    Duration tick = TICKS.get(random.nextInt(TICKS.size()));
    int cell = 2600 + random.nextInt(800);
    int current = random.nextInt(4) == 0 ? random.nextInt(20_000) - 15_000 : 0;
    boolean flagged = random.nextInt(10) == 0;
    boolean told = random.nextInt(40) == 0;
    for (SleepBench bench : benches) {
      bench.pack.cells(3300).cell(4, cell).milliamperes(current);
      bench.pack.reports(
          flagged ? new PackCondition[] {PackCondition.CELL_UNDER_VOLTAGE} : new PackCondition[0]);
      if (told) {
        bench.tell();
      }
      bench.asks(asked).step(tick, answers);
    }
  }

  @Property(tries = 10_000)
  void aRestartBetweenAnyTwoStepsChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    SleepBench through = new SleepBench(SETTINGS, false);
    SleepBench restarted = new SleepBench(SETTINGS, true);
    for (int i = 0; i < 20; i++) {
      live(random, random.nextInt(5) > 0, random.nextInt(3) == 0, through, restarted);
      assertThat(restarted.state).isEqualTo(through.state);
    }
    assertThat(restarted.log).isEqualTo(through.log);
  }

  @Property(tries = 10_000)
  void whoAnswersIsAwakeAndWhoSleepsHasACauseAndAnEndOfTries(@ForAll long seed) {
    Random random = new Random(seed);
    SleepBench bench = new SleepBench();
    for (int i = 0; i < 20; i++) {
      boolean answers = random.nextInt(3) == 0;
      live(random, random.nextInt(5) > 0, answers, bench);
      SleepOutlook outlook = bench.outlook();
      if (answers) {
        assertThat(outlook.phase()).isEqualTo(SleepPhase.AWAKE);
      }
      assertThat(outlook.cause() == null).isEqualTo(outlook.phase() != SleepPhase.ASLEEP);
      assertThat(outlook.wakeTries()).isBetween(0, 10);
      Moment next = outlook.nextWake();
      if (next != null) {
        assertThat(next.isAfter(bench.now())).isTrue();
        assertThat(next.since(bench.now())).isLessThanOrEqualTo(Duration.ofHours(4));
        assertThat(outlook.needsHands()).isFalse();
      }
      if (outlook.needsHands()) {
        assertThat(outlook.wantsCharge()).isFalse();
      }
    }
  }

  @Property(tries = 10_000)
  void aHealthyPackThatIsAskedAndFallsSilentIsNeverAsleep(
      @ForAll long seed,
      @ForAll @IntRange(min = 2751, max = 3600) int cell,
      @ForAll @IntRange(min = -100_000, max = 100_000) int milliamperes) {
    Random random = new Random(seed);
    SleepBench bench = new SleepBench();
    bench.pack.cells(cell).milliamperes(milliamperes);
    for (int i = 0; i < 20; i++) {
      bench.step(TICKS.get(random.nextInt(TICKS.size())), random.nextInt(3) == 0);
      assertThat(bench.outlook().phase()).isNotEqualTo(SleepPhase.ASLEEP);
    }
  }

  @Property(tries = 10_000)
  void nonsenseThatWasKeptIsNeverTakenForSleepWithoutACause(@ForAll long seed) {
    Random random = new Random(seed);
    SleepBench bench = new SleepBench();
    for (int i = 0; i < 12; i++) {
      live(random, random.nextInt(5) > 0, random.nextInt(3) == 0, bench);
    }
    Map<String, Long> kept = new HashMap<>(bench.state.figures().values());
    for (String name : List.copyOf(kept.keySet())) {
      int fate = random.nextInt(4);
      if (fate == 0) {
        kept.remove(name);
      } else if (fate == 1) {
        kept.put(name, random.nextLong());
      }
    }
    bench.state = SleepState.restored(Figures.of(kept), SETTINGS, bench.now());
    for (int i = 0; i < 5; i++) {
      SleepOutlook outlook = bench.outlook();
      assertThat(outlook.cause() == null).isEqualTo(outlook.phase() != SleepPhase.ASLEEP);
      assertThat(outlook.wakeTries()).isBetween(0, 10);
      Moment next = outlook.nextWake();
      assertThat(next == null || next.isAfter(bench.now())).isTrue();
      bench.step(Duration.ofMinutes(10), false);
    }
    bench.answers(Duration.ofSeconds(4));
    assertThat(bench.outlook().phase()).isEqualTo(SleepPhase.AWAKE);
  }
}
