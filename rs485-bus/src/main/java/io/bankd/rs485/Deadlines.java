package io.bankd.rs485;

import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has to be asked by when, so that nothing known of a pack that answers gets older than its
 * bound.
 *
 * @param first the question that is due first; null where nobody waits for one
 * @param spare how long something else may take now, if from then on one after the other is asked
 */
record Deadlines(@Nullable PackQuestion first, Duration spare) {
  private static final Duration ENDLESS = Duration.ofDays(1);

  /** Nobody waits for anything. */
  static final Deadlines NONE = new Deadlines(null, ENDLESS);

  private record Due(PackQuestion question, Moment by) {}

  static Deadlines of(List<PolledPack> packs, AgeBounds bounds, PollCosts costs, Moment now) {
    List<Due> all = new ArrayList<>();
    for (PolledPack pack : packs) {
      add(all, pack, Kind.ANALOG, pack.analog(), bounds.analog());
      add(all, pack, Kind.STATUS, pack.status(), bounds.status());
    }
    all.sort(Comparator.comparing(due -> due.by.since(now)));
    Duration spare = ENDLESS;
    // One question is kept in reserve, for those that come to cost more than any before.
    int asked = 1;
    for (Due due : all) {
      asked++;
      Duration left = due.by.since(now).minus(costs.shortly(asked));
      spare = left.compareTo(spare) < 0 ? left : spare;
    }
    return new Deadlines(all.isEmpty() ? null : all.get(0).question, spare);
  }

  private static void add(
      List<Due> all, PolledPack pack, Kind kind, Freshness known, Duration bound) {
    Moment last = known.last();
    if (last != null && pack.answers(kind)) {
      all.add(new Due(new PackQuestion(pack.address(), kind), last.plus(bound)));
    }
  }

  boolean allow(Duration time) {
    return time.compareTo(spare) <= 0;
  }
}
