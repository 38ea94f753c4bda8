package io.bankd.rs485.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a scan says of answers that come when nobody waits for them any more. */
class LateScanTest {
  private static final List<PackAddress> EXPECTED =
      List.of(PackAddress.of(2), PackAddress.of(3), PackAddress.of(4));

  private final Tape tape = new Tape();

  private void asked(PackAddress address, boolean late) {
    PackQuestion question = new PackQuestion(address, Kind.ANALOG);
    if (late) {
      tape.late(question, Duration.ofMillis(790));
      tape.exchanged(question, new Exchange.Silent());
    } else {
      tape.exchanged(
          question,
          new Exchange.Answered(
              new PackReply.Count(1), Moment.ofMillis(0), Duration.ofMillis(190)));
    }
  }

  private List<String> fails() {
    ScanRecord record =
        new ScanRecord(
            new BusScan.Way(new PaceDialect(), BusTiming.tcp(9600)), EXPECTED, new Tape(), tape, 0);
    return ScanJudge.judge(record).checks().stream()
        .filter(check -> check.verdict() == Verdict.FAIL)
        .map(Check::says)
        .collect(Collectors.toList());
  }

  @Test
  void behindASlowGatewayTheGatewayIsNamedAndNoPackIsMissing() {
    for (int i = 0; i < 8; i++) {
      EXPECTED.forEach(address -> asked(address, true));
    }
    assertThat(fails()).hasSize(1);
    assertThat(fails().get(0)).startsWith("answers come late, 790 ms after the question");
  }

  @Test
  void onePackThatIsTooLateIsNamedAndNotCalledMissing() {
    for (int i = 0; i < 8; i++) {
      EXPECTED.forEach(address -> asked(address, address.value() == 3));
    }
    assertThat(fails()).hasSize(1);
    assertThat(fails().get(0)).startsWith("address 3 answers late");
  }
}
