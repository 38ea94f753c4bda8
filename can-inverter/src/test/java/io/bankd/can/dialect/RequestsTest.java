package io.bankd.can.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.Conformance;
import io.bankd.can.InverterMessage;
import io.bankd.can.Position;
import io.bankd.can.WireRange;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each inverter is told when the bank stops, begs, warns, or loses a pack. */
class RequestsTest {
  private static List<CanFrame> set(String dialect, InverterMessage message) {
    return Dialects.named(dialect).orElseThrow().encode(message);
  }

  private static CanFrame frame(String dialect, int id, InverterMessage message) {
    return set(dialect, message).stream().filter(f -> f.id() == id).findFirst().orElseThrow();
  }

  private static Map<String, Object> said(String dialect, int id, InverterMessage message) {
    return Dialects.named(dialect).orElseThrow().decode(frame(dialect, id, message)).orElseThrow();
  }

  static List<String> spoken() {
    return Dialects.names();
  }

  /** CCL 0, enable bit cleared, CVL at rest and never 0 V: some inverters heed only one of them. */
  @ParameterizedTest
  @MethodSource("spoken")
  void aStopIsSaidInEveryWayTheDialectHas(String dialect) {
    InverterMessage stop =
        BankStates.healthy().cvl(Voltage.ofMillivolts(53_600)).chargeEnabled(false).build();
    Map<String, Object> limits = said(dialect, dialect.equals("growatt_lv") ? 0x311 : 0x351, stop);
    assertThat(limits).containsEntry("ccl_a", 0.0).containsEntry("cvl_v", 53.6);
    set(dialect, stop)
        .forEach(
            frame -> {
              Map<String, Object> said =
                  Dialects.named(dialect).orElseThrow().decode(frame).orElseThrow();
              assertThat(said.getOrDefault("charge_en", false)).isEqualTo(false);
              assertThat(said.getOrDefault("discharge_en", true)).isEqualTo(true);
            });
    assertThat(limits.get("dcl_a")).isEqualTo(dialect.equals("growatt_sph_pylon") ? -200.0 : 200.0);
  }

  @ParameterizedTest
  @CsvSource({
    "pylon12, 0x35C, E0, D0, C8",
    "pylonplus, 0x35C, E0, D0, C8",
    "luxpower, 0x35C, E0, D0, C8",
    "solark, 0x35C, E0, D0, C8",
    "growatt_sph_pylon, 0x35C, E0, D0, C8",
    "growatt_lv, 0x319, E0, D0, C0",
    "victron, 0x360, FF, FF, FF",
    "byd_lv, 0x360, FF, FF, FF",
    "sofar_lv, 0x30F, 01, 01, 00",
  })
  void beggingForCharge(String dialect, String id, String urgent, String soon, String full) {
    InverterMessage healthy = BankStates.healthy().build();
    int frame = Integer.decode(id);
    assertThat(frame(dialect, frame, healthy.toBuilder().forceCharge1(true).build()).hex())
        .startsWith(urgent);
    assertThat(frame(dialect, frame, healthy.toBuilder().forceCharge2(true).build()).hex())
        .startsWith(soon);
    assertThat(frame(dialect, frame, healthy.toBuilder().fullChargeRequest(true).build()).hex())
        .startsWith(full);
  }

  /** Both sorts of pair mean “not active” with 10; the three behind the alarms are not SMA's. */
  @ParameterizedTest
  @CsvSource({
    "sma,       A5AAAA02AAAAAA01",
    "goodwe_lv, A5AAAA02AAAAAA01",
    "sofar_lv,  A5AAAA02AAAAAA01",
    "pylon13,   A5AAAA02AAAAAA09",
    "victron,   A5AAAA02AAAAAA09",
    "byd_lv,    A5AAAA02AAAAAA09",
  })
  void alarmsAndWarningsInPairs(String dialect, String data) {
    InverterMessage message =
        BankStates.healthy()
            .alarms(Set.of(PackCondition.CELL_OVER_VOLTAGE))
            .warnings(Set.of(PackCondition.CELL_FAULT))
            .build();
    assertThat(frame(dialect, 0x35A, message).hex()).isEqualTo(data);
  }

  @ParameterizedTest
  @CsvSource({
    "PACK_UNDER_VOLTAGE,          0200, 0200",
    "PACK_OVER_VOLTAGE,           0400, 0400",
    "CELL_UNDER_VOLTAGE,          0800, 0800",
    "CELL_OVER_VOLTAGE,           1000, 1000",
    "SHORT_CIRCUIT,               2000, 8000",
    "CHARGE_OVER_CURRENT,         4000, 4000",
    "DISCHARGE_OVER_CURRENT,      8000, 8000",
    "CELL_FAULT,                  0004, 0004",
    "COMMUNICATION_FAULT,         0008, 0001",
    "CHARGE_UNDER_TEMPERATURE,    0010, 0010",
    "DISCHARGE_UNDER_TEMPERATURE, 0020, 0020",
    "CHARGE_OVER_TEMPERATURE,     0040, 0040",
    "MOS_OVER_TEMPERATURE,        0080, 0080",
  })
  void growattsAlarms(PackCondition condition, String protection, String warning) {
    InverterMessage alarm = BankStates.healthy().alarms(Set.of(condition)).build();
    InverterMessage warns = BankStates.healthy().warnings(Set.of(condition)).build();
    assertThat(said("growatt_lv", 0x312, alarm))
        .containsEntry("prot", protection)
        .containsEntry("warn", "0000");
    assertThat(said("growatt_lv", 0x312, warns))
        .containsEntry("prot", "0000")
        .containsEntry("warn", warning);
    assertThat(said("growatt_lv", 0x311, alarm)).containsEntry("error", true);
    assertThat(said("growatt_lv", 0x311, warns)).containsEntry("error", false);
  }

  @Test
  void growattIsToldWhichWayTheCurrentFlows() {
    InverterMessage bank = BankStates.healthy().build();
    for (int[] row : new int[][] {{49, 1}, {50, 2}, {-49, 1}, {-50, 3}}) {
      InverterMessage flowing = bank.toBuilder().current(Current.ofMilliamperes(row[0])).build();
      assertThat(said("growatt_lv", 0x311, flowing)).containsEntry("mode", row[1]);
    }
    assertThat(frame("growatt_lv", 0x311, bank.toBuilder().online(1).build()).u8(6)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"victron", "byd_lv", "pylonplus"})
  void aLostAndABlockedPackAreCounted(String dialect) {
    InverterMessage message =
        BankStates.healthy().online(2).offline(1).blockCharge(1).blockDischarge(2).build();
    assertThat(frame(dialect, 0x372, message).hex()).isEqualTo("0200010002000100");
    assertThat(said(dialect, 0x379, message)).containsEntry("installed_ah", 840);
  }

  @Test
  void aTemperatureNobodyKnowsHasACodeForSma() {
    InverterMessage blind = BankStates.healthy().temperature(null).build();
    assertThat(frame("sma", 0x356, blind)).hasToString("356#CA1485FF0080");
    assertThat(said("sma", 0x356, blind)).doesNotContainKey("temp_c");
  }

  /** A frame cut short would be read with old bytes; Growatt expects all eight. */
  @Test
  void growattIsSentWholeFramesOnly() {
    InverterMessage blind = BankStates.healthy().tmax(null).build();
    assertThat(set("growatt_lv", blind)).extracting(CanFrame::id).doesNotContain(0x313);
    assertThat(set("growatt_lv", blind)).extracting(CanFrame::length).containsOnly(8);
  }

  /** Growatt's document calls bit 4 “NULL”: what the daemon sends always has bit 5. */
  @Test
  void growattIsAskedInTheOneBitItHas() {
    CanDialect growatt = Dialects.named("growatt_lv").orElseThrow();
    Voltage rest = Voltage.ofMillivolts(53_600);
    InverterMessage soon = BankStates.healthy().forceCharge2(true).build();
    InverterMessage sent =
        Conformance.of(WireRange.ANY, growatt, rest).check(soon).message().orElseThrow();
    assertThat(said("growatt_lv", 0x319, sent)).containsEntry("force1", true);
    InverterMessage content = BankStates.healthy().build();
    assertThat(Conformance.of(WireRange.ANY, growatt, rest).check(content).message())
        .contains(content);
  }

  /**
   * Its readers know eight bytes only; a pack may have any address, and a place needs no digits.
   */
  @Test
  void pylonPlusTellsPlacesWholeOrNotAtAll() {
    InverterMessage odd =
        BankStates.healthy().tminAt(new Position(0, 3)).vmaxAt(new Position(1, 120)).build();
    assertThat(frame("pylonplus", 0x371, odd).hex()).isEqualTo("0201030078010402");
    InverterMessage unknown = BankStates.healthy().vmaxAt(null).vmin(null).build();
    assertThat(set("pylonplus", unknown))
        .extracting(CanFrame::id)
        .doesNotContain(0x370, 0x371, 0x373, 0x375);
    assertThat(set("pylonplus", unknown)).extracting(CanFrame::length).containsOnly(8);
  }

  @Test
  void luxpowersTemperaturesAreNeverEqual() {
    InverterMessage even = BankStates.healthy().tmin(BankStates.healthy().build().tmax()).build();
    assertThat(frame("luxpower", 0x356, even)).hasToString("356#CA1485FFFA00F900");
  }

  @Test
  void smaMayHearNoOtherIdentifierThanItsOwn() {
    assertThat(set("sma", BankStates.healthy().build()))
        .extracting(CanFrame::id)
        .containsExactly(0x351, 0x355, 0x356, 0x35A, 0x35B, 0x35E, 0x35F);
  }

  @Test
  void anInstallersOptions() {
    DialectOptions options =
        new DialectOptions("SHEnergy", 4, Set.of(Quirk.EIGHT_BYTES, Quirk.WITHOUT_FULL_CHARGE));
    InverterMessage asking = BankStates.healthy().fullChargeRequest(true).build();
    assertThat(Dialects.named("pylon12", options).orElseThrow().encode(asking))
        .extracting(CanFrame::toString)
        .containsExactly(
            "351#3002DC05D007CC01",
            "355#4C00630000000000",
            "356#CA1485FFEB000000",
            "359#0000000004504E00",
            "35C#C000000000000000",
            "35E#5348456E65726779");
    DialectOptions tenths = DialectOptions.DEFAULT.with(Quirk.VOLTAGE_IN_TENTHS);
    assertThat(Dialects.named("solark", tenths).orElseThrow().encode(asking))
        .extracting(CanFrame::toString)
        .contains("356#140285FFEB000000");
    DialectOptions nameless = DialectOptions.DEFAULT.with(Quirk.WITHOUT_370);
    assertThat(Dialects.named("pylonplus", nameless).orElseThrow().ids())
        .doesNotContain(0x370, 0x371);
    assertThat(Quirk.named("eight-bytes", "sma")).isEmpty();
    assertThat(Quirk.of("solark")).contains(Quirk.VOLTAGE_IN_TENTHS);
  }
}
