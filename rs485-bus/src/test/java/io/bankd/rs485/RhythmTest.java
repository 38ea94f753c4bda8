package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Another master's questions, and when the next is due. */
class RhythmTest {
  private static final long MS = Duration.ofMillis(1).toNanos();

  private final Rhythm rhythm = new Rhythm();

  private void heard(int... millis) {
    for (int each : millis) {
      rhythm.heard(each * MS);
    }
  }

  @Test
  void whoAsksAtEvenIntervalsAsksAgainAfterOne() {
    heard(0, 600, 1205, 1795, 2400, 3000, 3600);
    assertThat(rhythm.leaves(400 * MS, 3700 * MS)).isTrue();
    assertThat(rhythm.due(3700 * MS) / MS).isBetween(4180L, 4200L);
    // What is a little late is still to come.
    assertThat(rhythm.due(4220 * MS) / MS).isBetween(4180L, 4200L);
    assertThat(rhythm.due(4300 * MS) / MS).isBetween(4770L, 4800L);
  }

  @Test
  void aRequestThatWasTalkedOverDoesNotHideTheRhythm() {
    heard(0, 600, 1800, 2400, 4200, 4800, 5400);
    assertThat(rhythm.interval()).isEqualTo(600 * MS);
  }

  @Test
  void whoAsksNowAndThenHasNone() {
    heard(0, 200, 585, 760, 910, 1500, 1700);
    assertThat(rhythm.interval()).isZero();
    assertThat(rhythm.leaves(1, 1800 * MS)).isFalse();
  }

  @Test
  void whoLeavesNoTimeOrHasGoneIsNotWaitedFor() {
    heard(0, 200, 400, 600, 800, 1000, 1200);
    assertThat(rhythm.leaves(400 * MS, 1250 * MS)).isFalse();
    assertThat(rhythm.leaves(100 * MS, 1250 * MS)).isTrue();
    assertThat(rhythm.leaves(100 * MS, 2100 * MS)).isFalse();
  }
}
