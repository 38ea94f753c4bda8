package io.bankd.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ButtonTest {
  @ParameterizedTest(name = "held {0} ms: an awake pack does {1}, a sleeping one {2}")
  @CsvSource({
    "0,     NOTHING, NOTHING",
    "2999,  NOTHING, NOTHING",
    "3000,  SLEEP,   WAKE",
    "5999,  SLEEP,   WAKE",
    "6000,  RESET,   WAKE",
    "6001,  RESET,   NOTHING",
    "10000, RESET,   NOTHING",
    "10001, NOTHING, NOTHING",
    "60000, NOTHING, NOTHING",
  })
  void pressed(int millis, Button awake, Button asleep) {
    assertThat(Button.released(false, Duration.ofMillis(millis))).isEqualTo(awake);
    assertThat(Button.released(true, Duration.ofMillis(millis))).isEqualTo(asleep);
  }

  @ParameterizedTest(name = "{0}: a light every half second")
  @CsvSource({
    "WAKE,  RUN ALM L1 L2 L3 L4 L5 L6",
    "SLEEP, L1 L2 L3 L4 L5 L6 ALM RUN",
    "RESET, all all all",
    "NOTHING, ",
  })
  void lights(Button button, String inTurn) {
    List<String> seen = new ArrayList<>();
    for (int millis = 0; millis < 6000; millis += 500) {
      var lit = button.litAt(Duration.ofMillis(millis));
      assertThat(button.litAt(Duration.ofMillis(millis + 499))).isEqualTo(lit);
      if (!lit.isEmpty()) {
        seen.add(lit.size() == 9 ? "all" : lit.iterator().next().label());
      }
    }
    assertThat(String.join(" ", seen)).isEqualTo(inTurn == null ? "" : inTurn);
  }

  @Property(tries = 10_000)
  void nothingIsLitBeforeAndAfter(
      @ForAll Button button, @ForAll @IntRange(min = -10_000, max = 10_000) int millis) {
    Duration since = Duration.ofMillis(millis);
    boolean during = !since.isNegative() && since.compareTo(button.lasts()) < 0;
    assertThat(button.litAt(since).isEmpty()).isEqualTo(!during);
  }
}
