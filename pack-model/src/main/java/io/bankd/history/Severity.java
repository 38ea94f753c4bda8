package io.bankd.history;

/** How loudly an event should be told. */
public enum Severity {
  INFO,
  WARNING,
  ALARM
}
