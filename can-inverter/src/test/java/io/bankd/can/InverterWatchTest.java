package io.bankd.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverterWatchTest {
  private final InverterWatch watch = new InverterWatch(Dialects.named("victron").orElseThrow());

  private static Moment second(long seconds) {
    return Moment.ofMillis(seconds * 1000);
  }

  private static CanFrame frame(int id) {
    return CanFrame.of(id, new byte[8]);
  }

  @Test
  void isDownUntilTheFirstHeartbeat() {
    InverterWatch.Report report = watch.report(second(0));
    assertThat(report.up()).isFalse();
    assertThat(report.lastHeard()).isNull();
    assertThat(report.heartbeats()).isEqualTo(Map.of(0x305, 0L, 0x306, 0L, 0x307, 0L));
  }

  @Test
  void isUpForTenSecondsAfterAnyHeartbeat() {
    watch.hear(frame(0x305), second(1));
    watch.hear(frame(0x307), second(3));
    assertThat(watch.report(second(12)).up()).isTrue();
    assertThat(watch.report(second(13)).up()).isFalse();
    assertThat(watch.report(second(13)).lastHeard()).isEqualTo(second(3));
    assertThat(watch.report(second(13)).heartbeats())
        .isEqualTo(Map.of(0x305, 1L, 0x306, 0L, 0x307, 1L));
  }

  @Test
  void ourOwnIdentifierFromElsewhereIsASecondBms() {
    watch.hear(frame(0x355), second(1));
    watch.hear(frame(0x351), second(2));
    watch.hear(frame(0x351), second(3));
    InverterWatch.Report report = watch.report(second(4));
    assertThat(report.foreign()).isEqualTo(Map.of(0x351, 2L, 0x355, 1L));
    assertThat(report.finding())
        .contains(
            "another BMS speaks on this CAN bus: it sends 0x351, 0x355, which only this bank may"
                + " send; unplug it from the inverter's CAN port or switch its CAN output off");
    assertThat(report.up()).isFalse();
  }

  @Test
  void theFindingEndsWithTheForeignerButIsNotForgotten() {
    watch.hear(frame(0x351), second(2));
    assertThat(watch.report(second(12)).finding()).isEmpty();
    assertThat(watch.report(second(12)).foreign()).containsEntry(0x351, 1L);
  }

  private static InverterWatch watch(String dialect) {
    return new InverterWatch(Dialects.named(dialect).orElseThrow(), Dialects.all());
  }

  private static Optional<String> suspicion(String dialect, String line) {
    InverterWatch watch = watch(dialect);
    watch.hear(CanFrame.parse(line).readable().orElseThrow(), second(1));
    return watch.report(second(2)).suspicion();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pylon12 | 301#0B16212C37424D58 | 0x301, as it does in growatt_lv; here it is told its",
        "growatt_lv | 305#0000000000000000 | 0x305, as it does in pylon12, victron, pylon13 and oth",
        "sma | 305#0000000000000000 | answers 0x305 with zeros, as none does in sma",
        "victron | 305#0C0264000000F401 | answers 0x305 with measured values, as it does in sma",
        "pylon12 | 311#0230000000000121 | another battery seems to speak on this bus: 0x311 belongs",
        "sma | 372#0100000000000000 | 0x372 belongs to victron, pylonplus, byd_lv",
      })
  void soundsLikeAnotherDialect(String dialect, String line, String words) {
    assertThat(suspicion(dialect, line))
        .hasValueSatisfying(said -> assertThat(said).contains(words));
  }

  @ParameterizedTest
  @CsvSource({
    "pylon12, 305#0000000000000000",
    "victron, 307#1234567856494300",
    "growatt_lv, 301#0B16212C37424D58",
    "sma, 305#0C0264000000F401",
    "pylon12, 7FF#00",
    "luxpower, 305#0100000000000000",
  })
  void soundsRight(String dialect, String line) {
    assertThat(suspicion(dialect, line)).isEmpty();
  }

  @Test
  void aSuspicionKeepsItsWordsWhileItHolds() {
    InverterWatch watch = watch("sma");
    watch.hear(frame(0x372), second(1));
    Optional<String> first = watch.report(second(1)).suspicion();
    watch.hear(frame(0x379), second(9));
    assertThat(watch.report(second(12)).suspicion()).isEqualTo(first);
    assertThat(suspicion("pylon12", "5A0#00")).as("a Deye pack's, or anybody's").isEmpty();
  }

  @Test
  void aSuspicionEndsWithItsCause() {
    InverterWatch watch = watch("pylon12");
    watch.hear(frame(0x301), second(1));
    assertThat(watch.report(second(10)).suspicion()).isPresent();
    assertThat(watch.report(second(11)).suspicion()).isEmpty();
  }

  /** 52.4 V; a Sunny Island counts a charging current below zero: −10.0 A charges with 10 A. */
  @Test
  void aSunnyIslandTellsWhatItMeasures() {
    InverterWatch watch = watch("sma");
    watch.hear(CanFrame.ofHex(0x305, "0C029CFF0E01F401"), second(1));
    InverterMeasurement measured = watch.report(second(2)).measurement().orElseThrow();
    assertThat(measured.voltage()).isEqualTo(Voltage.ofMillivolts(52_400));
    assertThat(measured.current()).isEqualTo(Current.ofAmperes(10));
    assertThat(measured.at()).isEqualTo(second(1));
    assertThat(watch.report(second(11)).measurement()).isEmpty();
  }

  @Test
  void aMeasurementThatCannotBeIsNone() {
    InverterWatch watch = watch("sma");
    watch.hear(CanFrame.ofHex(0x305, "FFFF00800080FFFF"), second(1));
    watch.hear(CanFrame.ofHex(0x305, "0C020080"), second(1));
    watch.hear(CanFrame.ofHex(0x305, "0C02"), second(1));
    assertThat(watch.report(second(2)).measurement()).isEmpty();
    assertThat(watch.report(second(2)).up()).isTrue();
  }

  @Test
  void whatNobodyKnowsIsCounted() {
    watch.hear(frame(0x123), second(1));
    watch.hear(frame(0x123), second(1));
    watch.hear(frame(0x7FF), second(1));
    InverterWatch.Report report = watch.report(second(1));
    assertThat(report.unknown()).isEqualTo(Map.of(0x123, 2L, 0x7FF, 1L));
    assertThat(report.unknownFrames()).isEqualTo(3);
    assertThat(report.finding()).isEmpty();
  }
}
