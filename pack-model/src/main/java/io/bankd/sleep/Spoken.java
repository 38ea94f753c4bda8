package io.bankd.sleep;

import java.time.Duration;

/** Times as people say them. */
final class Spoken {
  private static final int STILL_SMALL = 120;

  private Spoken() {}

  /** “35 s”, “12 min”, “4 h”, “30 h 5 min”; never more exact than it matters. */
  static String of(Duration duration) {
    if (duration.toSeconds() < STILL_SMALL) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < STILL_SMALL) {
      return duration.toMinutes() + " min";
    }
    int minutes = duration.toMinutesPart();
    return duration.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
  }
}
