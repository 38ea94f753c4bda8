package io.bankd.obey;

import io.bankd.history.Figures;
import java.time.Duration;

/**
 * How late the inverter heeds what it is told, as learnt: how long after a limit fell its current
 * was seen inside. A longer one is believed at once, a shorter one takes a twentieth of the
 * difference away, so that it stays near the longest of the last dozens.
 *
 * @param millis 1…60 s
 * @param samples how often it was seen since a lever was last pulled; counted to {@link #ENOUGH}
 */
record Lag(long millis, int samples) {
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Slower than this is disobedience. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  /** Before anything is learnt. */
  static final Lag ASSUMED = new Lag(5000, 0);

  /** More than noise and the packs' being read one after the other. */
  static final Duration CONFIRMED = Duration.ofSeconds(4);

  private static final int ENOUGH = 5;
  private static final int FORGETTING = 20;

  Lag {
    millis = Math.max(SHORTEST.toMillis(), Math.min(LONGEST.toMillis(), millis));
    samples = Math.max(0, Math.min(ENOUGH, samples));
  }

  Lag learnt(Duration seen) {
    long sample = seen.toMillis();
    long next = sample >= millis ? sample : millis - (millis - sample) / FORGETTING;
    return new Lag(next, samples + 1);
  }

  /**
   * After a lever was pulled: it may have been an inverter that has become slower, so the next time
   * it gets all the time there is to show it.
   */
  Lag doubted() {
    return new Lag(millis, 0);
  }

  Duration time() {
    return Duration.ofMillis(millis);
  }

  /** How long a limit may be exceeded before it is called disobedience. */
  Duration patience() {
    return time().plus(CONFIRMED);
  }

  /** How long before a lever is pulled: a minute, and less where the lag is well known. */
  Duration leverPatience() {
    Duration known = Duration.ofMillis(3 * millis).plusSeconds(10);
    boolean sooner = samples >= ENOUGH && known.compareTo(LONGEST) < 0;
    return (sooner ? known : LONGEST).plus(CONFIRMED);
  }

  Figures figures() {
    return Figures.NONE.with("ms", millis).with("samples", samples);
  }

  static Lag restored(Figures figures) {
    long samples = figures.get("samples", 0);
    boolean sane = samples >= 0 && samples <= ENOUGH;
    return new Lag(figures.get("ms", ASSUMED.millis), sane ? (int) samples : 0);
  }
}
