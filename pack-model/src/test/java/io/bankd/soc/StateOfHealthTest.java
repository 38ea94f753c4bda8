package io.bankd.soc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.unit.Capacity;
import io.bankd.unit.Ratio;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StateOfHealthTest {
  private static final Capacity DESIGN = Capacity.ofAmpereHours(100);

  @Test
  void whatThePackSaysIsTheAnswer() {
    assertThat(StateOfHealth.of(Ratio.ofPercent(93), 9000, null, DESIGN))
        .isEqualTo(Ratio.ofPercent(93));
  }

  @Test
  void sixThousandCyclesLeaveEightyPercent() {
    assertThat(StateOfHealth.of(null, 0, null, DESIGN)).isEqualTo(Ratio.ONE);
    assertThat(StateOfHealth.of(null, 3000, null, DESIGN)).isEqualTo(Ratio.ofPercent(90));
    assertThat(StateOfHealth.of(null, 6000, null, DESIGN)).isEqualTo(Ratio.ofPercent(80));
    assertThat(StateOfHealth.of(null, 1_000_000, null, DESIGN)).isEqualTo(Ratio.ofPercent(50));
  }

  @Test
  void aLearnedCapacityCountsWhereItIsWorse() {
    assertThat(StateOfHealth.of(null, 300, Capacity.ofAmpereHours(88), DESIGN))
        .isEqualTo(Ratio.ofPercent(88));
    assertThat(StateOfHealth.of(null, 3000, Capacity.ofAmpereHours(104), DESIGN))
        .isEqualTo(Ratio.ofPercent(90));
  }

  @Property(tries = 10_000)
  void neverRisesWithAge(
      @ForAll @IntRange(min = -5, max = 80_000) int cycles,
      @ForAll @IntRange(min = 0, max = 5_000) int more,
      @ForAll @IntRange(min = 1, max = 110_000) int held,
      @ForAll @IntRange(min = 0, max = 50_000) int lost) {
    Capacity then = Capacity.ofMilliampereHours(held);
    Capacity now = Capacity.ofMilliampereHours(Math.max(1, held - lost));
    Ratio before = StateOfHealth.of(null, cycles, then, DESIGN);
    assertThat(StateOfHealth.of(null, cycles + more, now, DESIGN))
        .isLessThanOrEqualTo(before)
        .isGreaterThanOrEqualTo(Ratio.ofPercent(50));
  }
}
