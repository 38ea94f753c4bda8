package io.bankd.obey;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens to obedience, in sentences with their figures. */
final class ObedienceEvents {
  static final String RULE = "obedience";

  private ObedienceEvents() {}

  static Event disobeyed(Look look, Duration lasted) {
    return event(Severity.WARNING, look, lasted, found(look, lasted) + ": " + suspects(look));
  }

  static Event trimmed(Look look, Duration lasted, int trim) {
    String text = "; it is told " + Current.ofMilliamperes(trim) + " less";
    return event(Severity.WARNING, look, lasted, found(look, lasted) + text);
  }

  static Event pulled(Look look, Duration lasted, int ceiling) {
    String text =
        "; the charge voltage is pulled back from " + Voltage.ofMillivolts(ceiling) + " down";
    return event(Severity.WARNING, look, lasted, found(look, lasted) + text);
  }

  static Event stopped(Look look, Duration lasted) {
    String what = look.way() == Way.DISCHARGE ? "discharging" : "charging";
    return event(
        Severity.WARNING, look, lasted, found(look, lasted) + "; " + what + " is told to stop");
  }

  static Event alarm(Look look, Duration lasted) {
    String text =
        look.endangers()
            ? ", which harms cells: switch it off if it goes on"
            : ", and nothing told to the inverter helps: switch it off";
    return event(Severity.ALARM, look, lasted, found(look, lasted) + text);
  }

  static Event inside(Look look, Conduct c, String then) {
    String text =
        ObedienceWords.limit(look.way())
            + " has been kept for "
            + c.calm(look.now()).toSeconds()
            + " s: "
            + then;
    return event(Severity.INFO, look, Duration.ZERO, text);
  }

  private static String found(Look look, Duration lasted) {
    return exceeds(look, lasted)
        + " (the inverter's lag is taken as "
        + ObedienceWords.seconds(look.lag().time())
        + ")";
  }

  static String exceeds(Look look, Duration lasted) {
    String what =
        switch (look.way()) {
          case CHARGE -> "the bank is charged with ";
          case DISCHARGE -> "the bank is discharged with ";
          case VOLTAGE -> "the bank is charged at ";
        };
    return what
        + quantity(look, look.value())
        + " where "
        + quantity(look, look.allowed())
        + (look.way() == Way.VOLTAGE ? " is allowed, for " : " are allowed, for ")
        + lasted.toSeconds()
        + " s now";
  }

  /* Only the sum is seen. */
  private static String suspects(Look look) {
    InverterReading own = look.measured().inverter(look.now());
    String other = look.way() == Way.DISCHARGE ? "a load at the busbar" : "a charger at the busbar";
    if (own == null) {
      return "the inverter does not heed the limit, or "
          + other
          + " that it does not command adds to it; only the sum is seen";
    }
    int its =
        look.way() == Way.DISCHARGE ? -own.current().milliamperes() : own.current().milliamperes();
    boolean itself = look.way() == Way.VOLTAGE || its > look.allowed() + look.tolerance();
    return "the inverter itself measures "
        + own.current()
        + (itself ? ": it does not heed the limit" : ": " + other + " adds to it");
  }

  private static String quantity(Look look, int value) {
    return look.way() == Way.VOLTAGE
        ? Voltage.ofMillivolts(value).toString()
        : Current.ofMilliamperes(value).toString();
  }

  private static Event event(Severity severity, Look look, Duration lasted, String text) {
    String unit = look.way() == Way.VOLTAGE ? "-mv" : "-ma";
    Map<String, Long> values = new LinkedHashMap<>();
    values.put("limit" + unit, (long) look.allowed());
    values.put("told" + unit, (long) look.sent());
    values.put("measured" + unit, (long) look.value());
    values.put("excess" + unit, (long) look.excess());
    values.put("lasted-ms", lasted.toMillis());
    values.put("lag-ms", look.lag().millis());
    values.put("highest-cell-mv", (long) look.measured().highestCell().millivolts());
    values.put("lowest-cell-mv", (long) look.measured().lowestCell().millivolts());
    InverterReading own = look.measured().inverter(look.now());
    if (own != null) {
      values.put("inverter-ma", (long) own.current().milliamperes());
    }
    return new Event(look.now(), severity, null, RULE, text, values);
  }
}
