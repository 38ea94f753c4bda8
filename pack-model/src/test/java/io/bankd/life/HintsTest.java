package io.bankd.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.life.Hints.Situation;
import io.bankd.pack.PackCondition;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HintsTest {
  @Test
  void everyRowOfTheFaultTableHasASentenceOfItsOwn() {
    assertThat(Arrays.stream(Situation.values()).map(Hints::of).distinct()).hasSize(6);
  }

  @Test
  void anEmptyPackIsToBeCharged() {
    assertThat(Hints.of(PackCondition.CELL_UNDER_VOLTAGE)).contains("charge it");
    assertThat(Hints.ofRule("PROT-4")).isEqualTo(Hints.of(Situation.NO_OUTPUT_AFTER_START));
  }

  @Test
  void aSilentPackSendsTheInstallerToTheSwitchesAndTheCable() {
    assertThat(Hints.ofRule("lost")).contains("DIP").contains("cable");
    assertThat(Hints.of(PackCondition.COMMUNICATION_FAULT)).isEqualTo(Hints.ofRule("lost"));
  }

  @Test
  void aDarkPackIsWokenByItsButton() {
    assertThat(Hints.ofRule("asleep")).contains("RST button for 3 to 6 s");
  }

  @Test
  void whatTheTableDoesNotKnowHasNoHint() {
    assertThat(Hints.of(PackCondition.FULLY_CHARGED)).isNull();
    assertThat(Hints.ofRule("phase")).isNull();
  }
}
