package io.bankd.daemon;

import io.bankd.daemon.FallingPack.Fall;
import io.bankd.daemon.StampingCanBus.Set;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers that lowered a limit, and the sets that told it.
 *
 * @param toSet from the last character to the first frame of the set
 * @param toLimits from the last character to the frame with the limits
 * @param untold answers after which the next set was not lower, or was no earlier than its turn
 * @param uncaused sets in that time that were lower without an answer
 */
record Reaction(Spread toSet, Spread toLimits, int untold, int uncaused) {
  /* Answers end 60 ms after a set at the least and 30 ms before the next is due. */
  private static final long LATE = 500_000_000;

  static Reaction of(List<Fall> falls, List<Set> sets) {
    List<Long> toSet = new ArrayList<>();
    List<Long> toLimits = new ArrayList<>();
    java.util.Set<Set> caused = new HashSet<>();
    int untold = 0;
    for (Fall fall : falls) {
      Set told = lower(fall.last(), sets);
      if (told == null || told.limits() - fall.last() > LATE) {
        untold++;
        continue;
      }
      caused.add(told);
      toSet.add(told.begun() - fall.last());
      toLimits.add(told.limits() - fall.last());
    }
    long from = falls.get(0).last();
    long to = falls.get(falls.size() - 1).last();
    int uncaused = 0;
    for (int i = 1; i < sets.size(); i++) {
      Set set = sets.get(i);
      boolean within = set.begun() > from && set.begun() < to;
      boolean isLower = set.discharge() < sets.get(i - 1).discharge();
      uncaused += within && isLower && !caused.contains(set) ? 1 : 0;
    }
    return new Reaction(Spread.of(toSet), Spread.of(toLimits), untold, uncaused);
  }

  /* The first set after that, if it is lower than the one before. */
  private static @Nullable Set lower(long after, List<Set> sets) {
    for (int i = 1; i < sets.size(); i++) {
      if (sets.get(i).begun() > after) {
        return sets.get(i).discharge() < sets.get(i - 1).discharge() ? sets.get(i) : null;
      }
    }
    return null;
  }
}
