package io.bankd.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.unit.Current;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeratingCurveTest {
  private static final Current FIFTY = Current.ofAmperes(50);
  private final DeratingCurve falling = DeratingCurve.of(3500, 1000, 3560, 200, 3590, 0);

  @Test
  void keepsAllBeforeTheFirstPointAndNothingAfterTheLast() {
    assertThat(falling.limit(3500, FIFTY)).isEqualTo(FIFTY);
    assertThat(falling.limit(3590, FIFTY)).isEqualTo(Current.ZERO);
    assertThat(falling.limit(Integer.MIN_VALUE, FIFTY)).isEqualTo(FIFTY);
    assertThat(falling.limit(Integer.MAX_VALUE, FIFTY)).isEqualTo(Current.ZERO);
  }

  @Test
  void isStraightBetweenPoints() {
    assertThat(falling.limit(3530, FIFTY)).isEqualTo(Current.ofAmperes(30));
    assertThat(falling.limit(3575, FIFTY)).isEqualTo(Current.ofAmperes(5));
  }

  @Test
  void roundsDown() {
    DeratingCurve third = DeratingCurve.of(0, 0, 3, 1000);
    assertThat(third.limit(1, Current.ofMilliamperes(100))).isEqualTo(Current.ofMilliamperes(33));
  }

  @Test
  void refusesWhatIsNoCurve() {
    assertThatThrownBy(() -> DeratingCurve.of(1, 2, 3)).hasMessageContaining("two or more");
    assertThatThrownBy(() -> DeratingCurve.of(5, 0, 5, 1000)).hasMessageContaining("above 5");
    assertThatThrownBy(() -> DeratingCurve.of(1, 0, 2, 1001)).hasMessageContaining("0…1000");
    assertThatThrownBy(() -> DeratingCurve.of(1, 0, 2, 1000, 3, 0))
        .hasMessageContaining("never both");
  }

  @Property
  void neverRisesTowardsTheBadSide(
      @ForAll @IntRange(min = 3400, max = 3700) int a,
      @ForAll @IntRange(min = 3400, max = 3700) int b) {
    Current better = falling.limit(Math.min(a, b), FIFTY);
    Current worse = falling.limit(Math.max(a, b), FIFTY);
    assertThat(worse).isLessThanOrEqualTo(better);
  }
}
