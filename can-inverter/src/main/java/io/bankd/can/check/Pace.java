package io.bankd.can.check;

import io.bankd.can.CanDialect;
import io.bankd.can.SendSchedule;
import java.util.Locale;
import java.util.Set;

/** How often a battery's frames come. */
final class Pace {
  /** Real packs take twice the time their document says, and are understood. */
  private static final double SLOW = 2.5;

  /** What stays the same: that it comes seldom harms nobody. */
  private static final Set<Integer> STANDING = Set.of(0x35E, 0x35F, 0x379, 0x382, 0x320);

  private Pace() {}

  /** Looks at the gaps between the frames of one identifier. */
  static void look(CanDialect dialect, Period period, Findings findings) {
    double wanted = dialect.period().toMillis() / 1000.0;
    double closest = dialect.gap().toMillis() / 1000.0;
    boolean late = period.most() > Silence.STALE;
    if (!late && period.mean() > SLOW * wanted) {
      tell(
          dialect,
          findings,
          period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X comes every %.2f s; %s asks for it every %.1f s",
              period.id(),
              period.mean(),
              dialect.name(),
              wanted));
    } else if (period.mean() < closest) {
      tell(
          dialect,
          findings,
          period.id(),
          String.format(
              Locale.ROOT,
              "0x%03X comes every %.3f s, faster than %.2f s, the least for %s",
              period.id(),
              period.mean(),
              closest,
              dialect.name()));
    } else if (dialect.gap().compareTo(SendSchedule.URGENT_GAP) > 0 && period.least() < closest) {
      findings.perhaps(
          "close",
          String.format(
              Locale.ROOT,
              "0x%03X came twice within %.3f s; %s wants %.2f s between two",
              period.id(),
              period.least(),
              dialect.name(),
              closest));
    }
  }

  /** Notes what is harm for a frame an inverter waits for, and worth a look for any other. */
  static void tell(CanDialect dialect, Findings findings, int id, String words) {
    if (dialect.needed().contains(id) && !STANDING.contains(id)) {
      findings.harm("pace" + id, words);
    } else {
      findings.perhaps("pace" + id, words);
    }
  }
}
