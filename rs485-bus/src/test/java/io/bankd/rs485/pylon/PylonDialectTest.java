package io.bankd.rs485.pylon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.rs485.frame.ReturnCode;
import io.bankd.rs485.log.FrameLog;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PylonDialectTest {
  private static final PackAddress TWO = PackAddress.of(2);
  private static final PackId PACK_2 = PackId.of(2);
  private static final Moment NOW = Moment.ofMillis(1);
  private static final PackQuestion ANALOG_2 = new PackQuestion(TWO, Kind.ANALOG);
  private static final PackQuestion STATUS_2 = new PackQuestion(TWO, Kind.STATUS);

  /** A real US3000C that is being charged with 2.3 A. */
  private static final String CHARGING =
      "~20024600F07A00020F0D0B0D0D0D0A0D0E0D0A0D0A0D0A0D0B0D0B0D0B0D0B0D0C0D0A0D0D0D0A050BBD0BAE0BAB"
          + "0BAB0BAD0017C3A7FFFF04FFFF003700C394012110E21E\r";

  private final PylonDialect dialect = PylonDialect.of(15);

  private static AsciiFrame frame(String characters) {
    return (AsciiFrame) AsciiFrame.parse(characters.getBytes(US_ASCII));
  }

  private static PackQuestion parameter(String subject) {
    return PackQuestion.parameter(TWO, subject);
  }

  @Test
  void asksAsTheDocumentPrintsIt() {
    assertThat(dialect.ask(ANALOG_2)).hasToString("~20024642E00202FD33<CR>");
    assertThat(dialect.ask(STATUS_2)).hasToString("~20024644E00202FD31<CR>");
    assertThat(dialect.ask(parameter("settings"))).hasToString("~200246470000FDA7<CR>");
    assertThat(dialect.ask(parameter("maker"))).hasToString("~200246510000FDAC<CR>");
    assertThat(dialect.ask(parameter("limits"))).hasToString("~20024692E00202FD2E<CR>");
    assertThat(dialect.ask(new PackQuestion(TWO, Kind.SERIAL)))
        .hasToString("~20024693E00202FD2D<CR>");
    assertThat(dialect.ask(parameter("system"))).hasToString("~200246610000FDAB<CR>");
    assertThat(dialect.inGroup(1).ask(parameter("system_limits")))
        .hasToString("~201246630000FDA8<CR>");
  }

  @Test
  void thereIsNoQuestionThatSetsOrSwitchesOff() {
    for (PylonCommand command : PylonCommand.values()) {
      assertThat(command.cid2).isNotIn(0x94, 0x95, 0x64);
    }
    assertThatThrownBy(() -> dialect.ask(new PackQuestion(TWO, Kind.COUNT)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> dialect.ask(parameter("switch_off")))
        .hasMessageContaining("cannot be asked");
  }

  @Test
  void readsARealModuleThatIsCharging() {
    PackReply.Analog answer = (PackReply.Analog) dialect.read(ANALOG_2, frame(CHARGING));
    PackReading reading = answer.report(PACK_2, NOW);
    assertThat(reading.voltage()).hasToString("50.087 V");
    assertThat(reading.current()).hasToString("2.300 A");
    assertThat(reading.remaining()).hasToString("50.06 Ah");
    assertThat(reading.full()).isEqualTo(Capacity.ofAmpereHours(74));
    assertThat(reading.cycles()).isEqualTo(55);
    assertThat(reading.mosTemperature()).as("the board").hasToString("27.4 °C");
    assertThat(reading.cellTemperatures()).hasSize(4).contains(Temperature.ofDecidegrees(259));
    assertThat(reading.reportedSoc()).isNull();
  }

  @Test
  void aModuleOfAnotherGroupIsNotThisOne() {
    assertThat(dialect.inGroup(1).read(ANALOG_2, frame(CHARGING)))
        .isEqualTo(new PackReply.Refused(Refusal.WRONG_ADDRESS, "address 18 asked, 2 answered"));
  }

  @Test
  void theByteThatRealModulesAddIsNoAlarm() {
    AsciiFrame answer =
        frame(
            "~20024600A04200020F000000000000000000000000000000050000000000000000000E40000000F105\r");
    PackReply.Status status = (PackReply.Status) dialect.read(STATUS_2, answer);
    assertThat(status.chargeMosOn()).isTrue();
    assertThat(status.dischargeMosOn()).isTrue();
    assertThat(status.protections()).isEmpty();
    assertThat(status.warnings()).isEmpty();
    assertThat(status.faults()).isEmpty();
  }

  private static AsciiFrame status(int... bytesAfterCommand) {
    byte[] info = new byte[2 + bytesAfterCommand.length];
    info[1] = 2;
    for (int i = 0; i < bytesAfterCommand.length; i++) {
      info[2 + i] = (byte) bytesAfterCommand[i];
    }
    return AsciiFrame.of(0x20, 2, 0x46, 0, info);
  }

  @Test
  void alarmsAndProtectionsAreNamedAndAnUnknownFaultBlocks() {
    PylonDialect two = PylonDialect.of(2);
    PackReply.Status said =
        (PackReply.Status)
            two.read(STATUS_2, status(2, 1, 0, 1, 2, 0xF0, 0, 0, 0x82, 0, 0x08, 2, 0));
    assertThat(said.protections())
        .containsExactlyInAnyOrder(
            PackCondition.CELL_UNDER_VOLTAGE,
            PackCondition.PACK_UNDER_VOLTAGE,
            PackCondition.FULLY_CHARGED);
    assertThat(said.warnings())
        .contains(PackCondition.CELL_UNDER_VOLTAGE, PackCondition.CHARGE_OVER_TEMPERATURE);
    assertThat(said.faults())
        .containsExactlyInAnyOrder(PackCondition.CELL_FAULT, PackCondition.SAMPLING_FAULT);
    assertThat(said.chargeMosOn()).isFalse();
  }

  @Test
  void refusesWhatCannotBeTrue() {
    assertRefused(Refusal.WRONG_VERSION, AsciiFrame.of(0x25, 2, 0x46, 0));
    assertRefused(Refusal.ECHO, dialect.ask(ANALOG_2));
    assertRefused(Refusal.RETURN_CODE, dialect.refuse(TWO, ReturnCode.ADDRESS));
    assertRefused(Refusal.SIZE, AsciiFrame.of(0x20, 2, 0x46, 0, (byte) 0, (byte) 2));
    assertThat(PylonDialect.of(16).read(ANALOG_2, frame(CHARGING)))
        .isEqualTo(new PackReply.Refused(Refusal.CELL_COUNT, "15 cells, not 16"));
  }

  private void assertRefused(Refusal reason, AsciiFrame frame) {
    PackReply reply = dialect.read(ANALOG_2, frame);
    assertThat(reply).isInstanceOf(PackReply.Refused.class);
    assertThat(((PackReply.Refused) reply).reason()).isEqualTo(reason);
  }

  @Test
  void seplosWithItsOwnUnitsIsNotTakenForPylontech() {
    AsciiFrame seplos =
        frame(
            "~2000460010960001100CD70CE90CF40CD60CEF0CE50CE10CDC0CE90CF00CE80CEF0CEA0CDA0CDE0CD8060BA6"
                + "0BA00B970BA60BA50BA2FD5C14A0344E0A426803134650004603E8149F0000000000000000DC6C\r");
    PackQuestion zero = new PackQuestion(PackAddress.of(0), Kind.ANALOG);
    PackReply.Refused reply = (PackReply.Refused) PylonDialect.of(16).read(zero, seplos);
    assertThat(reply.reason()).isEqualTo(Refusal.RELATIVE);
    assertThat(reply.detail()).startsWith("Seplos's protocol");
  }

  @Test
  void aPaceBoardCountsInTensOfMilliampereHours() {
    PylonDialect board = PylonDialect.paceBoard(16);
    AsciiFrame answer = board.answer(ANALOG_2, reading(16, 1500, 99_940, 100_000));
    assertThat(answer.infoLength()).as("LENID 072").isEqualTo(0x72 / 2);
    PackReply.Analog read = (PackReply.Analog) board.read(ANALOG_2, answer);
    assertThat(read.remaining()).isEqualTo(Capacity.ofMilliampereHours(99_940));
    PackReply.Analog asPylon = (PackReply.Analog) PylonDialect.of(16).read(ANALOG_2, answer);
    assertThat(asPylon.remaining()).isEqualTo(Capacity.ofMilliampereHours(9_994));
    FrameLog log = new FrameLog(PylonVocabulary.ofPaceBoards());
    assertThat(String.valueOf(log.describe("42 " + answer).get("pack")))
        .contains("remain_mah=99940, total_mah=100000");
  }

  private static PackReading reading(int cells, int current, int remaining, int full) {
    int[] mv = new int[cells];
    Arrays.fill(mv, 3300);
    CellVoltages voltages = CellVoltages.ofMillivolts(mv);
    return new PackReading(
        PACK_2,
        NOW,
        voltages,
        List.of(
            Temperature.ofDegrees(20),
            Temperature.ofDegrees(21),
            Temperature.ofDegrees(22),
            Temperature.ofDegrees(23)),
        Temperature.ofDegrees(30),
        null,
        voltages.sum(),
        Current.ofMilliamperes(current),
        Capacity.ofMilliampereHours(remaining),
        Capacity.ofMilliampereHours(full),
        Capacity.ofMilliampereHours(full),
        12,
        null,
        null);
  }

  @Property
  void whatASimulatedModuleSaysIsReadBack(
      @ForAll @IntRange(min = -2000, max = 2000) int current,
      @ForAll @IntRange(min = 1, max = 300_000) int full,
      @ForAll @IntRange(min = 0, max = 100) int percent) {
    PackReading said = reading(15, current * 100, (int) (full * (long) percent / 100), full);
    PackQuestion heard = dialect.hear(dialect.ask(ANALOG_2));
    assertThat(heard).isEqualTo(ANALOG_2);
    PackReply.Analog read =
        (PackReply.Analog) dialect.read(ANALOG_2, dialect.answer(ANALOG_2, said));
    assertThat(read.report(PACK_2, NOW)).isEqualTo(said);
  }

  @Test
  void aSimulatedModulesStateIsReadBack() {
    PackStatus said =
        new PackStatus(
            PACK_2,
            NOW,
            Set.of(PackCondition.PACK_UNDER_VOLTAGE, PackCondition.FULLY_CHARGED),
            Set.of(PackCondition.CELL_UNDER_VOLTAGE),
            Set.of(),
            true,
            false,
            false,
            0);
    PackReply.Status read =
        (PackReply.Status) dialect.read(STATUS_2, dialect.answer(STATUS_2, said));
    assertThat(read.report(PACK_2, NOW)).isEqualTo(said);
  }

  @Test
  void itsNamesAreReadBack() {
    PackIdentity said = new PackIdentity(PACK_2, NOW, "0.6.9 (1.3)", "H222003C32220459");
    PackQuestion firmware = new PackQuestion(TWO, Kind.FIRMWARE);
    assertThat(dialect.answer(firmware, said)).hasToString("~20024600400C020103000609FB46<CR>");
    assertThat(dialect.read(firmware, dialect.answer(firmware, said)))
        .isEqualTo(new PackReply.Firmware("0.6.9 (1.3)"));
    PackQuestion serial = new PackQuestion(TWO, Kind.SERIAL);
    assertThat(dialect.answer(serial, said))
        .hasToString("~20024600C0220248323232303033433332323230343539F6D8<CR>");
  }

  @Test
  void everyTableThatCanBeAskedIsAnsweredAndReadBack() {
    assertThat(dialect.subjects()).isNotEmpty();
    for (String subject : dialect.subjects()) {
      PackQuestion question = parameter(subject);
      assertThat(dialect.hear(dialect.ask(question))).isEqualTo(question);
      Map<String, Object> factory = Objects.requireNonNull(dialect.factory(subject), subject);
      PackReply reply = dialect.read(question, dialect.answer(question, factory));
      assertThat(reply).isInstanceOf(PackReply.Parameters.class);
      assertThat(((PackReply.Parameters) reply).values()).containsAllEntriesOf(factory);
    }
  }

  /** As an inverter showed it: 67.04 V, of which 16 bits are left. */
  @Test
  void aLimitThatHasWrappedIsNoLimit() {
    for (String wrapped : List.of("05E0B40001F401F4C0", "D00805E001F401F4C0")) {
      byte[] info = HexFormat.of().parseHex(wrapped);
      AsciiFrame answer = AsciiFrame.of(0x20, 2, 0x46, 0, info);
      PackReply reply = dialect.read(parameter("system_limits"), answer);
      assertThat(((PackReply.Refused) reply).reason()).isEqualTo(Refusal.LIMIT_RANGE);
      assertThat(((PackReply.Refused) reply).detail()).contains("1.504 V");
      assertThat(new FrameLog(new PylonVocabulary()).describe("63 " + answer))
          .containsEntry("valid", "LIMIT_RANGE")
          .containsEntry("charge_limit_ma", 50_000);
    }
  }

  @Test
  void aSystemsExtremesAreSomewhere() {
    String info =
        "C2BF"
            + "FFF6"
            + "55"
            + "0008000A"
            + "6463"
            + "0CFC0102"
            + "0CFA0310"
            + "0BA6"
            + "0BB00102"
            + "0BA00310"
            + "0BA6"
            + "0BB00201"
            + "0BA00401"
            + "0BA6"
            + "0BB00501"
            + "0BA00601";
    AsciiFrame answer = AsciiFrame.of(0x20, 2, 0x46, 0, HexFormat.of().parseHex(info));
    assertThat(new FrameLog(new PylonVocabulary()).describe("61 " + answer))
        .containsEntry("valid", "ok")
        .containsEntry("current_ma", -1000)
        .containsEntry("cell_max_pack", 1)
        .containsEntry("cell_max_cell", 2)
        .containsEntry("cell_temp_min_dc", 245)
        .containsEntry("cell_temp_min_pack", 3)
        .containsEntry("cell_temp_min_cell", 16)
        .containsEntry("mos_temp_max_pack", 2)
        .containsEntry("bms_temp_min_pack", 6)
        .containsEntry("bms_temp_min_sensor", 1);
  }

  @Test
  void aSystemsAnswerIsReadBack() {
    PackQuestion question = parameter("system");
    AsciiFrame zero = AsciiFrame.of(0x20, 2, 0x46, 0, new byte[49]);
    Map<String, Object> values = ((PackReply.Parameters) dialect.read(question, zero)).values();
    assertThat(values).containsEntry("bms_temp_min_dc", -2731);
    assertThat(dialect.answer(question, values)).isEqualTo(zero);
  }

  /** Bytes to names and values and back: nothing of a table of numbers is lost on the way. */
  @Property
  void whatATableSaysIsWrittenBack(@ForAll @Size(60) byte[] any) {
    for (PylonCommand command :
        List.of(
            PylonCommand.SETTINGS,
            PylonCommand.SYSTEM,
            PylonCommand.SYSTEM_ALARMS,
            PylonCommand.SYSTEM_LIMITS,
            PylonCommand.LIMITS,
            PylonCommand.FIRMWARE)) {
      int length = 1;
      while (!PylonAnswer.fits(command, AsciiFrame.of(0x20, 2, 0x46, 0, new byte[length]))) {
        length++;
      }
      byte[] info = Arrays.copyOf(any, length);
      if (command.hasCommand || command == PylonCommand.SETTINGS) {
        info[0] = (byte) (command.hasCommand ? 2 : 0);
      }
      Map<String, Object> values =
          PylonAnswer.values(command, AsciiFrame.of(0x20, 2, 0x46, 0, info));
      InfoWriter written = new InfoWriter();
      PylonAnswer.write(command, 2, values, written);
      assertThat(written.toBytes()).as(command.name()).isEqualTo(info);
    }
  }

  @Property
  void whatAModuleSaysIsWrittenBack(
      @ForAll @IntRange(min = 1, max = 16) int cells,
      @ForAll @IntRange(min = 1, max = 8) int sensors,
      @ForAll boolean large,
      @ForAll @Size(80) byte[] any) {
    byte[] analog = Arrays.copyOf(any, (large ? 19 : 13) + 2 * cells + 2 * sensors);
    analog[0] = (byte) cells;
    analog[1 + 2 * cells] = (byte) sensors;
    analog[8 + 2 * cells + 2 * sensors] = (byte) (large ? PylonAnalog.LONG : PylonAnalog.SHORT);
    InfoWriter written = new InfoWriter();
    Objects.requireNonNull(PylonAnalog.read(InfoReader.of(analog))).write(written);
    assertThat(written.toBytes()).isEqualTo(analog);

    byte[] status = Arrays.copyOf(any, 10 + cells + sensors + (large ? 1 : 0));
    status[0] = (byte) cells;
    status[1 + cells] = (byte) sensors;
    InfoWriter writtenStatus = new InfoWriter();
    Objects.requireNonNull(PylonStatus.read(InfoReader.of(status))).write(writtenStatus);
    assertThat(writtenStatus.toBytes()).isEqualTo(status);
  }

  @Test
  void aForeignMastersRequestsAreKnown() {
    assertThat(dialect.isRequest(dialect.ask(ANALOG_2))).isTrue();
    assertThat(dialect.isRequest(AsciiFrame.of(0x25, 14, 0x46, 0x90))).isTrue();
    assertThat(dialect.isRequest(AsciiFrame.of(0x20, 2, 0x46, 0x90))).as("an error").isFalse();
    assertThat(dialect.isRequest(AsciiFrame.of(0x20, 2, 0x46, 0x64))).isTrue();
    assertThat(dialect.isRequest(frame(CHARGING))).isFalse();
    assertThat(dialect.hear(AsciiFrame.of(0x20, 2, 0x46, 0x42, (byte) 0xFF))).isNull();
  }

  @Property
  void noAnswerWhateverItHoldsThrows(@ForAll @Size(max = 80) byte[] info, @ForAll boolean analog) {
    PackReply reply =
        dialect.read(analog ? ANALOG_2 : STATUS_2, AsciiFrame.of(0x20, 2, 0x46, 0, info));
    assertThat(reply).isNotNull();
    for (String subject : dialect.subjects()) {
      assertThat(dialect.read(parameter(subject), AsciiFrame.of(0x20, 2, 0x46, 0, info)))
          .isNotNull();
    }
  }
}
