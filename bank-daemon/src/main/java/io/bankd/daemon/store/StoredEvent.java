package io.bankd.daemon.store;

import io.bankd.history.Event;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept (REC-1).
 *
 * @param id counts up in the order of writing, from 1; 0 before it is written
 * @param time by the wall clock
 * @param clockSet whether the wall clock was plausible; boxes boot without one
 * @param at by the service clock, which goes on where the last run stopped
 * @param bank null where it concerns the daemon as a whole
 * @param pack as {@link PackId#toString()}; null where it concerns the bank
 */
public record StoredEvent(
    long id,
    Instant time,
    boolean clockSet,
    Moment at,
    @Nullable String bank,
    @Nullable String pack,
    Severity severity,
    String rule,
    String text,
    Map<String, Long> values) {

  /* Before the first release no clock can rightly be. */
  private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /* One event must not fill a card. */
  private static final int LONGEST_TEXT = 1000;

  /** An event of a bank, not yet written. */
  static StoredEvent of(@Nullable String bank, Event event, Instant time) {
    PackId pack = event.pack();
    String text = event.text();
    return new StoredEvent(
        0,
        time,
        !time.isBefore(EARLIEST) && time.isBefore(LATEST),
        event.at(),
        bank,
        pack == null ? null : pack.toString(),
        event.severity(),
        event.rule(),
        text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…",
        event.values());
  }

  boolean isAlarm() {
    return severity == Severity.ALARM;
  }
}
