package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bus that is configured for another dialect than its packs speak. */
class OtherProtocolsTest {
  private static final PackAddress TWO = PackAddress.of(2);
  private static final PackAddress THREE = PackAddress.of(3);
  private static final Exchange GOOD =
      new Exchange.Answered(new PackReply.Count(1), Moment.ofMillis(0), Duration.ZERO);

  private final PaceDialect pace = new PaceDialect();
  private final BusFindings findings = new BusFindings(List.of(TWO, THREE), BusListener.NONE);

  private void asked(PackAddress address, int times, Exchange outcome) {
    for (int i = 0; i < times; i++) {
      findings.exchanged(new PackQuestion(address, PackQuestion.Kind.ANALOG), outcome);
    }
  }

  private Exchange answered(PackAddress address, int ver) {
    PackQuestion question = new PackQuestion(address, PackQuestion.Kind.ANALOG);
    AsciiFrame answer = AsciiFrame.of(ver, address.value(), 0x46, 0, new byte[61]);
    PackReply.Refused refused = (PackReply.Refused) pace.read(question, answer);
    return new Exchange.Refused(refused.reason(), refused.detail());
  }

  @Test
  void theInstallerIsToldWhatTheyAllSpeakAndWhatToConfigure() {
    asked(TWO, 3, answered(TWO, 0x20));
    assertThat(findings.current())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.OTHER_PROTOCOL);
              assertThat(finding.address()).isEqualTo(TWO);
              assertThat(finding.sentence())
                  .contains("Pylontech's protocol, read by the dialect pylon");
            });
    asked(THREE, 3, answered(THREE, 0x20));
    assertThat(findings.current())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.address()).isNull();
              assertThat(finding.sentence()).startsWith("addresses 2, 3 answer in another");
            });
  }

  @Test
  void twoStrangersAreTwoFindings() {
    asked(TWO, 3, answered(TWO, 0x20));
    asked(THREE, 3, answered(THREE, 0x52));
    assertThat(findings.current()).extracting(BusFinding::address).containsExactly(TWO, THREE);
  }

  @Test
  void anAccidentIsNoFindingAndWhatWasPutRightIsOver() {
    asked(TWO, 2, answered(TWO, 0x20));
    assertThat(findings.current()).isEmpty();
    asked(TWO, 1, answered(TWO, 0x20));
    assertThat(findings.current()).hasSize(1);
    asked(TWO, 1, GOOD);
    assertThat(findings.current()).isEmpty();
  }

  @Test
  void whoHasGoneSilentIsForgotten() {
    asked(TWO, 10, answered(TWO, 0x20));
    asked(TWO, 4, new Exchange.Silent());
    assertThat(findings.current()).isEmpty();
  }
}
