package io.bankd.can.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.pack.PackCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vectors do not show: alarms, unknown values, names, short frames. */
class DialectsTest {
  private final CanDialect pylon = Dialects.named("pylon12").orElseThrow();
  private final CanDialect victron = Dialects.named("victron").orElseThrow();

  private static CanFrame frame(CanDialect dialect, int id, InverterMessage message) {
    return dialect.encode(message).stream()
        .filter(frame -> frame.id() == id)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> decoded(CanDialect dialect, String line) {
    return dialect.decode(CanFrame.parse(line).readable().orElseThrow()).orElseThrow();
  }

  @Test
  void areFoundByName() {
    assertThat(Dialects.names()).startsWith("pylon12", "victron").hasSize(12);
    assertThat(Dialects.named("pylon")).isEmpty();
    assertThat(Dialects.readable()).containsAll(Dialects.names()).contains("deye_pcs", "discover");
  }

  @ParameterizedTest
  @CsvSource({
    "CELL_OVER_VOLTAGE,           02000000, 00000200, high_voltage",
    "PACK_UNDER_VOLTAGE,          04000000, 00000400, low_voltage",
    "CHARGE_OVER_TEMPERATURE,     08000000, 00000800, high_temp",
    "DISCHARGE_UNDER_TEMPERATURE, 10000000, 00001000, low_temp",
    "DISCHARGE_OVER_CURRENT,      80000000, 00008000, high_discharge_current",
    "SHORT_CIRCUIT,               80000000, 00008000, high_discharge_current",
    "CHARGE_OVER_CURRENT,         00010000, 00000001, high_charge_current",
  })
  void pylonAlarms(PackCondition condition, String asAlarm, String asWarning, String word) {
    Map<String, Object> alarm = pylonAlarms(Set.of(condition), Set.of());
    assertThat(alarm).containsEntry("raw", asAlarm).containsEntry("protection", List.of(word));
    Map<String, Object> warning = pylonAlarms(Set.of(), Set.of(condition));
    assertThat(warning)
        .containsEntry("alarm", List.of(word))
        .containsEntry("protection", List.of());
    assertThat(warning).containsEntry("raw", asWarning);
  }

  @Test
  void pylonNamesAFailedPartAsItsDocumentDoes() {
    Set<PackCondition> failed = Set.of(PackCondition.COMMUNICATION_FAULT);
    assertThat(pylonAlarms(failed, failed))
        .containsEntry("protection", List.of("system_error"))
        .containsEntry("alarm", List.of("internal_communication"))
        .containsEntry("raw", "00080008");
  }

  private Map<String, Object> pylonAlarms(Set<PackCondition> alarms, Set<PackCondition> warnings) {
    InverterMessage message = BankStates.healthy().alarms(alarms).warnings(warnings).build();
    return pylon.decode(frame(pylon, 0x359, message)).orElseThrow();
  }

  @Test
  void victronSetsGeneralWithAnyAlarmButNotWithAWarning() {
    InverterMessage message =
        BankStates.healthy()
            .alarms(Set.of(PackCondition.CELL_OVER_VOLTAGE))
            .warnings(Set.of(PackCondition.CELL_FAULT))
            .build();
    // Pairs 0 and 1 turn from 10 to 01 in byte 0; pair 12 in byte 7 beside the system pair.
    assertThat(frame(victron, 0x35A, message)).hasToString("35A#A5AAAA02AAAAAA09");
    assertThat(victron.decode(frame(victron, 0x35A, message)).orElseThrow())
        .containsEntry("alarms", List.of("general", "high_voltage"))
        .containsEntry("warnings", List.of("cell_imbalance"))
        .containsEntry("system_pair", 2);
  }

  @Test
  void beingFullIsNoAlarm() {
    InverterMessage full = BankStates.healthy().alarms(Set.of(PackCondition.FULLY_CHARGED)).build();
    assertThat(frame(victron, 0x35A, full)).hasToString("35A#AAAAAA02AAAAAA0A");
    assertThat(frame(pylon, 0x359, full)).hasToString("359#0000000003504E");
  }

  @Test
  void requestsForChargeAreBitsForPylonAndAByteForVictron() {
    InverterMessage urgent = BankStates.healthy().forceCharge1(true).build();
    InverterMessage soon = BankStates.healthy().forceCharge2(true).build();
    InverterMessage full = BankStates.healthy().fullChargeRequest(true).build();
    assertThat(frame(pylon, 0x35C, urgent)).hasToString("35C#E000");
    assertThat(frame(pylon, 0x35C, soon)).hasToString("35C#D000");
    assertThat(frame(pylon, 0x35C, full)).hasToString("35C#C800");
    for (InverterMessage asking : List.of(urgent, soon, full)) {
      assertThat(frame(victron, 0x360, asking)).hasToString("360#FF00000000000000");
    }
    assertThat(frame(victron, 0x360, BankStates.healthy().build()))
        .hasToString("360#0000000000000000");
  }

  @Test
  void aFrameEndsBeforeWhatNobodyKnows() {
    InverterMessage cold = BankStates.healthy().temperature(null).tmin(null).tmax(null).build();
    assertThat(frame(pylon, 0x356, cold)).hasToString("356#CA1485FF");
    assertThat(frame(victron, 0x373, cold)).hasToString("373#F00C0D0D");
  }

  @Test
  void aFrameOfUnknownsIsLeftOut() {
    InverterMessage blind = BankStates.healthy().vmin(null).vminAt(null).build();
    assertThat(victron.encode(blind))
        .extracting(CanFrame::id)
        .doesNotContain(0x373, 0x374)
        .contains(0x375);
  }

  @Test
  void victronSaysWhatMattersFirst() {
    assertThat(victron.encode(BankStates.healthy().build()))
        .extracting(CanFrame::id)
        .startsWith(0x351, 0x355, 0x356, 0x35A)
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void victronTellsWhereTheExtremesAre() {
    InverterMessage message = BankStates.healthy().build();
    assertThat(frame(victron, 0x374, message)).hasToString("374#3032303400000000");
    assertThat(decoded(victron, "375#3031313100000000")).containsEntry("text", "0111");
    assertThat(frame(victron, 0x375, message)).hasToString("375#3031313100000000");
    assertThat(frame(victron, 0x376, message)).hasToString("376#3033303100000000");
    assertThat(frame(victron, 0x377, message)).hasToString("377#3031303200000000");
  }

  @ParameterizedTest
  @CsvSource({
    "0,            0,            0000000000000000",
    "99,           100,          0000000001000000",
    "123456,       1000000000,   D204000080969800",
    "429496729599, 429496729500, FFFFFFFFFFFFFFFF",
    "429496729600, 429496729499, FFFFFFFFFEFFFFFF",
    "9223372036854775807, 0,     FFFFFFFF00000000",
    "0, -1,                      0000000000000000",
  })
  void energyIsToldInTenthsOfAKilowattHourAndNeverWraps(
      long chargedWh, long dischargedWh, String data) {
    InverterMessage message =
        BankStates.healthy().chargedWh(chargedWh).dischargedWh(dischargedWh).build();
    for (String name : List.of("victron", "byd_lv")) {
      CanDialect dialect = Dialects.named(name).orElseThrow();
      assertThat(frame(dialect, 0x378, message)).hasToString("378#" + data);
    }
  }

  /** Half of it would be read as a discharge of nothing. */
  @Test
  void energyThatNobodyCountsIsLeftOut() {
    for (String name : List.of("victron", "byd_lv")) {
      CanDialect dialect = Dialects.named(name).orElseThrow();
      assertThat(dialect.encode(BankStates.healthy().chargedWh(null).build()))
          .extracting(CanFrame::id)
          .doesNotContain(0x378);
      assertThat(dialect.encode(BankStates.healthy().dischargedWh(null).build()))
          .extracting(CanFrame::id)
          .doesNotContain(0x378);
    }
  }

  @Test
  void shortFramesSayWhatTheyCan() {
    assertThat(decoded(pylon, "351#3002DC")).containsExactly(Map.entry("cvl_v", 56.0));
    assertThat(decoded(pylon, "351#")).isEmpty();
    assertThat(decoded(pylon, "355#0900640009000F00"))
        .isEqualTo(Map.of("soc", 9, "soh", 100, "w4", 9, "w6", 15));
    assertThat(decoded(pylon, "359#02")).isEqualTo(Map.of("protection", List.of("high_voltage")));
    assertThat(decoded(victron, "35A#ABAAFEAFAAFAFF"))
        .containsEntry("alarms", List.of())
        .containsEntry("system_pair", 0);
  }

  @Test
  void aNameOfAnotherMakerIsShownAsItIs() {
    assertThat(decoded(pylon, "35E#50594C4F4E202020")).containsEntry("name", "PYLON");
    assertThat(decoded(pylon, "35E#5059544553")).containsEntry("name", "PYTES");
    assertThat(decoded(pylon, "359#00000000020000")).containsEntry("pn", false);
  }

  @Test
  void theInvertersSignsOfLife() {
    assertThat(decoded(pylon, "305#0000000000000000"))
        .isEqualTo(Map.of("ack305", "0000000000000000"));
    assertThat(pylon.heartbeatIds()).isEqualTo(Set.of(0x305, 0x306, 0x307));
    assertThat(pylon.decode(CanFrame.of(0x123))).isEmpty();
  }

  /** A decoded map shows its fields in the order of the bytes, as a person reads them. */
  @Test
  void fieldsKeepTheOrderOfTheirTable() {
    assertThat(new ArrayList<>(decoded(pylon, "351#3002DC05D007CC01").keySet()))
        .containsExactly("cvl_v", "ccl_a", "dcl_a", "dvl_v");
  }
}
