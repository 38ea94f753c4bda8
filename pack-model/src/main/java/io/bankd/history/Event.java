package io.bankd.history;

import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something worth remembering that happened (REC-1).
 *
 * @param at when, by the monotonic clock; wall time is added where it is written down
 * @param pack null where it concerns the bank
 * @param rule a short stable name, “PROT-1”, “lost”, “phase”
 * @param text the whole sentence
 * @param values the figures behind it by name with their unit, “highest-cell-mv”; in this order
 */
public record Event(
    Moment at,
    Severity severity,
    @Nullable PackId pack,
    String rule,
    String text,
    Map<String, Long> values) {

  public Event {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** An event whose sentence says all there is. */
  public Event(Moment at, Severity severity, @Nullable PackId pack, String rule, String text) {
    this(at, severity, pack, rule, text, Map.of());
  }
}
