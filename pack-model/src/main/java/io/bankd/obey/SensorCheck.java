package io.bankd.obey;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The packs' currents against the inverter's own, one way: what part of the inverter's the packs
 * measure.
 *
 * @param ratio a slow mean, 10 000 where both agree; 0…20 000
 * @param samples comparisons so far, counted to {@link #ENOUGH}
 * @param last when the last one was made
 * @param heard when the inverter last measured anything
 */
record SensorCheck(
    Verdict verdict, int ratio, int samples, @Nullable Moment last, @Nullable Moment heard) {
  static final int EQUAL = 10_000;
  static final int ENOUGH = 12;

  /* The limits are not cut to less than half by a suspicion. */
  private static final int LEAST = 5000;
  private static final int MOST = 20_000;
  private static final int SLOWNESS = 8;
  private static final int DIFFERS = 500;
  private static final int AGREES = 300;

  static final SensorCheck NEW = new SensorCheck(Verdict.AGREES, EQUAL, 0, null, null);

  enum Verdict {
    AGREES,
    /** The packs measure less than flows: their limits are in danger of being exceeded. */
    LESS,
    /** The packs measure more: something else charges or loads them. */
    MORE
  }

  /** One more comparison. */
  SensorCheck compared(int sample, Moment now) {
    int bounded = Math.max(0, Math.min(MOST, sample));
    int mean = samples == 0 ? bounded : ratio + (bounded - ratio) / SLOWNESS;
    int count = Math.min(ENOUGH, samples + 1);
    return new SensorCheck(count < ENOUGH ? verdict : verdict(mean), mean, count, now, heard);
  }

  private Verdict verdict(int mean) {
    int bound = verdict == Verdict.AGREES ? DIFFERS : AGREES;
    if (mean < EQUAL - bound && verdict != Verdict.MORE) {
      return Verdict.LESS;
    }
    return mean > EQUAL + bound && verdict != Verdict.LESS ? Verdict.MORE : Verdict.AGREES;
  }

  SensorCheck heard(Moment now) {
    return new SensorCheck(verdict, ratio, samples, last, now);
  }

  /** What of a limit may be told, out of {@link #EQUAL}: never more than all of it. */
  int factor() {
    return verdict == Verdict.LESS ? Math.max(LEAST, Math.min(EQUAL, ratio)) : EQUAL;
  }

  Figures figures() {
    return Figures.NONE
        .with("verdict", verdict.ordinal())
        .with("ratio", ratio)
        .with("samples", samples)
        .with("last", last)
        .with("heard", heard);
  }

  /** What was kept; nonsense becomes the strictest there is, until it is compared anew. */
  static SensorCheck restored(Figures figures, Moment now) {
    long code = figures.get("verdict", Verdict.AGREES.ordinal());
    long ratio = figures.get("ratio", EQUAL);
    long samples = figures.get("samples", 0);
    boolean sane = code >= 0 && code < Verdict.values().length && ratio >= 0 && ratio <= MOST;
    Moment last = earlier(figures.moment("last"), now);
    Moment heard = earlier(figures.moment("heard"), now);
    return sane
        ? new SensorCheck(
            Verdict.values()[(int) code],
            (int) ratio,
            (int) Math.max(0, Math.min(ENOUGH, samples)),
            last,
            heard)
        : new SensorCheck(Verdict.LESS, LEAST, 0, last, heard == null ? now : heard);
  }

  private static @Nullable Moment earlier(@Nullable Moment kept, Moment now) {
    return kept != null && kept.isAfter(now) ? now : kept;
  }
}
