package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What questions have taken on a bus. */
class PollCostsTest {
  private static final PackQuestion ANALOG = new PackQuestion(PackAddress.of(2), Kind.ANALOG);
  private static final Exchange GOOD =
      new Exchange.Answered(new PackReply.Count(1), Moment.ofMillis(0), Duration.ZERO);

  private final PollCosts costs = new PollCosts();

  private void took(Exchange outcome, int millis) {
    costs.took(ANALOG, outcome, Duration.ofMillis(millis));
  }

  private void rounds(int rounds) {
    for (int i = 0; i < rounds; i++) {
      took(GOOD, 190);
      costs.roundEnded();
    }
  }

  @Test
  void theLongestAnswerCountsForEightToSixteenRounds() {
    took(GOOD, 340);
    assertThat(costs.shortly()).isEqualTo(Duration.ofMillis(340));
    rounds(8);
    assertThat(costs.shortly()).isEqualTo(Duration.ofMillis(340));
    rounds(8);
    assertThat(costs.shortly()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void oneLateAnswerHardlyMovesWhatIsUsual() {
    rounds(20);
    took(GOOD, 350);
    assertThat(costs.measured()).isEqualTo(Duration.ofMillis(195));
  }

  @Test
  void aDamagedAnswerMakesEveryQuestionDearUntilThereAreNone() {
    rounds(16);
    assertThat(costs.shortly()).isEqualTo(Duration.ofMillis(200));
    took(new Exchange.Garbled(FrameFault.CHKSUM), 430);
    assertThat(costs.shortly()).isEqualTo(Duration.ofMillis(430));
    rounds(16);
    assertThat(costs.shortly()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void whatASilenceCostsIsRememberedUntilThereIsAnother() {
    took(new Exchange.Silent(), 480);
    rounds(100);
    assertThat(costs.patiently()).isEqualTo(Duration.ofMillis(480));
  }
}
