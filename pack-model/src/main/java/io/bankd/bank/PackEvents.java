package io.bankd.bank;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to packs, in sentences. */
final class PackEvents {
  private PackEvents() {}

  /**
   * What the pack's own BMS reports now and did not before, and the reverse; with what the pack
   * measured last.
   */
  static List<Event> reported(
      Set<PackCondition> before, PackStatus status, @Nullable PackReading last, PackSpec spec) {
    Set<PackCondition> now = Connection.serious(status);
    List<Event> events = new ArrayList<>();
    for (PackCondition condition : PackCondition.values()) {
      boolean is = now.contains(condition);
      if (is != before.contains(condition)) {
        Severity severity = is ? Severity.ALARM : Severity.INFO;
        String verb = is ? " reports: " : " no longer reports: ";
        String text = "pack " + status.pack() + verb + condition.words();
        Map<String, Long> figures = EventFigures.of(spec, condition, last, status.at());
        events.add(new Event(status.at(), severity, status.pack(), "pack-bms", text, figures));
      }
    }
    return events;
  }

  /** A pack found, lost, returned or given up. */
  static List<Event> phase(PackId pack, PackPhase before, PackPhase after, Moment now) {
    boolean slept = before == PackPhase.ASLEEP || after == PackPhase.ASLEEP; // it has its own words
    if (before == after || slept || (before.isOnline() && after.isOnline())) {
      return List.of();
    }
    boolean lost = !after.isOnline();
    Severity severity = lost ? Severity.WARNING : Severity.INFO;
    String rule = lost ? "lost" : "found";
    String text = "pack " + pack + " " + words(before, after);
    return List.of(new Event(now, severity, pack, rule, text));
  }

  private static String words(PackPhase before, PackPhase after) {
    return switch (after) {
      case EXCLUDED -> "is silent: excluded, the bank goes on without it";
      case ABSENT -> "never answered: declared absent";
      case AWAITED -> "is awaited";
      case ASLEEP -> "sleeps";
      case FRESH, HELD -> before == PackPhase.EXCLUDED ? "answers again" : "answers";
    };
  }
}
