package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What is still to be asked in a round: the measurements of every pack that answers, those near a
 * limit first; a third of the statuses in turn, and another third at most that somebody wants
 * sooner; and one question about what seldom changes, where there is time for it.
 */
final class QuestionRound {
  private final Deque<PackQuestion> round = new ArrayDeque<>();
  private final Deque<PackQuestion> hastened = new ArrayDeque<>();
  private int hastenedLeft;

  boolean isEmpty() {
    return round.isEmpty();
  }

  /** The next question of a round that is not empty. */
  PackQuestion next() {
    if (hastenedLeft > 0 && !hastened.isEmpty()) {
      hastenedLeft--;
      return hastened.remove();
    }
    return round.remove();
  }

  /** It was asked out of turn. */
  void remove(PackQuestion question) {
    round.remove(question);
    hastened.remove(question);
  }

  /** Nothing more of this pack is asked. */
  void forget(PackAddress address) {
    round.removeIf(later -> later.address().equals(address));
    hastened.removeIf(later -> later.address().equals(address));
  }

  /** Asks a pack's status before the rest of the round, as far as that round has room for it. */
  void hastenStatus(PackAddress address) {
    PackQuestion status = new PackQuestion(address, Kind.STATUS);
    // Its turn may have come already in this round; then it is asked sooner, not twice.
    if (!hastened.contains(status)) {
      if (round.remove(status)) {
        round.addFirst(status);
      } else {
        hastened.add(status);
      }
    }
  }

  /** Begins a new one for the packs that answer; none where nobody does. */
  void plan(List<PolledPack> live, Moment now) {
    if (live.isEmpty()) {
      return;
    }
    live.stream()
        .sorted(
            Comparator.comparing((PolledPack pack) -> !pack.isNear())
                .thenComparing(PolledPack::analog, Freshness.OLDEST_FIRST))
        .forEach(pack -> round.add(new PackQuestion(pack.address(), Kind.ANALOG)));
    int statuses = AgeBounds.statuses(live.size());
    hastenedLeft = statuses;
    live.stream()
        .sorted(Comparator.comparing(PolledPack::status, Freshness.OLDEST_FIRST))
        .limit(statuses)
        .map(pack -> new PackQuestion(pack.address(), Kind.STATUS))
        .forEach(round::add);
    hastened.removeAll(round);
    // A slot is idle where nothing is urgent.
    if (hastened.isEmpty() && live.stream().noneMatch(PolledPack::isNear)) {
      live.stream()
          .map(pack -> pack.slowQuestion(now))
          .filter(question -> question != null)
          .findFirst()
          .ifPresent(round::add);
    }
  }
}
