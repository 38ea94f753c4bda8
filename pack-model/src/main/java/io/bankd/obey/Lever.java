package io.bankd.obey;

import io.bankd.history.Figures;
import io.bankd.unit.Moment;
import java.time.Duration;

/**
 * What is taken from the limits because one of them is disobeyed.
 *
 * @param trim mA by which the limit told is lowered, to half of it at most
 * @param cap the most that may be told, mA
 * @param ceiling the highest charge voltage that may be told, mV
 * @param moved when it last moved by itself
 */
record Lever(int trim, int cap, int ceiling, Moment moved) {
  static final int FREE = Integer.MAX_VALUE;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /* Towards lower voltages: no inverter shall find itself far above what it is told. */
  private static final long PULL_MILLIVOLTS_IN_A_LAG = 400;
  private static final int MOST_PULL_MILLIVOLTS = 50;
  private static final int RETURN_MILLIVOLTS = 10;
  private static final int RETURN_PER_MILLE = 20;

  /* What a trim loses in a minute, in millionths of nominal: where obedience is seen, and where not. */
  private static final long HEALS = 10_000;
  private static final long FADES = 60;

  static Lever free(Moment now) {
    return new Lever(0, FREE, FREE, now);
  }

  boolean isFree() {
    return cap == FREE && ceiling == FREE;
  }

  /** What may be told of a current limit; never more than it. */
  int most(int allowed) {
    return Math.min(cap, trim == 0 ? allowed : Math.max(allowed / 2, allowed - trim));
  }

  Lever movedAt(Moment other) {
    return new Lever(trim, cap, ceiling, other);
  }

  Lever trimmed(int more, int most, Moment now) {
    return new Lever(Math.max(trim, Math.min(most, trim + more)), cap, ceiling, now);
  }

  Lever untrimmed() {
    return new Lever(0, cap, ceiling, moved);
  }

  Lever pulledTo(int millivolts, Moment now) {
    return new Lever(trim, cap, Math.min(ceiling, millivolts), now);
  }

  Lever stopped(Moment now) {
    return new Lever(trim, 0, ceiling, now);
  }

  /** A step down, once a second, not below {@code lowest}. */
  Lever pulled(int lowest, Lag lag, Moment now) {
    if (ceiling <= lowest || now.since(moved).compareTo(SECOND) < 0) {
      return this;
    }
    long step =
        Math.min(MOST_PULL_MILLIVOLTS, Math.max(5, PULL_MILLIVOLTS_IN_A_LAG * 1000 / lag.millis()));
    return new Lever(trim, cap, (int) Math.max(lowest, ceiling - step), now);
  }

  /** Not below a voltage, nor above the one wanted. */
  Lever lifted(int millivolts, Nameplate bank) {
    int least = Math.min(millivolts, bank.charge().millivolts());
    return ceiling >= least ? this : new Lever(trim, cap, least, moved);
  }

  /** A step back, once a second; what arrives is free. */
  Lever returned(Nameplate bank, Moment now) {
    if (now.since(moved).compareTo(SECOND) < 0) {
      return this;
    }
    long nominal = bank.nominal().milliamperes();
    long nextCap = cap + Math.max(1, nominal * RETURN_PER_MILLE / 1000);
    long nextCeiling = (long) ceiling + RETURN_MILLIVOLTS;
    return new Lever(
        trim,
        nextCap >= 2 * nominal ? FREE : (int) nextCap,
        nextCeiling >= bank.charge().millivolts() ? FREE : (int) nextCeiling,
        now);
  }

  /**
   * A trim loses a little once a minute, more where the inverter is seen to obey the lower limit.
   */
  Lever healed(boolean seen, Nameplate bank, Moment now) {
    if (trim == 0 || now.since(moved).compareTo(MINUTE) < 0) {
      return this;
    }
    long step = bank.nominal().milliamperes() * (seen ? HEALS : FADES) / 1_000_000;
    return new Lever((int) Math.max(0, trim - Math.max(1, step)), cap, ceiling, now);
  }

  Figures figures() {
    Figures figures = Figures.NONE.with("moved", moved).with("trim", trim);
    figures = cap == FREE ? figures : figures.with("cap", cap);
    return ceiling == FREE ? figures : figures.with("ceiling", ceiling);
  }

  /** What was kept; what cannot be is as strict as can be. */
  static Lever restored(Figures figures, Nameplate bank, Moment now) {
    long most = bank.nominal().milliamperes();
    long trim = figures.get("trim", 0);
    long cap = figures.get("cap", FREE);
    long ceiling = figures.get("ceiling", FREE);
    long lowest = bank.discharge().millivolts();
    boolean nonsense =
        ceiling != FREE && (ceiling < lowest || ceiling > 2L * bank.charge().millivolts());
    Moment moved = figures.moment("moved");
    return new Lever(
        (int) (trim < 0 ? most : Math.min(most, trim)),
        cap == FREE ? FREE : (int) Math.max(0, Math.min(2 * most, cap)),
        nonsense ? bank.rest().millivolts() : (int) ceiling,
        moved == null || moved.isAfter(now) ? now : moved);
  }
}
