package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for packs where none is configured: one that is missing may have been given another
 * address, and one that nobody counts carries current all the same. Everywhere once when polling
 * begins, when a pack came back, and twice when one fell silent; then one address at a time, so
 * rarely that a silent pack still costs no more than 3 % with it. Used by one thread; time is
 * handed in.
 */
final class Lookout {
  /** 206 ms of 80 s are 0.26 %, and looking for a silent pack takes 2.7 %. */
  static final Duration RARELY = Duration.ofSeconds(80);

  /** While no pack answers, nobody has to wait for it. */
  static final Duration ALONE = Duration.ofSeconds(10);

  /** Everywhere in the 25 s after which a silent pack counts as known. */
  static final Duration SOON = Duration.ofMillis(1600);

  /**
   * From one look everywhere to the next: a pack that comes and goes must not be a reason to do so
   * all the time, and one that was given new switches is on again by then.
   */
  static final Duration REST = Duration.ofMinutes(2);

  /** Every so many looks one goes where a missing pack is most likely. */
  private static final int LIKELY = 3;

  /** How often an answer that came as a surprise is asked for again at once. */
  private static final int AGAIN = 3;

  /** What the plan knows: who is missing, and what there is time for. */
  record Situation(Collection<PackAddress> missing, boolean anybody, boolean patient) {}

  private final List<PackAddress> watched;
  private final Kind kind;
  private final UncountedPacks uncounted = new UncountedPacks();
  private final Map<PackAddress, Moment> looks = new HashMap<>();
  private final Map<PackAddress, Integer> again = new HashMap<>();
  private final Set<PackAddress> slow = new HashSet<>();
  private @Nullable Moment last;
  private @Nullable Moment everywhereSince;
  private boolean everywhere;
  private int sweeps = 1;
  private int turn;

  /**
   * A lookout that has not looked anywhere.
   *
   * @param configured where not to look
   * @param kind the question with the shortest answer; null to look nowhere
   */
  Lookout(Collection<PackAddress> configured, @Nullable Kind kind) {
    this.kind = kind == null ? Kind.COUNT : kind;
    this.watched =
        IntStream.rangeClosed(0, kind == null ? -1 : 15)
            .mapToObj(PackAddress::of)
            .filter(address -> !configured.contains(address))
            .toList();
  }

  boolean watches(PackAddress address) {
    return watched.contains(address);
  }

  /** The question to put between two rounds; null where it is not time for one. */
  @Nullable PackQuestion question(Situation now, Moment moment) {
    Moment before = last;
    if (before == null) {
      last = moment;
      return null;
    }
    Duration since = moment.since(before);
    PackAddress next = since.compareTo(SOON) < 0 ? null : doubtful(now.patient);
    next = next != null ? next : everywhere(now, since, moment);
    Duration pause = now.anybody ? RARELY : ALONE;
    next = next == null && since.compareTo(pause) >= 0 ? inTurn(now) : next;
    if (next == null || slow.contains(next) && !now.patient) {
      return null;
    }
    last = moment;
    looks.put(next, moment);
    return new PackQuestion(next, kind, !slow.contains(next));
  }

  private @Nullable PackAddress doubtful(boolean patient) {
    return first(address -> again.containsKey(address) && (patient || !slow.contains(address)));
  }

  private @Nullable PackAddress everywhere(Situation now, Duration since, Moment moment) {
    Moment begun = everywhereSince;
    if (sweeps > 0 && (begun == null || moment.since(begun).compareTo(REST) >= 0)) {
      everywhereSince = moment;
      everywhere = true;
      sweeps--;
    }
    Moment from = everywhereSince;
    if (!everywhere || from == null || since.compareTo(SOON) < 0) {
      return null;
    }
    PackAddress next =
        watched.stream()
            .filter(address -> isBefore(looks.get(address), from))
            .min(Comparator.comparing(address -> rank(address, now.missing)))
            .orElse(null);
    everywhere = next != null;
    return next;
  }

  /** Where it was not looked for the longest, and in between where a pack is or may well be. */
  private @Nullable PackAddress inTurn(Situation now) {
    Set<PackAddress> there = uncounted.addresses();
    turn = (turn + 1) % LIKELY;
    PackAddress likely =
        turn == 1 ? oldest(each -> rank(each, now.missing) == 0 || there.contains(each)) : null;
    return likely != null ? likely : oldest(each -> true);
  }

  private @Nullable PackAddress oldest(Predicate<PackAddress> which) {
    PackAddress oldest = null;
    for (PackAddress each : watched) {
      Moment than = oldest == null ? null : looks.get(oldest);
      if (which.test(each) && (oldest == null || isBefore(looks.get(each), than))) {
        oldest = each;
      }
    }
    return oldest;
  }

  private @Nullable PackAddress first(Predicate<PackAddress> which) {
    return watched.stream().filter(which).findFirst().orElse(null);
  }

  /** What never was is before everything. */
  private static boolean isBefore(@Nullable Moment one, @Nullable Moment other) {
    return other != null && (one == null || one.isBefore(other));
  }

  /**
   * How unlikely it is that a missing pack is here: its switches read from the wrong end, 0 for one
   * that was alone, 1 for one that is to be the master, one switch wrong, anywhere.
   */
  private static int rank(PackAddress address, Collection<PackAddress> missing) {
    if (missing.stream().anyMatch(each -> each.readFromTheWrongEnd().equals(address))) {
      return 0;
    }
    boolean near =
        missing.stream().anyMatch(each -> Integer.bitCount(each.value() ^ address.value()) == 1);
    return address.value() == 0 ? 1 : address.equals(PackAddress.MASTER) ? 2 : near ? 3 : 4;
  }

  /** Takes in how such a question ended. */
  void ended(PackQuestion question, Exchange outcome) {
    PackAddress address = question.address();
    uncounted.asked(address, outcome);
    if (!question.probe() && outcome instanceof Exchange.Silent) {
      slow.remove(address);
    }
    int left = again.getOrDefault(address, AGAIN + 1) - 1;
    if (left > 0 && uncounted.isDoubtful(address)) {
      again.put(address, left);
    } else {
      again.remove(address);
    }
  }

  /** A short look was too short for whoever may be there: the next is patient, and soon. */
  void maybeSlow(PackAddress address) {
    if (watches(address) && slow.add(address)) {
      again.put(address, 1);
    }
  }

  /** A configured pack fell silent, and may be elsewhere. */
  void packLost() {
    sweeps = 2;
  }

  /** A pack is back: whoever was heard elsewhere may have been it. */
  void packBack() {
    sweeps = Math.max(sweeps, 1);
    uncounted.addresses().forEach(address -> again.put(address, AGAIN));
    uncounted.forget();
  }
}
