package io.bankd.obey;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.obey.SensorCheck.Verdict;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the sum of the packs' currents against what the inverter measures itself. A pack whose
 * sensor reads half is overloaded and nobody notices; here the sum shows it.
 */
final class SensorMonitor {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private SensorMonitor() {}

  /** Whether the two can be compared now: enough flows, the same way, for long without change. */
  static boolean comparable(
      @Nullable Steady steady, Direction way, int packs, int inverter, Nameplate bank, Moment now) {
    int sign = way == Direction.CHARGE ? 1 : -1;
    return steady != null
        && steady.isLong(now)
        && (long) sign * inverter >= bank.nominal().milliamperes() / 5
        && (long) sign * packs > 0;
  }

  static SensorCheck next(
      SensorCheck before,
      boolean comparable,
      int packs,
      int inverter,
      Way way,
      Moment now,
      List<Event> events) {
    Moment last = before.last();
    if (!comparable || (last != null && now.since(last).compareTo(EVERY) < 0)) {
      return before;
    }
    SensorCheck check = before.compared((int) (10_000L * packs / inverter), now);
    if (check.verdict() != before.verdict()) {
      events.add(event(check, packs, inverter, way, now));
    }
    return check;
  }

  /** Without the inverter's word for a day it is forgotten: an inverter may be replaced. */
  static SensorCheck unheard(SensorCheck before, Moment now) {
    Moment heard = before.heard();
    boolean old = heard == null || now.since(heard).compareTo(FORGOTTEN) > 0;
    return old && before.verdict() != Verdict.AGREES ? SensorCheck.NEW : before;
  }

  private static Event event(SensorCheck check, int packs, int inverter, Way way, Moment now) {
    String flows = way == Way.CHARGE ? "charging" : "discharging";
    String figures =
        flows
            + ", the packs measure "
            + Current.ofMilliamperes(packs)
            + " together, the inverter "
            + Current.ofMilliamperes(inverter);
    Severity severity = check.verdict() == Verdict.LESS ? Severity.WARNING : Severity.INFO;
    String text =
        switch (check.verdict()) {
          case LESS ->
              figures
                  + ": a pack's current sensor reads too little, or something else at the busbar"
                  + " takes the difference (loads on direct current do); the limit told is lowered to "
                  + check.factor() / 100
                  + " %";
          case MORE ->
              figures
                  + ": another charger or load is at the busbar, the inverter tells only its own"
                  + " part, or a sensor is wrong; no limit is changed";
          case AGREES -> figures + ": they agree again";
        };
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("packs-ma", (long) packs);
    values.put("inverter-ma", (long) inverter);
    values.put("ratio-bp", (long) check.ratio());
    return new Event(now, severity, null, "sensor-check", text, values);
  }
}
