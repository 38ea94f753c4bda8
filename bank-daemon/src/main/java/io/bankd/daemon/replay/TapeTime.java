package io.bankd.daemon.replay;

import java.time.Duration;
import java.util.Locale;

/** Time on a tape as people read it. */
final class TapeTime {
  private TapeTime() {}

  /** “2:59:04.1”: hours, minutes, seconds since the tape began. */
  static String words(Duration since) {
    long tenths = since.toMillis() / 100;
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%d",
        tenths / 36_000,
        tenths / 600 % 60,
        tenths / 10 % 60,
        tenths % 10);
  }
}
