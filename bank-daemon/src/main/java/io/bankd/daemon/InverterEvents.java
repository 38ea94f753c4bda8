package io.bankd.daemon;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inverters' supervision as events (REC-1); an inverter that was never heard is none. */
final class InverterEvents {
  private final Map<String, Boolean> before = new HashMap<>();

  /**
   * What changed.
   *
   * @param heard whether each inverter is heard now, by its interface
   */
  List<Event> next(Map<String, Boolean> heard, Moment at) {
    List<Event> events = new ArrayList<>();
    heard.forEach(
        (name, up) -> {
          if (up != Boolean.TRUE.equals(before.put(name, up))) {
            Severity severity = up ? Severity.INFO : Severity.WARNING;
            String text = up ? " answers" : " is silent; limits are still sent";
            events.add(new Event(at, severity, null, "inverter", "the inverter on " + name + text));
          }
        });
    return events;
  }
}
