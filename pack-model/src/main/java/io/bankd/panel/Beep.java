package io.bankd.panel;

import java.time.Duration;

/** What the buzzer does: 0.25 s at the beginning of every period (AM5000 2.3, buzzer). */
public enum Beep {
  SILENT(0),
  ALARM(3),
  PROTECTION(2),
  FAULT(1);

  private static final Duration LENGTH = Duration.ofMillis(250);

  private final Duration every;

  Beep(int seconds) {
    this.every = Duration.ofSeconds(seconds);
  }

  /** Whether it is heard at a time after the beginning of any of its periods. */
  public boolean sounds(Duration since) {
    return this != SILENT && Math.floorMod(since.toNanos(), every.toNanos()) < LENGTH.toNanos();
  }

  /** From the beginning of one beep to the next in seconds, 0 of a silent one. */
  public long period() {
    return every.toSeconds();
  }
}
