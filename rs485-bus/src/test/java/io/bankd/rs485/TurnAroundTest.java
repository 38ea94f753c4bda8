package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a silent pack is given. */
class TurnAroundTest {
  private static final BusTiming TIMING = BusTiming.serial(9600);

  private final TurnAround turnAround = new TurnAround();

  private void assertGiven(int millis) {
    assertThat(turnAround.probe(TIMING)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void beforeAnybodyWasHeardAsAPackThatIsMasterGives() {
    assertGiven(150);
  }

  @Test
  void twiceWhatTheSlowestTookAndNeverLessThanEightyMilliseconds() {
    turnAround.heard(Duration.ofMillis(25));
    assertGiven(80);
    turnAround.heard(Duration.ofMillis(90));
    assertGiven(180);
  }

  @Test
  void onALineOfSlowPacksAsLongAsAnyOtherQuestion() {
    turnAround.heard(Duration.ofMillis(370));
    assertGiven(500);
  }

  @Test
  void oneLateAnswerIsForgottenInSomeHundred() {
    turnAround.heard(Duration.ofMillis(400));
    for (int i = 0; i < 300; i++) {
      turnAround.heard(Duration.ofMillis(25));
    }
    assertGiven(80);
  }
}
