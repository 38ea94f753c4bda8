package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding.Kind;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packs 2 to 5 are configured; who answers elsewhere, and what an installer is told of it. */
class ElsewhereTest {
  private static final Exchange SILENT = new Exchange.Silent();
  private static final Exchange GOOD =
      new Exchange.Answered(new PackReply.Count(1), Moment.ofMillis(0), Duration.ZERO);

  private final List<String> told = new ArrayList<>();
  private final BusListener listener =
      new BusListener() {
        @Override
        public void found(BusFinding finding) {
          told.add(finding.kind() + (finding.address() == null ? "" : " " + finding.address()));
        }

        @Override
        public void cleared(BusFinding finding) {
          told.add("no " + finding.kind());
        }
      };

  private final BusFindings findings =
      new BusFindings(Stream.of(2, 3, 4, 5).map(PackAddress::of).toList(), listener);

  private void rounds(int rounds, Integer... missing) {
    for (int round = 0; round < rounds; round++) {
      for (int address = 2; address <= 5; address++) {
        ask(address, Set.of(missing).contains(address) ? SILENT : GOOD);
      }
    }
  }

  private void ask(int address, Exchange outcome) {
    findings.exchanged(
        new PackQuestion(PackAddress.of(address), PackQuestion.Kind.ANALOG), outcome);
  }

  private void look(int address, Exchange... outcomes) {
    for (Exchange outcome : outcomes) {
      PackQuestion look =
          new PackQuestion(PackAddress.of(address), PackQuestion.Kind.COUNT, "", true);
      findings.exchanged(look, outcome);
    }
  }

  private String sentence(Kind kind) {
    return findings.current().stream()
        .filter(finding -> finding.kind() == kind)
        .findFirst()
        .orElseThrow()
        .sentence();
  }

  @Test
  void switchesReadFromTheWrongEndAreNamedWithThoseToSet() {
    rounds(12, 3);
    look(12, GOOD);
    assertThat(told).containsExactly("SILENT_PACK 3");
    look(12, GOOD);
    assertThat(told).containsExactly("SILENT_PACK 3", "DIP_ORDER 3");
    assertThat(sentence(Kind.DIP_ORDER))
        .isEqualTo(
            "a pack answers at 12 and none at 3: its switches were read from the wrong end. Switch 1"
                + " counts 1, switch 4 counts 8: set the pack to address 3 (switches 1 on, 2 on, 3"
                + " off, 4 off), then switch it off and on");
  }

  @Test
  void address0IsAPackThatWasAlone() {
    rounds(12, 3);
    look(0, GOOD, GOOD);
    assertThat(told).containsExactly("SILENT_PACK 3", "WRONG_ADDRESS 3");
    assertThat(sentence(Kind.WRONG_ADDRESS))
        .isEqualTo(
            "a pack answers at 0 and none at 3; its data is not used. Address 0 is a pack that was"
                + " alone or whose switches were moved while it was on. Set the pack to address 3"
                + " (switches 1 on, 2 on, 3 off, 4 off), then switch it off and on");
  }

  @Test
  void aPackThatWasMovedIsSentBackToWhereNoneIs() {
    rounds(12, 3);
    look(9, GOOD, GOOD);
    assertThat(sentence(Kind.WRONG_ADDRESS))
        .isEqualTo(
            "a pack answers at 9 and none at 3; its data is not used. Set the pack to address 3"
                + " (switches 1 on, 2 on, 3 off, 4 off), then switch it off and on");
  }

  @Test
  void aPackThatIsToBeTheMasterIsNamed() {
    rounds(12, 3);
    look(1, GOOD, GOOD);
    assertThat(told).containsExactly("SILENT_PACK 3", "MASTER_ADDRESS 3");
    assertThat(sentence(Kind.MASTER_ADDRESS))
        .isEqualTo(
            "a pack is set to address 1 (switches 1 on, 2 off, 3 off, 4 off). Address 1 is the"
                + " master's, which is this daemon; a pack that has it asks the others itself. Set"
                + " it to address 3 (switches 1 on, 2 on, 3 off, 4 off), then switch it off and on");
  }

  @Test
  void oneMoreThanThereShouldBeIsAPackThatNobodyCounts() {
    rounds(12);
    look(9, GOOD, GOOD);
    rounds(1);
    assertThat(told).containsExactly("UNCOUNTED_PACK 9");
    assertThat(sentence(Kind.UNCOUNTED_PACK))
        .isEqualTo(
            "a pack answers at 9, where none is configured: no limit counts it, though it may carry"
                + " current. Name it in the configuration (packs), or take it off the line");
    look(1, GOOD, GOOD);
    rounds(1);
    assertThat(told).containsExactly("UNCOUNTED_PACK 9", "MASTER_ADDRESS 1");
    assertThat(sentence(Kind.MASTER_ADDRESS)).contains("Set it to a free address of 2…15");
  }

  /** Both were there at once, so pack 3 is off, and 12 is not pack 3. */
  @Test
  void aPackThatWasThereBesideTheMissingOneIsNotTheMissingOne() {
    rounds(12);
    look(12, GOOD, GOOD);
    rounds(1);
    rounds(40, 3);
    assertThat(told).containsExactly("UNCOUNTED_PACK 12", "SILENT_PACK 3");
  }

  /** Pack 3 was heard a moment ago, so nobody can say yet who that is. */
  @Test
  void aPackThatFellSilentJustNowIsWaitedForBeforeAnybodyIsCalledUncounted() {
    rounds(12);
    ask(3, SILENT);
    look(12, GOOD, GOOD);
    rounds(1, 3);
    assertThat(told).isEmpty();
    rounds(2, 3);
    assertThat(told).containsExactly("DIP_ORDER 3");
  }

  @Test
  void itEndsWhenTheMissingPackIsBack() {
    rounds(12, 3);
    look(12, GOOD, GOOD);
    told.clear();
    rounds(1);
    assertThat(told).containsExactlyInAnyOrder("no DIP_ORDER", "no SILENT_PACK");
    look(12, GOOD, GOOD);
    rounds(1);
    assertThat(told).contains("UNCOUNTED_PACK 12");
  }

  @Test
  void itEndsWhenTheOtherAnswersNoMoreAndOneSilenceIsNotEnough() {
    rounds(12, 3);
    look(12, GOOD, GOOD);
    told.clear();
    look(12, SILENT, GOOD, SILENT);
    rounds(5, 3);
    assertThat(told).isEmpty();
    look(12, SILENT);
    assertThat(told).containsExactly("no DIP_ORDER");
  }

  @Test
  void oneAnswerAmongSilencesIsAnAccident() {
    rounds(12, 3);
    look(12, GOOD, SILENT, GOOD, SILENT, new Exchange.Garbled(FrameFault.CHKSUM), GOOD, SILENT);
    assertThat(told).containsExactly("SILENT_PACK 3");
  }

  /** Pack 5 is late, and what it says is heard while somebody else is asked. */
  @Test
  void anAnswerOfAnotherAddressIsNobodyElsewhere() {
    rounds(12, 3);
    for (int i = 0; i < 5; i++) {
      PackQuestion look = new PackQuestion(PackAddress.of(12), PackQuestion.Kind.COUNT);
      findings.answeredByAnother(look, 5);
      findings.exchanged(look, new Exchange.Refused(Refusal.WRONG_ADDRESS, "5"));
      findings.late(look, Duration.ofMillis(600));
      rounds(1, 3);
    }
    assertThat(told).containsExactly("SILENT_PACK 3");
  }

  /** Not every firmware knows the question; who says so is there. */
  @Test
  void aRefusalIsAnAnswerToo() {
    rounds(12, 3);
    Exchange unknown = new Exchange.Refused(Refusal.RETURN_CODE, "04");
    look(12, unknown, unknown);
    assertThat(told).containsExactly("SILENT_PACK 3", "DIP_ORDER 3");
  }

  @Test
  void twoThatAreElsewhereAreTwoMissingPacksAndAThirdIsOneTooMany() {
    rounds(12, 3, 4);
    look(9, GOOD, GOOD);
    look(12, GOOD, GOOD);
    look(14, GOOD, GOOD);
    rounds(1, 3, 4);
    assertThat(told.subList(2, told.size()))
        .containsExactly(
            "WRONG_ADDRESS 3",
            "no WRONG_ADDRESS",
            "DIP_ORDER 3",
            "WRONG_ADDRESS 4",
            "UNCOUNTED_PACK 14");
  }

  @Test
  void aLineOnWhichOnlySomebodyElsewhereAnswersIsNotSilent() {
    look(10, GOOD, GOOD);
    rounds(12, 2, 3, 4, 5);
    assertThat(told)
        .contains("DIP_ORDER 5", "SILENT_PACK 2", "SILENT_PACK 5")
        .doesNotContain("SILENT_LINE");
  }

  @Test
  void noiseWhileSomebodyWasLookedForIsNotTheNextPacks() {
    for (int i = 0; i < 20; i++) {
      rounds(1);
      findings.noise(60);
      look(9, SILENT);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aLineThatIsOpenedAnewIsJudgedAnew() {
    rounds(12, 3);
    look(12, GOOD, GOOD);
    told.clear();
    findings.portOpened(new BusEndpoint.Local("again"));
    rounds(1, 3);
    assertThat(told).contains("no DIP_ORDER");
  }
}
