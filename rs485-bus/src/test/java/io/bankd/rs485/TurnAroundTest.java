package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a silent pack is given. */
class TurnAroundTest {
  private static final BusTiming TIMING = BusTiming.serial(9600);

  private static final PackAddress TWO = PackAddress.of(2);
  private static final PackAddress THREE = PackAddress.of(3);

  private final TurnAround turnAround = new TurnAround();

  private void assertGiven(int millis) {
    assertThat(turnAround.probe(THREE, TIMING)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void beforeAnybodyWasHeardAsAPackThatIsMasterGives() {
    assertGiven(150);
  }

  @Test
  void twiceWhatTheSlowestTookAndNeverLessThanWhatPacksWereMeasuredToTake() {
    turnAround.heard(TWO, Duration.ofMillis(25));
    assertGiven(180);
    turnAround.heard(TWO, Duration.ofMillis(120));
    turnAround.heard(TWO, Duration.ofMillis(120));
    assertGiven(240);
  }

  @Test
  void oneAnswerThatTheMachineHeldUpMakesNothingDearer() {
    turnAround.heard(TWO, Duration.ofMillis(25));
    turnAround.heard(TWO, Duration.ofMillis(450));
    turnAround.heard(TWO, Duration.ofMillis(25));
    assertGiven(180);
  }

  @Test
  void whoIsSlowerThanAPackMayBeIsWaitedForByHalfAsMuchAgainWithinBounds() {
    BusTiming gateway = BusTiming.tcp(9600);
    turnAround.heard(TWO, Duration.ofMillis(25));
    assertThat(turnAround.patience(TWO, gateway)).isEqualTo(Duration.ofMillis(500));
    for (int i = 0; i < 2; i++) {
      turnAround.heard(TWO, Duration.ofMillis(1200));
    }
    assertThat(turnAround.patience(TWO, gateway)).isEqualTo(Duration.ofMillis(1800));
    assertThat(turnAround.patience(THREE, gateway)).isEqualTo(Duration.ofMillis(1800));
    assertThat(turnAround.patience(TWO, TIMING)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void onALineOfSlowPacksAsLongAsAnyOtherQuestion() {
    turnAround.heard(TWO, Duration.ofMillis(370));
    assertGiven(555);
    assertThat(turnAround.patience(THREE, TIMING)).isEqualTo(Duration.ofMillis(555));
  }

  @Test
  void oneLateAnswerIsForgottenInSomeHundred() {
    turnAround.heard(TWO, Duration.ofMillis(400));
    for (int i = 0; i < 300; i++) {
      turnAround.heard(TWO, Duration.ofMillis(25));
    }
    assertGiven(180);
  }

  @Test
  void aSlowPackAmongFastOnesIsGivenWhatItNeededWhenItWasLastHeard() {
    turnAround.heard(THREE, Duration.ofMillis(230));
    for (int i = 0; i < 300; i++) {
      turnAround.heard(TWO, Duration.ofMillis(25));
    }
    assertGiven(460);
    assertThat(turnAround.probe(TWO, TIMING)).isEqualTo(Duration.ofMillis(180));
  }
}
