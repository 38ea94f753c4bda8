package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.InverterMessage;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.WireRange;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A battery's frames read by a dialect's tables, and written again by the same. */
final class Rewriting {
  /** What a battery would have measured, for tables that would else end a frame before it. */
  private static final Temperature WARM = Temperature.ofDegrees(20);

  private Rewriting() {}

  /** The frames written again, by identifier; also with limits that its inverter would refuse. */
  static Map<Integer, CanFrame> of(CanDialect dialect, List<CanFrame> battery) {
    InverterMessageBuilder read =
        InverterMessage.builder()
            .cvl(Voltage.ofMillivolts(54_000))
            .dvl(Voltage.ofMillivolts(46_000))
            .soc(Ratio.ofPercent(50))
            .voltage(Voltage.ofMillivolts(52_000))
            .temperature(WARM)
            .tmin(WARM)
            .tmax(WARM)
            .vmin(Voltage.ofMillivolts(3300))
            .vmax(Voltage.ofMillivolts(3310))
            .chargeEnabled(true)
            .dischargeEnabled(true);
    dialect.readInto(read, battery);
    return dialect.accepting(WireRange.ANY).encode(read.build()).stream()
        .collect(Collectors.toMap(CanFrame::id, frame -> frame, (a, b) -> a));
  }

  /** Of eight: how many bytes are alike, where another length counts as much as four bytes. */
  static int same(CanFrame heard, CanFrame mine) {
    int shorter = Math.min(heard.length(), mine.length());
    int alike = 0;
    for (int i = 0; i < shorter; i++) {
      alike += heard.u8(i) == mine.u8(i) ? 1 : 0;
    }
    int share = shorter == 0 ? 8 : 8 * alike / shorter;
    return Math.max(0, heard.length() == mine.length() ? share : share - 4);
  }
}
