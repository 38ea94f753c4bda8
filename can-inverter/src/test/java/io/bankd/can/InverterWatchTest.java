package io.bankd.can;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Moment;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
