package io.bankd.daemon.config;

import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import java.time.Duration;

/** Reads how long to wait for what on a bus; what is not said is as its transport needs it. */
final class TimingReader {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private TimingReader() {}

  /** What holds on a line of this kind where nobody says otherwise. */
  static BusTiming usual(BusEndpoint endpoint, int baud) {
    return endpoint instanceof BusEndpoint.Tcp ? BusTiming.tcp(baud) : BusTiming.serial(baud);
  }

  static BusTiming read(Section bus, BusTiming usual) {
    if (!bus.has("timing")) {
      return usual;
    }
    Section section = bus.section("timing");
    Duration first = section.duration("first-character", SHORTEST, LONGEST, usual.firstCharacter());
    BusTiming timing = usual.withFirstCharacter(first);
    Duration most =
        section.duration("first-character-at-most", SHORTEST, LONGEST, timing.longest());
    if (most.compareTo(first) < 0) {
      String less = Durations.words(most) + " is less than first-character, ";
      section.error("first-character-at-most", less + Durations.words(first));
      most = first;
    }
    Duration within =
        section.duration(
            "between-characters",
            Duration.ofMillis(20),
            Duration.ofSeconds(2),
            usual.characterGap());
    int whole = section.integer("whole-answer-percent", 110, 400, usual.whole());
    Duration pause =
        section.duration("between-questions", Duration.ZERO, Duration.ofSeconds(1), usual.gap());
    section.refuseUnknown();
    return timing.withLongest(most).withCharacterGap(within).withWhole(whole).withGap(pause);
  }
}
