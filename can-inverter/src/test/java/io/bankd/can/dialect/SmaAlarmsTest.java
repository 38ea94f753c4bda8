package io.bankd.can.dialect;

import static io.bankd.pack.PackCondition.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.BankStates;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.Conformance;
import io.bankd.can.InverterMessage;
import io.bankd.can.WireRange;
import io.bankd.pack.PackCondition;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any alarm puts a Sunny Island in standby: what it is told of a bank that has one. */
class SmaAlarmsTest {
  private static final WireRange PACK =
      WireRange.ofVoltages(Voltage.ofMillivolts(44_800), Voltage.ofMillivolts(57_600));

  private static Map<String, Object> told(String dialect, InverterMessage bank) {
    CanDialect words = Dialects.named(dialect).orElseThrow();
    InverterMessage sent =
        Conformance.of(PACK, words, Voltage.ofMillivolts(53_600))
            .check(bank)
            .message()
            .orElseThrow();
    return words.encode(sent).stream()
        .filter(frame -> frame.id() == 0x35A)
        .findFirst()
        .flatMap(words::decode)
        .orElseThrow();
  }

  private static InverterMessage bank(boolean charge, boolean discharge, PackCondition... alarms) {
    return BankStates.healthy()
        .chargeEnabled(charge)
        .dischargeEnabled(discharge)
        .alarms(Set.of(alarms))
        .warnings(Set.of(CELL_FAULT))
        .build();
  }

  @Test
  void aFrostyMorningDarkensNoHouse() {
    assertThat(told("sma", bank(false, true, CHARGE_UNDER_TEMPERATURE)))
        .containsEntry("alarms", List.of())
        .containsEntry("warnings", List.of("low_charge_temp", "cell_imbalance"));
  }

  @Test
  void anEmptyBankIsStillCharged() {
    assertThat(told("sma", bank(true, false, PACK_UNDER_VOLTAGE)))
        .containsEntry("alarms", List.of())
        .containsEntry("warnings", List.of("low_voltage", "cell_imbalance"));
  }

  @Test
  void aFaultThatLeavesNothingIsAnAlarm() {
    assertThat(told("sma", bank(false, false, COMMUNICATION_FAULT)))
        .containsEntry("alarms", List.of("general", "bms_internal"));
    assertThat(told("sma", bank(false, false, CHARGE_UNDER_TEMPERATURE, CELL_UNDER_VOLTAGE)))
        .containsEntry("alarms", List.of("general", "low_voltage", "low_charge_temp"));
  }

  /** Both limits are zero while the bank begins and waits for its ramps. */
  @Test
  void aLimitThatOnlyWaitsToRiseIsNoFault() {
    assertThat(told("sma", bank(false, false, CHARGE_UNDER_TEMPERATURE)))
        .containsEntry("alarms", List.of());
  }

  /** The last lever against an inverter that takes what it was not offered. */
  @Test
  void aCurrentThatNobodyAllowedIsAlwaysAnAlarm() {
    assertThat(told("sma", bank(true, false, DISCHARGE_OVER_CURRENT)))
        .containsEntry("alarms", List.of("general", "high_discharge_current"));
    assertThat(told("sma", bank(false, true, CHARGE_OVER_CURRENT)))
        .containsEntry("alarms", List.of("general", "high_charge_current"));
  }

  static List<String> others() {
    return List.of("victron", "byd_lv", "pylon13", "goodwe_lv", "sofar_lv");
  }

  @ParameterizedTest
  @MethodSource("others")
  void othersAreToldAsItIs(String dialect) {
    assertThat(told(dialect, bank(false, true, CHARGE_UNDER_TEMPERATURE)))
        .containsEntry("alarms", List.of("general", "low_charge_temp"))
        .containsEntry("warnings", List.of("cell_imbalance"));
  }

  /** As its document has them; a current saturates at the same word and is only logged. */
  @Test
  void wordsForWhatNobodyKnowsAreNoValues() {
    assertThat(heard("351#FFFF00800080FFFF")).isEmpty();
    assertThat(heard("351#3002DC050080CC01"))
        .isEqualTo(Map.of("cvl_v", 56.0, "ccl_a", 150.0, "dvl_v", 46.0));
    assertThat(heard("355#FFFFFFFFFFFF")).isEmpty();
    assertThat(heard("356#CA14FFFF0080")).isEqualTo(Map.of("voltage_v", 53.22, "current_a", -0.1));
    assertThat(heard("356#008085FF0080")).isEqualTo(Map.of("current_a", -12.3));
    assertThat(heard("35F#FFFFFFFFFFFFFFFF")).isEqualTo(Map.of("tail", "ffff"));
    assertThat(heard("35F#0300FFFF4803FFFF"))
        .isEqualTo(Map.of("type", "0300", "capacity", 840, "tail", "ffff"));
    assertThat(heard("305#FFFF008000800080")).isEmpty();
    assertThat(heard("305#1602640000800080"))
        .isEqualTo(Map.of("inverter_voltage_v", 53.4, "inverter_current_a", -10.0));
    assertThat(heard("00F#")).isEqualTo(Map.of("quick_stop", true));
  }

  private static Map<String, Object> heard(String line) {
    return Dialects.named("sma")
        .orElseThrow()
        .decode(CanFrame.parse(line).readable().orElseThrow())
        .orElseThrow();
  }
}
