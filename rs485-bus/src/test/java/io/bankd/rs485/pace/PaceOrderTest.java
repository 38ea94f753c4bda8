package io.bankd.rs485.pace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackOrder;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.PackSwitch;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.ReturnCode;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.log.CapturedFrames;
import io.bankd.rs485.log.FrameLog;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters that are read, and orders that a simulated pack hears and nobody here sends. */
class PaceOrderTest {
  /** Logs, calibration, serial numbers, test mode (protocol notes, section 4.5); and A4, resets. */
  private static final Set<Integer> NEVER =
      Set.of(0xB3, 0xB4, 0xBD, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xC3, 0xC4, 0xFF, 0xA4);

  private static final PackAddress TWO = PackAddress.of(2);

  private final PaceDialect dialect = new PaceDialect();

  private static AsciiFrame frame(String characters) {
    return (AsciiFrame) AsciiFrame.parse(characters.replace("<CR>", "\r").getBytes(US_ASCII));
  }

  @Test
  void whatAMasterCanAskIsAQuestionWhateverItAsks() {
    Set<Integer> sent = new HashSet<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.PARAMETER) {
        sent.add(dialect.ask(new PackQuestion(TWO, kind)).code());
      }
    }
    for (PaceTable table : PaceTable.values()) {
      if (table.read >= 0) {
        AsciiFrame request = dialect.ask(PackQuestion.parameter(TWO, table.subject));
        assertThat(request.infoLength()).isZero();
        sent.add(request.code());
      }
    }
    assertThat(sent).hasSize(5 + 19).doesNotContainAnyElementsOf(NEVER);
    for (PaceTable table : PaceTable.values()) {
      assertThat(sent).doesNotContain(table.write);
    }
    for (PaceSwitch turned : PaceSwitch.values()) {
      assertThat(sent).doesNotContain(turned.cid2);
    }
  }

  @Test
  void nothingDangerousHasAName() {
    for (PaceTable table : PaceTable.values()) {
      assertThat(NEVER).doesNotContain(table.read, table.write);
    }
    for (PaceSwitch turned : PaceSwitch.values()) {
      assertThat(NEVER).doesNotContain(turned.cid2);
    }
    assertThatThrownBy(() -> dialect.ask(PackQuestion.parameter(TWO, "recharge")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** All 256 command bytes: what is asked, what is ordered, and nothing else can be made. */
  @Test
  void whatCanBeSentIsAClosedList() {
    Set<Integer> ordered = new HashSet<>();
    for (PaceTable table : PaceTable.values()) {
      Map<String, Object> some =
          table.layout().read(InfoReader.of(anything(table.layout().width())));
      ordered.add(order(table.subject, some).code());
    }
    for (PackSwitch offered : dialect.switches()) {
      ordered.add(order(offered.subject(), Map.of()).code());
    }
    for (int cid2 = 0; cid2 < 256; cid2++) {
      boolean written = PaceTable.writtenBy(cid2) != null;
      boolean switched = cid2 == 0x99 || cid2 == 0x9A || cid2 == 0x9B;
      assertThat(ordered.contains(cid2)).as("order %02X", cid2).isEqualTo(written || switched);
      assertThat(NEVER.contains(cid2) && ordered.contains(cid2)).isFalse();
    }
    assertThat(dialect.order(new PackOrder(TWO, "calibrate", Map.of()))).isNull();
  }

  /**
   * Static balancing, the system lock and the shut-down are understood and never sent: a master
   * that hears any request and repeats it as an order gets no further than with what is offered.
   */
  @Property(tries = 20_000)
  void noRequestCanBeMadeAnOrderThatIsNotOffered(
      @ForAll @IntRange(max = 15) int address,
      @ForAll @IntRange(max = 255) int cid2,
      @ForAll @Size(max = 13) byte[] info) {
    PackOrder heard = dialect.hearOrder(AsciiFrame.of(0x25, address, 0x46, cid2, info));
    AsciiFrame sent;
    try {
      sent = heard == null ? null : dialect.order(heard);
    } catch (IllegalArgumentException another) {
      return; // a table of another firmware's length
    }
    if (sent == null) {
      return;
    }
    int order = sent.infoLength() == 1 ? sent.info().u8() : -1;
    assertThat(NEVER).doesNotContain(sent.code());
    if (sent.code() == 0x99) {
      assertThat(order).isBetween(0x06, 0x0D);
    } else if (PaceTable.writtenBy(sent.code()) == null) {
      assertThat(sent.code()).isIn(0x9A, 0x9B);
      assertThat(order).isIn(0, 1);
    }
  }

  /** The same for every name that somebody could type. */
  @Test
  void whatIsOfferedIsWhatIsSure() {
    assertThat(dialect.switches())
        .extracting(PackSwitch::name)
        .containsExactly(
            "led-alarm=on",
            "led-alarm=off",
            "limiter-gear=high",
            "limiter-gear=low",
            "limiter=on",
            "limiter=off",
            "buzzer=off",
            "buzzer=on",
            "charge-mosfet=on",
            "charge-mosfet=off",
            "discharge-mosfet=on",
            "discharge-mosfet=off");
    for (PaceSwitch turned : PaceSwitch.values()) {
      AsciiFrame frame = dialect.order(new PackOrder(TWO, turned.name(), Map.of()));
      assertThat(frame != null).isEqualTo(turned.isOffered());
    }
    for (String never : List.of("SHUT_DOWN", "LOCK", "UNLOCK", "BALANCING_ON", "BALANCING_OFF")) {
      assertThat(dialect.order(new PackOrder(TWO, never, Map.of()))).as(never).isNull();
    }
  }

  /** 1, 1, 1…: numbers that every layout can hold, and the first second of 1 January 2001. */
  private static byte[] anything(int width) {
    byte[] bytes = new byte[width];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }

  private AsciiFrame order(String subject, Map<String, Object> values) {
    return Objects.requireNonNull(dialect.order(new PackOrder(TWO, subject, values)));
  }

  /** The factory's values as pack 2 answers them (computed; AM5000 table 3-1). */
  @ParameterizedTest
  @CsvSource({
    "cell_ov, ~25024600F010010DAC0E100CE41EFA05",
    "cell_uv, ~25024600F010010AF00A8C0CE41EFA00",
    "pack_ov, ~25024600F01001DDE0E100D2F01EFA00",
    "pack_uv, ~25024600F01001B220ABE0BB801EFA05",
    "limiter, ~25024600C0040064FCCC",
    "charge_oc, ~25024600400C010069006E1EFB15",
    "discharge_oc1, ~25024600400C01FF97FF921EFACC",
    "discharge_oc2, ~25024600A006009604FC63",
    "short_circuit, ~25024600E0020CFD23",
    "cell_ot, ~25024600501A010CB20CEE0CBC0CB20CEE0CBCF77D",
    "cell_ut, ~25024600501A010AFA0ADC0AFA0A1409E20A46F7BC",
    "environment, ~25024600501A010A1409E20A140D340D980D34F80E",
    "balance, ~2502460080080DAC001EFBCF"
  })
  void aSimulatedPackHasTheFactorysSettings(String subject, String answer) {
    PackQuestion question = PackQuestion.parameter(TWO, subject);
    Map<String, Object> factory = Objects.requireNonNull(dialect.factory(subject));
    assertThat(dialect.answer(question, factory)).hasToString(answer + "<CR>");
    assertThat(dialect.hear(dialect.ask(question))).isEqualTo(question);
    assertThat(dialect.read(question, frame(answer)))
        .isEqualTo(new PackReply.Parameters(subject, factory));
  }

  /** What a simulated pack lets be written it also lets be read, from the first moment on. */
  @Test
  void everyTableOfASimulatedPackCanBeRead() {
    for (PaceTable table : PaceTable.values()) {
      Map<String, Object> values = dialect.simulated(table.subject, pack());
      if (table.read < 0) {
        assertThat(values).as("the document knows no way to read it").isNull();
        continue;
      }
      PackQuestion question = PackQuestion.parameter(TWO, table.subject);
      AsciiFrame answer = dialect.answer(question, Objects.requireNonNull(values, table.subject));
      assertThat(dialect.read(question, answer))
          .isEqualTo(new PackReply.Parameters(table.subject, values));
      assertThat(values).isNotEqualTo(Map.of());
    }
    assertThat(dialect.factory("full_charge")).as("no document says the factory's").isNull();
    assertThat(dialect.simulated("full_charge", pack())).containsEntry("low_soc_pct", 3);
  }

  @Test
  void itsCapacitiesAreItsOwn() {
    assertThat(dialect.simulated("capacity", pack()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("remain_mah", 61_230, "full_mah", 98_700, "design_mah", 100_000));
  }

  private static PackReading pack() {
    int[] mv = new int[16];
    Arrays.fill(mv, 3300);
    CellVoltages cells = CellVoltages.ofMillivolts(mv);
    return new PackReading(
        PackId.of(2),
        Moment.ofMillis(1),
        cells,
        List.of(),
        null,
        null,
        cells.sum(),
        Current.ZERO,
        Capacity.ofMilliampereHours(61_234),
        Capacity.ofMilliampereHours(98_700),
        Capacity.ofAmpereHours(100),
        12,
        null,
        null);
  }

  @Test
  void aSimulatedPackSaysThatItHasNoHistoryAndWhatItIsMadeOf() {
    AsciiFrame history = AsciiFrame.of(0x25, 2, 0x46, 0xA1, (byte) 0, (byte) 0);
    assertThat(Objects.requireNonNull(dialect.otherwise(history)).infoLength()).isZero();
    AsciiFrame parts = AsciiFrame.of(0x25, 2, 0x46, 0xC6);
    AsciiFrame made = Objects.requireNonNull(dialect.otherwise(parts));
    assertThat(new String(made.info().bytes(40), US_ASCII)).startsWith("SIM-AM5000 1.0");
    AsciiFrame reset = AsciiFrame.of(0x25, 2, 0x46, 0xA4);
    assertThat(Objects.requireNonNull(dialect.otherwise(reset)).code()).isEqualTo(4);
    assertThat(dialect.otherwise(frame("~25024642E00203FD2D"))).as("not its COMMAND").isNull();
  }

  @Test
  void aPackThatDoesNotKnowParametersRefusesAndIsNotMisread() {
    PackQuestion question = PackQuestion.parameter(TWO, "cell_ov");
    PackReply reply = dialect.read(question, dialect.refuse(TWO, ReturnCode.UNKNOWN_COMMAND));
    assertThat(((PackReply.Refused) reply).reason()).isEqualTo(Refusal.RETURN_CODE);
    PackReply longer = dialect.read(question, AsciiFrame.of(0x25, 2, 0x46, 0, new byte[9]));
    assertThat(((PackReply.Refused) longer).reason()).isEqualTo(Refusal.SIZE);
  }

  /** What PBmsTools was seen to write is the frame that is made of the values it wrote. */
  @TestFactory
  Stream<DynamicTest> everyCapturedWriteIsMadeOfItsValues() {
    return StreamSupport.stream(CapturedFrames.records("rs485-pace.json").spliterator(), false)
        .filter(record -> record.get("expect").has("write"))
        .map(
            record ->
                DynamicTest.dynamicTest(
                    record.get("id").asText(),
                    () -> {
                      AsciiFrame captured = frame(record.get("frame").asText());
                      PackOrder order = Objects.requireNonNull(dialect.hearOrder(captured));
                      PaceTable table = Objects.requireNonNull(PaceTable.of(order.subject()));
                      JsonNode written = CapturedFrames.tree(order.values());
                      CapturedFrames.assertContains("", written, record.get("expect").get("write"));
                      assertThat(PaceOrder.write(table, 0, order.values())).isEqualTo(captured);
                    }));
  }

  @Test
  void aValueThatDoesNotFitIsRefusedByItsName() {
    Map<String, Integer> values = Map.of("start_mv", 3500, "delta_mv", 70_000);
    assertThatThrownBy(() -> PaceOrder.write(PaceTable.BALANCE, 2, values))
        .hasMessage("delta_mv 70000 does not fit its bytes");
    assertThatThrownBy(() -> PaceOrder.write(PaceTable.BALANCE, 2, Map.of("start_mv", 3500)))
        .hasMessage("delta_mv is missing");
    assertThatThrownBy(() -> PaceOrder.write(PaceTable.SHORT_CIRCUIT, 2, Map.of("delay_us", 310)))
        .hasMessage("delay_us 310 is no multiple of 25");
  }

  /** Firmwares differ: a table one field shorter would put the delay where the release stands. */
  @ParameterizedTest
  @CsvSource({
    "charge_oc, 010069006E00641E",
    "charge_oc, 010069006E1E",
    "discharge_oc1, 01FF97FF92FF9C1E",
    "discharge_oc2, 009604009604",
    "full_charge, DAC003E8"
  })
  void aTableIsWrittenAsLongAsItWasRead(String subject, String info) {
    byte[] read = HexFormat.of().parseHex(info);
    PackQuestion question = PackQuestion.parameter(TWO, subject);
    PackReply reply = dialect.read(question, AsciiFrame.of(0x25, 2, 0x46, 0, read));
    AsciiFrame written = order(subject, ((PackReply.Parameters) reply).values());
    assertThat(written.infoLength()).isEqualTo(read.length);
    assertThat(dialect.hearOrder(written))
        .isEqualTo(new PackOrder(TWO, subject, ((PackReply.Parameters) reply).values()));
  }

  /** The control byte after each order, as captured. */
  @ParameterizedTest
  @CsvSource({
    "06, 22, 02",
    "07, 02, 22",
    "0A, 32, 22",
    "0B, 22, 32",
    "0D, 00, 01",
    "0C, 01, 00",
    "08, 38, 30",
    "09, 30, 38"
  })
  void aSwitchChangesItsBitAndIsAnsweredWithTheByte(String order, String before, String after) {
    AsciiFrame request = AsciiFrame.of(0x25, 2, 0x46, 0x99, (byte) Integer.parseInt(order, 16));
    PackOrder heard = Objects.requireNonNull(dialect.hearOrder(request));
    int control = dialect.control(heard, Integer.parseInt(before, 16));
    assertThat(control).isEqualTo(Integer.parseInt(after, 16));
    AsciiFrame answer = dialect.obey(heard, control);
    assertThat(answer.info().peek(1)).isEqualTo(control);
    assertThat(answer.code()).isZero();
  }

  /** Whatever a table can hold is heard as it was sent, and answered as it was set. */
  @Property
  void whatIsWrittenIsHeardAndToldBack(
      @ForAll PaceTable table,
      @ForAll @IntRange(min = 1, max = 13) int bytes,
      @ForAll @Size(13) byte[] any) {
    Layout known = table.layout(bytes);
    Layout layout = known == null ? table.layout() : known;
    byte[] info = Arrays.copyOf(any, layout.width());
    if (table == PaceTable.CLOCK) {
      IntStream.range(0, info.length).forEach(i -> info[i] = (byte) Math.floorMod(info[i], 60));
    }
    Map<String, Object> values = layout.read(InfoReader.of(info));
    assertThat(dialect.hearOrder(order(table.subject, values)))
        .isEqualTo(new PackOrder(TWO, table.subject, values));
    if (table.read >= 0) {
      PackQuestion question = PackQuestion.parameter(TWO, table.subject);
      assertThat(dialect.read(question, dialect.answer(question, values)))
          .isEqualTo(new PackReply.Parameters(table.subject, values));
    }
  }

  /** Each switch is heard as what it is, described as that, and its answer says what came of it. */
  @Property
  void whatIsSwitchedIsHeardAndAnswered(
      @ForAll PaceSwitch turned, @ForAll @IntRange(max = 255) int before) {
    AsciiFrame request = PaceOrder.turn(turned, 2);
    PackOrder heard = Objects.requireNonNull(dialect.hearOrder(request));
    assertThat(heard.subject()).isEqualTo(turned.name());
    FrameLog log = new FrameLog(new PaceVocabulary());
    assertThat(log.describe(request.toString())).containsEntry("order", turned.words);
    int after = dialect.control(heard, before);
    if (turned.cid2 == PaceSwitch.CONTROL) {
      assertThat(log.describe(dialect.obey(heard, after).toString()))
          .containsEntry("echo_command", turned.order)
          .containsEntry("control", after);
    }
  }

  /** What was switched is also what the pack's status says from then on. */
  @Property
  void theControlByteStandsInTheStatus(@ForAll @IntRange(max = 255) int control) {
    PackStatus status =
        new PackStatus(
            PackId.of(2), Moment.ofMillis(1), Set.of(), Set.of(), Set.of(), true, true, false, 0);
    PackQuestion question = new PackQuestion(TWO, Kind.STATUS);
    AsciiFrame answer = dialect.answer(question, status, control);
    JsonNode said =
        CapturedFrames.tree(new FrameLog(new PaceVocabulary()).describe("44 " + answer));
    assertThat(said.get("valid").asText()).isEqualTo("ok");
    assertThat(said.get("pack").get(0).get("control").asInt()).isEqualTo(control);
    assertThat(dialect.read(question, answer).report(PackId.of(2), Moment.ofMillis(1)))
        .isEqualTo(status);
  }

  @Test
  void aSimulatedPackDoesNotLetItselfBeTurnedOff() {
    for (PaceSwitch turned : List.of(PaceSwitch.CHARGE_MOS_OFF, PaceSwitch.SHUT_DOWN)) {
      PackOrder order = Objects.requireNonNull(dialect.hearOrder(PaceOrder.turn(turned, 2)));
      assertThat(dialect.obey(order, 0).code()).isEqualTo(ReturnCode.REFUSED.wire());
    }
  }
}
