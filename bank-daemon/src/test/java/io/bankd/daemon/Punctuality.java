package io.bankd.daemon;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sets against the times they belong to: the n-th at start + n periods, and the start is where the
 * earliest put it.
 *
 * @param late how late each was
 * @param missed turns that no set took
 * @param extra sets within a period that had one
 * @param drift of the earliest of the last tenth against the earliest of the first, ns
 */
record Punctuality(Spread late, int missed, int extra, long drift) {
  /* Nobody sends before his turn; a clock may be read twice. */
  private static final long EARLY = 2_000_000;
  private static final long BIN = 1_000_000;

  static Punctuality of(List<Long> begun, long period) {
    long origin = begun.get(0) + usual(begun, period) - EARLY;
    List<Long> late = new ArrayList<>();
    Set<Long> turns = new HashSet<>();
    int extra = 0;
    for (long at : begun) {
      long turn = Math.floorDiv(at - origin, period);
      if (turns.add(turn)) {
        late.add(at - origin - turn * period);
      } else {
        extra++;
      }
    }
    long least = earliest(late);
    List<Long> against = late.stream().map(nanos -> nanos - least).toList();
    long span = turns.stream().mapToLong(n -> n).max().orElse(0) - first(turns) + 1;
    int tenth = Math.max(1, late.size() / 10);
    long drift =
        earliest(late.subList(late.size() - tenth, late.size())) - earliest(late.subList(0, tenth));
    return new Punctuality(Spread.of(against), (int) (span - turns.size()), extra, drift);
  }

  String notes() {
    return String.format(
        Locale.ROOT, "%d missed; %d extra; drift %+.2f ms", missed, extra, drift / 1e6);
  }

  private static long first(Set<Long> turns) {
    return turns.stream().mapToLong(n -> n).min().orElse(0);
  }

  private static long earliest(List<Long> nanos) {
    return nanos.stream().mapToLong(n -> n).min().orElse(0);
  }

  /* Where in a period most of them are, against the first. */
  private static long usual(List<Long> begun, long period) {
    int[] bins = new int[(int) (period / BIN) + 1];
    int most = 0;
    for (long at : begun) {
      int bin = (int) (Math.floorMod(at - begun.get(0), period) / BIN);
      bins[bin]++;
      most = bins[bin] > bins[most] ? bin : most;
    }
    return most * BIN;
  }
}
