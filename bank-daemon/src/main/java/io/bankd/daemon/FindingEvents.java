package io.bankd.daemon;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with the outputs, as events: when it begins, when its words change, its end. */
final class FindingEvents {
  private Map<String, String> before = Map.of();

  /**
   * What has changed since the last time.
   *
   * @param now what is wrong, in words by a name of its own
   */
  List<Event> next(Map<String, String> now, Moment at) {
    if (now.equals(before)) {
      return List.of();
    }
    List<Event> events = new ArrayList<>();
    now.forEach(
        (name, words) -> {
          if (!words.equals(before.get(name))) {
            events.add(new Event(at, Severity.WARNING, null, "can", words));
          }
        });
    before.forEach(
        (name, words) -> {
          if (!now.containsKey(name)) {
            events.add(new Event(at, Severity.INFO, null, "can", "over: " + words));
          }
        });
    before = Map.copyOf(now);
    return events;
  }
}
