package io.bankd.rs485.pace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.bankd.rs485.frame.ReturnCode;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceDialectTest {
  private static final PackId PACK_2 = PackId.of(2);
  private static final Moment NOW = Moment.ofMillis(1);
  private static final PackQuestion ANALOG_2 = question(Kind.ANALOG);

  /** A real slave 2 on a parallel bus, charging with 24.12 A. */
  private static final String CHARGING =
      "~25024600D07C0002100D330D360D3C0D300D3A0D360D3C0D350D3E0D3B0D3D0D380D370D370D360D34060BA60BA"
          + "20BA30BA60B9D0BAC096CD3B21A680226AC03B826AC44E232\r";

  private final PaceDialect dialect = new PaceDialect();

  private static PackQuestion question(Kind kind) {
    return kind == Kind.PARAMETER
        ? PackQuestion.parameter(PackAddress.of(2), "cell_ov")
        : new PackQuestion(PackAddress.of(2), kind);
  }

  private static AsciiFrame frame(String characters) {
    return (AsciiFrame) AsciiFrame.parse(characters.getBytes(US_ASCII));
  }

  @Test
  void asksAsTheDocumentPrintsIt() {
    assertThat(dialect.ask(ANALOG_2)).hasToString("~25024642E00202FD2E<CR>");
    assertThat(dialect.ask(question(Kind.STATUS))).hasToString("~25024644E00202FD2C<CR>");
    assertThat(dialect.ask(question(Kind.COUNT))).hasToString("~250246900000FDA4<CR>");
    assertThat(dialect.ask(question(Kind.FIRMWARE))).hasToString("~250246C10000FD99<CR>");
    assertThat(dialect.ask(question(Kind.SERIAL))).hasToString("~250246C20000FD98<CR>");
  }

  @Test
  void readsARealPackThatIsCharging() {
    PackReply.Analog answer = (PackReply.Analog) dialect.read(ANALOG_2, frame(CHARGING));
    PackReading reading = answer.report(PACK_2, NOW);
    assertThat(reading.voltage()).hasToString("54.194 V");
    assertThat(reading.current()).hasToString("24.120 A");
    assertThat(reading.remaining()).hasToString("67.60 Ah");
    assertThat(reading.cycles()).isEqualTo(952);
    assertThat(reading.cells().highestNumber()).isEqualTo(9);
    assertThat(reading.cellTemperatures()).hasSize(4);
    assertThat(reading.mosTemperature()).isEqualTo(Temperature.ofDecidegrees(243));
    assertThat(reading.environmentTemperature()).isEqualTo(Temperature.ofDecidegrees(258));
    assertThat(reading.reportedSoc()).isEqualTo(Ratio.ofPercent(68));
    assertThat(reading.reportedSoh()).isNull();
  }

  @Test
  void aTailByteOfTheStatusAnswerIsNoAlarm() {
    AsciiFrame answer = status(0x0E, 0x08);
    PackReply.Status status = (PackReply.Status) dialect.read(question(Kind.STATUS), answer);
    assertThat(status.protections()).isEmpty();
    assertThat(status.warnings()).isEmpty();
    assertThat(status.faults()).isEmpty();
    assertThat(status.chargeMosOn()).isTrue();
    assertThat(status.limiterActive()).isFalse();
  }

  private static AsciiFrame status(int instruction, int... tail) {
    byte[] info = new byte[38 + tail.length];
    info[1] = 2;
    info[2] = 16;
    info[19] = 6;
    info[31] = (byte) instruction;
    for (int i = 0; i < tail.length; i++) {
      info[38 + i] = (byte) tail[i];
    }
    return AsciiFrame.of(0x25, 2, 0x46, 0, info);
  }

  @Test
  void everyProtectionAndWarningBitHasItsCondition() {
    assertThat(StatusByte.PROTECT1.conditions(1 << 6)).containsExactly(PackCondition.SHORT_CIRCUIT);
    assertThat(StatusByte.PROTECT2.conditions(1 << 4))
        .containsExactly(PackCondition.MOS_OVER_TEMPERATURE);
    assertThat(StatusByte.WARN2.conditions(1 << 6))
        .containsExactly(PackCondition.MOS_OVER_TEMPERATURE);
    assertThat(StatusByte.PROTECT2.conditions(1 << 7)).containsExactly(PackCondition.FULLY_CHARGED);
    assertThat(StatusByte.FAULT.conditions(0xC0)).isEmpty();
  }

  @Test
  void refusesWithTheNameOfTheRule() {
    assertRefused(Refusal.WRONG_VERSION, AsciiFrame.of(0x20, 2, 0x46, 0));
    assertRefused(Refusal.WRONG_CID1, AsciiFrame.of(0x25, 2, 0x4A, 0));
    assertRefused(Refusal.WRONG_ADDRESS, AsciiFrame.of(0x25, 3, 0x46, 0));
    assertRefused(Refusal.ECHO, dialect.ask(ANALOG_2));
    assertRefused(Refusal.RETURN_CODE, dialect.refuse(PackAddress.of(2), ReturnCode.REFUSED));
    assertRefused(Refusal.SIZE, AsciiFrame.of(0x25, 2, 0x46, 0, (byte) 0, (byte) 2));
    assertRefused(Refusal.WRONG_COMMAND, analog(info -> info[1] = 1));
    assertRefused(Refusal.ALL_ZERO, analog(info -> java.util.Arrays.fill(info, 3, 35, (byte) 0)));
    assertRefused(Refusal.CELL_RANGE, analog(info -> info[3] = 0x7F));
    assertRefused(Refusal.VOLTAGE_SUM, analog(info -> info[50] += 3));
    assertRefused(Refusal.TEMPERATURE_RANGE, analog(info -> info[36] = 0x10));
    assertRefused(Refusal.FULL, analog(info -> info[55] = info[56] = 0));
    assertRefused(Refusal.REMAINING, analog(info -> info[52] += 0x20));
    assertRefused(Refusal.TAIL, AsciiFrame.of(0x25, 2, 0x46, 0, longTail()));
    assertThat(new PaceDialect(15).read(ANALOG_2, frame(CHARGING)))
        .extracting("reason")
        .isEqualTo(Refusal.CELL_COUNT);
  }

  @Test
  void aRefusalSaysWhatItSaw() {
    PackReply.Refused refused =
        (PackReply.Refused) dialect.read(ANALOG_2, AsciiFrame.of(0x25, 3, 0x46, 0));
    assertThat(refused.detail()).isEqualTo("address 2 asked, 3 answered");
  }

  private interface Damage {
    void to(byte[] info);
  }

  private static AsciiFrame analog(Damage damage) {
    AsciiFrame sound = frame(CHARGING);
    byte[] info = sound.info().bytes(sound.infoLength());
    damage.to(info);
    return AsciiFrame.of(0x25, 2, 0x46, 0, info);
  }

  private static byte[] longTail() {
    return java.util.Arrays.copyOf(frame(CHARGING).info().bytes(62), 62 + 30);
  }

  private void assertRefused(Refusal reason, AsciiFrame frame) {
    assertThat(dialect.read(ANALOG_2, frame)).extracting("reason").isEqualTo(reason);
  }

  @Property
  void aReadingSurvivesTheWire(
      @ForAll @Size(16) List<@IntRange(min = 2000, max = 3900) Integer> cells,
      @ForAll @Size(max = 4) List<@IntRange(min = -450, max = 1250) Integer> temperatures,
      @ForAll @IntRange(min = -15_000, max = 15_000) int centiamperes,
      @ForAll @IntRange(min = 1, max = 60_000) int full,
      @ForAll @IntRange(max = 100) int soc,
      @ForAll boolean tells,
      @ForAll boolean fitted) {
    CellVoltages voltages =
        CellVoltages.ofMillivolts(cells.stream().mapToInt(Integer::intValue).toArray());
    PackReading reading =
        new PackReading(
            PACK_2,
            NOW,
            voltages,
            temperatures.stream().map(Temperature::ofDecidegrees).toList(),
            fitted ? Temperature.ofDegrees(30) : null,
            fitted ? null : Temperature.ofDegrees(-5),
            voltages.sum().minus(Voltage.ofMillivolts(90)),
            Current.ofMilliamperes(centiamperes * 10),
            Capacity.ofMilliampereHours(full * 10),
            Capacity.ofMilliampereHours(full * 10),
            Capacity.ofAmpereHours(100),
            soc,
            tells ? Ratio.ofPercent(soc) : null,
            tells && fitted ? Ratio.ofPercent(99) : null);
    AsciiFrame answer = dialect.answer(ANALOG_2, reading);
    assertThat(dialect.read(ANALOG_2, answer).report(PACK_2, NOW)).isEqualTo(reading);
    assertThat(answer.characters()).isLessThanOrEqualTo(dialect.largestReply(Kind.ANALOG));
  }

  @Property
  void aStatusSurvivesTheWire(
      @ForAll Set<PackCondition> protections,
      @ForAll Set<PackCondition> warnings,
      @ForAll Set<PackCondition> faults,
      @ForAll boolean charge,
      @ForAll boolean discharge,
      @ForAll boolean limiter,
      @ForAll @IntRange(max = 0xFFFF) int balancing) {
    PackStatus status =
        new PackStatus(
            PACK_2,
            NOW,
            only(protections, StatusByte.PROTECT1, StatusByte.PROTECT2, StatusByte.INSTRUCTION),
            only(warnings, StatusByte.WARN1, StatusByte.WARN2),
            only(faults, StatusByte.FAULT),
            charge,
            discharge,
            limiter,
            balancing);
    PackQuestion question = question(Kind.STATUS);
    AsciiFrame answer = dialect.answer(question, status);
    assertThat(dialect.read(question, answer).report(PACK_2, NOW)).isEqualTo(status);
  }

  /** The conditions these bytes have bits for. */
  private static Set<PackCondition> only(Set<PackCondition> some, StatusByte... bytes) {
    Set<PackCondition> wire = EnumSet.noneOf(PackCondition.class);
    for (StatusByte each : bytes) {
      wire.addAll(each.conditions(each.value(some)));
    }
    return wire;
  }

  @Test
  void identityAndCountSurviveTheWire() {
    PackIdentity identity = new PackIdentity(PACK_2, NOW, "P16S100A-1.00", "AM5000-0002");
    for (Kind kind : List.of(Kind.FIRMWARE, Kind.SERIAL, Kind.COUNT)) {
      AsciiFrame answer = dialect.answer(question(kind), identity);
      PackReply reply = dialect.read(question(kind), answer);
      assertThat(reply)
          .isEqualTo(
              kind == Kind.FIRMWARE
                  ? new PackReply.Firmware("P16S100A-1.00")
                  : kind == Kind.SERIAL
                      ? new PackReply.Serial("AM5000-0002")
                      : new PackReply.Count(1));
    }
  }

  @Test
  void aPackHearsOnlyItsOwnCommandByte() {
    assertThat(dialect.hear(dialect.ask(ANALOG_2))).isEqualTo(ANALOG_2);
    assertThat(dialect.hear(AsciiFrame.of(0x25, 2, 0x46, 0x42, (byte) 0xFF))).isNull();
    assertThat(dialect.hear(frame(CHARGING))).isNull();
    assertThat(dialect.isRequest(frame(CHARGING))).isFalse();
  }

  @Property
  void anyInfoIsReadOrRefused(@ForAll Kind kind, @ForAll @Size(max = 120) byte[] info) {
    info = info.clone();
    if (info.length > 2) {
      info[1] = 2;
      info[2] = 16;
    }
    assertThat(dialect.read(question(kind), AsciiFrame.of(0x25, 2, 0x46, 0, info))).isNotNull();
  }

  /** Another master clears the history: that is no answer of a pack with a strange return code. */
  @ParameterizedTest
  @ValueSource(ints = {0xA9, 0xAD, 0xB3, 0xB4, 0xB7, 0xBD, 0xC3, 0xC4, 0xFF})
  void whatWeNeverSendIsAnotherMastersRequest(int cid2) {
    for (byte[] info : new byte[][] {{}, {1}, new byte[20]}) {
      assertThat(dialect.isRequest(AsciiFrame.of(0x25, 3, 0x46, cid2, info))).isTrue();
    }
  }
}
