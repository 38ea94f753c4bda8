package io.bankd.rs485;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusFinding.Kind;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What happens on a bus, round after round, and what an installer is told. */
class BusFindingsTest {
  private static final Exchange GOOD =
      new Exchange.Answered(new PackReply.Count(1), Moment.ofMillis(0), Duration.ZERO);
  private static final Exchange SILENT = new Exchange.Silent();
  private static final Exchange GARBLED = new Exchange.Garbled(FrameFault.CHKSUM);
  private static final Exchange CONTRADICTS =
      new Exchange.Refused(Refusal.CONTRADICTION, "11, then 400 cycles");

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
      new BusFindings(
          List.of(PackAddress.of(2), PackAddress.of(3), PackAddress.of(4), PackAddress.of(5)),
          listener);

  private static PackQuestion to(int address) {
    return new PackQuestion(PackAddress.of(address), PackQuestion.Kind.ANALOG);
  }

  /** So many rounds in which packs 2 to 5 are asked, each answering as it is given here. */
  private void rounds(int rounds, Map<Integer, IntFunction<Exchange>> others) {
    for (int round = 0; round < rounds; round++) {
      for (int address = 2; address <= 5; address++) {
        findings.exchanged(to(address), others.getOrDefault(address, r -> GOOD).apply(round));
      }
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
  void aSoundBusHasNoFindings() {
    rounds(100, Map.of());
    assertThat(told).isEmpty();
    assertThat(findings.current()).isEmpty();
  }

  @Test
  void anAnswerDamagedNowAndThenIsNoFinding() {
    rounds(100, Map.of(3, round -> round % 40 == 0 ? GARBLED : GOOD));
    assertThat(told).isEmpty();
  }

  @Test
  void twoPacksThatTalkAtOnceShareAnAddress() {
    rounds(20, Map.of(3, r -> r % 4 == 0 ? GOOD : GARBLED, 5, r -> SILENT));
    assertThat(told).containsExactlyInAnyOrder("DUPLICATE_ADDRESS 3", "SILENT_PACK 5");
    assertThat(sentence(Kind.DUPLICATE_ADDRESS))
        .isEqualTo(
            "two packs seem to be set to address 3 (switches 1 on, 2 on, 3 off, 4 off): answers from"
                + " there are damaged or contradict each other, and no others are. Set one of them"
                + " to address 5 (switches 1 on, 2 off, 3 on, 4 off), which is missing, then switch"
                + " it off and on");
  }

  /** Three rounds, with each question asked again that came to nothing. */
  @Test
  void twoPacksOnOneAddressAreNamedWithinThreeRounds() {
    for (int round = 0; round < 3; round++) {
      rounds(1, Map.of(3, r -> GARBLED));
      findings.exchanged(to(3), GARBLED);
    }
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 3");
    rounds(12, Map.of(3, round -> round % 3 == 0 ? GARBLED : GOOD));
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 3");
    rounds(30, Map.of());
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 3", "no DUPLICATE_ADDRESS");
  }

  @Test
  void damageBesideAnotherMasterIsTheOtherMasters() {
    for (int i = 0; i < 20; i++) {
      findings.foreignRequest(7, 0x42);
      rounds(1, Map.of(3, round -> GARBLED, 4, round -> GARBLED));
    }
    assertThat(told).containsExactly("SECOND_MASTER");
  }

  @Test
  void twoPacksThatAnswerInTurnContradictEachOther() {
    rounds(8, Map.of(4, round -> round % 2 == 0 ? GOOD : CONTRADICTS));
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 4");
    rounds(40, Map.of());
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 4", "no DUPLICATE_ADDRESS");
  }

  @Test
  void damageOnManyPacksIsTheLine() {
    IntFunction<Exchange> often = round -> round % 5 == 0 ? GARBLED : GOOD;
    rounds(20, Map.of(2, often, 3, often, 5, often));
    assertThat(told).containsExactly("DAMAGED_LINE");
    assertThat(sentence(Kind.DAMAGED_LINE)).contains("120 Ω resistor at each end");
  }

  @Test
  void heavyDamageOnEveryPackIsTheLineToo() {
    IntFunction<Exchange> mostly = round -> round % 4 == 0 ? GOOD : GARBLED;
    rounds(20, Map.of(2, mostly, 3, mostly, 4, mostly, 5, mostly));
    assertThat(told).containsExactly("DAMAGED_LINE");
  }

  @Test
  void noiseInsteadOfAnswersIsSwappedWiresOrAnotherBaudRate() {
    for (int i = 0; i < 20; i++) {
      findings.noise(40);
      findings.exchanged(to(2 + i % 4), SILENT);
    }
    assertThat(told).containsExactly("UNREADABLE_LINE");
    assertThat(sentence(Kind.UNREADABLE_LINE)).contains("A and B swapped").contains("baud rate");
  }

  @Test
  void aGatewayThatSpeaksTelnetIsSaidUntilItIsCalledAnew() {
    findings.telnetHeard();
    rounds(1, Map.of());
    assertThat(told).containsExactly("TELNET");
    assertThat(sentence(Kind.TELNET)).contains("Set its port to raw TCP");
    findings.portLost(new BusEndpoint.Tcp("gateway", 23), "hung up");
    findings.portOpened(new BusEndpoint.Tcp("gateway", 23));
    rounds(1, Map.of());
    assertThat(told).containsExactly("TELNET", "no TELNET");
  }

  @Test
  void nothingAtAllIsSaidOnceAndNotPackByPack() {
    IntFunction<Exchange> silent = round -> SILENT;
    rounds(20, Map.of(2, silent, 3, silent, 4, silent, 5, silent));
    assertThat(told).containsExactly("SILENT_LINE");
    rounds(1, Map.of());
    assertThat(told).contains("no SILENT_LINE");
  }

  @Test
  void aSilentPackIsNamedWithItsSwitchesAndTheAddressOfTheWrongEnd() {
    rounds(5, Map.of(2, round -> SILENT));
    assertThat(told).containsExactly("SILENT_PACK 2");
    assertThat(sentence(Kind.SILENT_PACK))
        .contains("switches 1 off, 2 on, 3 off, 4 off")
        .contains("Read from the wrong end they would be address 4's");
  }

  @Test
  void aMissingPackOnALineThatFloatsIsMissingAndNotTwo() {
    for (int round = 0; round < 20; round++) {
      for (int address = 2; address <= 5; address++) {
        findings.noise(17);
        findings.exchanged(to(address), address == 4 ? SILENT : GOOD);
      }
    }
    assertThat(told).containsExactly("SILENT_PACK 4");
  }

  @Test
  void twoPacksThatDrownEachOthersFirstCharacterShareAnAddress() {
    for (int round = 0; round < 20; round++) {
      for (int address = 2; address <= 5; address++) {
        findings.noise(address == 4 ? 150 : 0);
        findings.exchanged(to(address), address == 4 ? SILENT : GOOD);
      }
    }
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 4");
  }

  private void answered(int asked, int by, int times) {
    for (int i = 0; i < times; i++) {
      findings.answeredByAnother(to(asked), by);
      findings.exchanged(
          to(asked), new Exchange.Refused(Refusal.WRONG_ADDRESS, asked + " asked, " + by));
    }
  }

  @Test
  void aPackThatAnswersForAnotherIsNamedAfterThreeTimes() {
    rounds(4, Map.of());
    answered(5, 9, 2);
    assertThat(told).isEmpty();
    answered(5, 9, 1);
    assertThat(told).containsExactly("WRONG_ADDRESS 5");
    assertThat(sentence(Kind.WRONG_ADDRESS))
        .startsWith("address 5 was asked and 9 answered; its data is not used.")
        .contains("1 on, 2 off, 3 on, 4 off");
    rounds(1, Map.of());
    assertThat(told).contains("no WRONG_ADDRESS");
    assertThat(findings.refusals(PackAddress.of(5), Refusal.WRONG_ADDRESS)).isEqualTo(3);
    assertThat(findings.refusals(PackAddress.of(2), Refusal.WRONG_ADDRESS)).isZero();
  }

  @Test
  void switchesReadFromTheWrongEndAreTold() {
    answered(3, 12, 3);
    assertThat(told).containsExactly("DIP_ORDER 3");
    assertThat(sentence(Kind.DIP_ORDER))
        .contains("read from the wrong end")
        .contains("address 3 (switches 1 on, 2 on, 3 off, 4 off)");
  }

  @Test
  void aPackAtTheDaemonsOwnAddressAndOneAtZeroAreTold() {
    answered(3, 1, 3);
    answered(4, 0, 3);
    assertThat(told).containsExactlyInAnyOrder("MASTER_ADDRESS 3", "WRONG_ADDRESS 4");
    assertThat(sentence(Kind.WRONG_ADDRESS)).contains("moved while it was on");
    assertThat(sentence(Kind.MASTER_ADDRESS)).contains("Address 1 is this daemon's own");
  }

  @Test
  void aForeignRequestIsASecondMasterUntilItHasBeenQuietForLong() {
    findings.foreignRequest(14, 0x90);
    rounds(1, Map.of());
    assertThat(told).containsExactly("SECOND_MASTER");
    assertThat(sentence(Kind.SECOND_MASTER)).contains("1 on, 2 off, 3 off, 4 off");
    rounds(80, Map.of());
    assertThat(told).containsExactly("SECOND_MASTER", "no SECOND_MASTER");
  }

  private static AsciiFrame answerOf(int address) {
    return AsciiFrame.of(0x25, address, 0x46, 0, (byte) 1);
  }

  @Test
  void aPackThatTalksWithoutBeingAskedIsNamedUntilItIsQuietForLong() {
    rounds(3, Map.of());
    for (int i = 0; i < 3; i++) {
      findings.overheard(answerOf(5));
      findings.exchanged(to(2 + i), GOOD);
    }
    assertThat(told).containsExactly("BABBLING_PACK 5");
    assertThat(sentence(Kind.BABBLING_PACK)).contains("address 5 talks without being asked");
    rounds(60, Map.of());
    assertThat(told).containsExactly("BABBLING_PACK 5", "no BABBLING_PACK");
  }

  @Test
  void whoBeginsInsteadOfThoseWhoWereAskedIsNamedThoughNothingComesWhole() {
    rounds(3, Map.of());
    for (int i = 0; i < 3; i++) {
      findings.brokenOff(5);
      findings.exchanged(to(2 + i), GARBLED);
      findings.exchanged(to(2 + i), GOOD);
    }
    assertThat(told).containsExactly("BABBLING_PACK 5");
  }

  @Test
  void aPacksOwnDamagedAnswersAreNoBabble() {
    rounds(3, Map.of());
    for (int i = 0; i < 10; i++) {
      findings.brokenOff(2 + i % 4);
      findings.exchanged(to(2 + i % 4), GARBLED);
      findings.brokenOff(2 + i % 4);
      findings.exchanged(to(2 + (i + 1) % 4), GOOD);
    }
    assertThat(told).doesNotContain("BABBLING_PACK 2", "BABBLING_PACK 3");
  }

  @Test
  void aPackThatTalksIntoTheAnswersOfOthersIsNoBadLine() {
    for (int i = 0; i < 20; i++) {
      IntFunction<Exchange> often = i % 4 == 0 ? round -> GARBLED : round -> GOOD;
      rounds(1, Map.of(2, often, 3, often, 4, often));
      findings.answeredByAnother(to(2 + i % 3), 5);
      findings.exchanged(to(2 + i % 3), new Exchange.Refused(Refusal.WRONG_ADDRESS, ""));
    }
    assertThat(told).contains("BABBLING_PACK 5").doesNotContain("DAMAGED_LINE");
  }

  @Test
  void aLateAnswerIsNoBabble() {
    rounds(3, Map.of());
    for (int i = 0; i < 10; i++) {
      findings.exchanged(to(5), SILENT);
      findings.overheard(answerOf(5));
      findings.exchanged(to(2), GOOD);
    }
    assertThat(told).doesNotContain("BABBLING_PACK 5");
  }

  private void late(int rounds, int... addresses) {
    for (int round = 0; round < rounds; round++) {
      for (int address : addresses) {
        findings.exchanged(to(address), SILENT);
        findings.late(to(address), Duration.ofMillis(790));
      }
    }
  }

  @Test
  void answersThatAllComeTooLateAreTheGatewaysAndNoPackIsBlamed() {
    late(20, 2, 3, 4, 5);
    assertThat(told).containsExactly("LATE_ANSWERS");
    assertThat(sentence(Kind.LATE_ANSWERS))
        .startsWith("answers come late, 790 ms after the question")
        .contains("gateway");
    rounds(8, Map.of());
    assertThat(told).containsExactly("LATE_ANSWERS", "no LATE_ANSWERS");
  }

  @Test
  void onePackThatIsTooLateAmongOthersIsNamedAndNotCalledSilent() {
    for (int i = 0; i < 10; i++) {
      rounds(1, Map.of(4, round -> SILENT));
      findings.late(to(4), Duration.ofMillis(790));
    }
    assertThat(told).containsExactly("LATE_ANSWERS 4");
    assertThat(sentence(Kind.LATE_ANSWERS)).startsWith("address 4 answers late");
  }

  @Test
  void anAnswerAfterAShortLookIsNoFinding() {
    rounds(3, Map.of());
    for (int i = 0; i < 10; i++) {
      rounds(1, Map.of());
      findings.late(
          new PackQuestion(PackAddress.of(4), PackQuestion.Kind.ANALOG, true),
          Duration.ofMillis(350));
    }
    assertThat(told).isEmpty();
  }

  @Test
  void anAdaptorThatHearsItselfIsToldOnceAndDifferentlyWhenNobodyElseIsHeard() {
    for (int i = 0; i < 40; i++) {
      findings.echoRemoved();
      findings.exchanged(to(2 + i % 4), GOOD);
    }
    assertThat(told).containsExactly("ECHO");
    assertThat(sentence(Kind.ECHO)).contains("Harmless");
    rounds(1, Map.of());
    assertThat(told).containsExactly("ECHO", "no ECHO");
  }

  @Test
  void aTableThatAFirmwareDoesNotKnowIsNoSilence() {
    rounds(5, Map.of());
    for (int i = 0; i < 30; i++) {
      findings.exchanged(PackQuestion.parameter(PackAddress.of(2), "cell_ov"), SILENT);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void aLineOpenedAnewIsJudgedAnew() {
    IntFunction<Exchange> often = round -> round % 3 == 0 ? GARBLED : GOOD;
    rounds(20, Map.of(2, often, 3, often, 4, often));
    findings.portOpened(new BusEndpoint.Local("again"));
    rounds(20, new TreeMap<>());
    assertThat(told).containsExactly("DAMAGED_LINE", "no DAMAGED_LINE");
  }

  /** What was found of an address must be able to end, whoever else talks. */
  @Test
  void anAddressThatIsItsOwnAgainIsUsedAgainBesideAnotherMaster() {
    for (int round = 0; round < 3; round++) {
      rounds(1, Map.of(3, r -> GARBLED));
      findings.exchanged(to(3), GARBLED);
    }
    assertThat(told).containsExactly("DUPLICATE_ADDRESS 3");
    for (int i = 0; i < 500; i++) {
      findings.foreignRequest(7, 0x42);
      rounds(1, Map.of()); // every answer of every pack is sound
    }
    assertThat(told).contains("no DUPLICATE_ADDRESS");
  }
}
