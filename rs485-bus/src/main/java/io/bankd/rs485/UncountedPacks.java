package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Packs that answer where none is configured. One is there when it has answered twice in a row, and
 * gone when it has been silent twice in a row: a single frame can be an accident.
 */
final class UncountedPacks {
  private static final class Tally {
    private boolean there;
    private boolean doubtful;
  }

  private final Map<PackAddress, Tally> tallies = new TreeMap<>();

  /**
   * A question to an address where none is configured has ended. What was damaged, or came from yet
   * another address, says nothing about it.
   */
  void asked(PackAddress address, Exchange outcome) {
    if (outcome instanceof Exchange.Answered
        || outcome instanceof Exchange.Refused refused
            && refused.reason() != Refusal.WRONG_ADDRESS) {
      heard(address, true);
    } else if (outcome instanceof Exchange.Silent) {
      heard(address, false);
    }
  }

  private void heard(PackAddress address, boolean answered) {
    Tally tally = tallies.computeIfAbsent(address, any -> new Tally());
    boolean surprising = tally.there != answered;
    boolean again = surprising && tally.doubtful;
    tally.there = again ? answered : tally.there;
    tally.doubtful = surprising && !again;
  }

  /** Whether the last question to it said otherwise than those before, so that one more decides. */
  boolean isDoubtful(PackAddress address) {
    Tally tally = tallies.get(address);
    return tally != null && tally.doubtful;
  }

  /** Where somebody answers. */
  Set<PackAddress> addresses() {
    Set<PackAddress> there = new TreeSet<>(tallies.keySet());
    there.removeIf(address -> !tallies.getOrDefault(address, new Tally()).there);
    return there;
  }

  /** Somebody has moved: what was heard before says nothing about now. */
  void forget() {
    tallies.clear();
  }
}
