package io.bankd.obey;

import io.bankd.unit.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Since when the packs' current and the inverter's have both stayed where they are: packs are read
 * seconds apart, so only then can the two be compared.
 */
record Steady(int packs, int inverter, Moment since) {
  /* Every pack has been read at least once since then. */
  private static final Duration LONG = Duration.ofSeconds(15);

  static Steady next(@Nullable Steady before, int packs, int inverter, int flows, Moment now) {
    return before != null
            && near(before.packs, packs, flows)
            && near(before.inverter, inverter, flows)
        ? before
        : new Steady(packs, inverter, now);
  }

  private static boolean near(int was, int is, int flows) {
    return Math.abs((long) is - was) <= Math.max(flows / 2, Math.abs((long) was) * 2 / 100);
  }

  boolean isLong(Moment now) {
    return now.since(since).compareTo(LONG) >= 0;
  }
}
