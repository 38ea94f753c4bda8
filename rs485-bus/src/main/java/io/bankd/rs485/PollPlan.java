package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackReading;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask what next on one bus. A round asks every pack that answers for its measurements,
 * those near a limit first, and a quarter of them in turn for their status; a status that the
 * measurements make urgent is asked at once, for another quarter at most, so that nobody's
 * measurements wait for it longer than two rounds. What is left, one question a round, goes to
 * identities and parameters, and a pack known to be silent is probed when its time has come. Used
 * by one thread; time is handed in.
 */
public final class PollPlan {
  /** A silent pack is greeted within 10 s of coming back, and a probe costs 0.17 s. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(8);

  /** So many rounds give every pack's status once. */
  private static final int STATUS_ROUNDS = 4;

  /**
   * After every silence, which costs half a second, so many packs that have waited so long already
   * are asked before anybody else: many that fall silent at once must not make the rest look old.
   */
  private static final int CATCH_UPS = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final List<PolledPack> packs = new ArrayList<>();
  private final Predicate<PackReading> nearLimit;
  private final BusListener listener;
  private final Deque<PackQuestion> round = new ArrayDeque<>();
  private final Deque<PackQuestion> hastened = new ArrayDeque<>();
  private @Nullable PackQuestion urgent;
  private @Nullable Moment began;
  private Duration took = Duration.ZERO;
  private int hastenedLeft;
  private int catchUps;
  private int silences;
  private boolean probed;

  /** A plan that asks for no parameters, favours nobody and tells nobody. */
  public PollPlan(Collection<PackAddress> addresses) {
    this(addresses, List.of(), reading -> false, BusListener.NONE);
  }

  /**
   * A plan for these addresses, none of them heard yet.
   *
   * @param subjects the tables of parameters to ask each pack once, {@link PackDialect#subjects()}
   * @param nearLimit whether measurements come near a limit, said by who knows the limits
   * @param listener told of every round that has ended
   * @throws IllegalArgumentException that says what is wrong and what is allowed: 0 and 2…15, each
   *     once, at least one
   */
  public PollPlan(
      Collection<PackAddress> addresses,
      List<String> subjects,
      Predicate<PackReading> nearLimit,
      BusListener listener) {
    this.nearLimit = nearLimit;
    this.listener = listener;
    if (addresses.isEmpty() || addresses.size() > 15) {
      throw new IllegalArgumentException(
          addresses.size() + " addresses on one bus: 1 to 15 are allowed");
    }
    Set<PackAddress> seen = new HashSet<>();
    for (PackAddress address : addresses) {
      if (address.equals(PackAddress.MASTER)) {
        throw new IllegalArgumentException(
            "address 1 is this master's own: a pack may be set to 2…15, or to 0 where it is alone");
      }
      if (!seen.add(address)) {
        throw new IllegalArgumentException(
            "address " + address + " is given twice: every pack has its own of 0 and 2…15");
      }
      packs.add(new PolledPack(address, subjects));
    }
  }

  /** The question to ask now; there always is one, at the latest to a pack known to be silent. */
  public PackQuestion next(Moment now) {
    PackQuestion waiting = catchUps > 0 ? waiting(now) : null;
    if (waiting != null) {
      catchUps--;
      round.remove(waiting);
      return hurried(waiting);
    }
    PackQuestion first = urgent;
    if (first != null) {
      urgent = null;
      return first;
    }
    PolledPack silent = longestSilent();
    // Never two in a row: the packs that answer must not wait for many that do not.
    if (silent != null && !probed && silent.isProbeDue(now)) {
      probed = true;
      return silent.probe();
    }
    probed = false;
    if (round.isEmpty()) {
      endRound(now);
      planRound(now);
    }
    if (round.isEmpty() && silent != null) {
      return silent.probe(); // With nobody else to ask there is nothing it could delay.
    }
    PackQuestion overdue = overdue(now);
    if (overdue != null) {
      round.remove(overdue);
      return overdue;
    }
    if (hastenedLeft > 0 && !hastened.isEmpty()) {
      hastenedLeft--;
      return hastened.remove();
    }
    return hurried(round.remove());
  }

  /**
   * Where two silences have been waited for in a round many packs may have gone at once, and there
   * is only time for a short look at the others.
   */
  private PackQuestion hurried(PackQuestion question) {
    return silences < 2
        ? question
        : new PackQuestion(question.address(), question.kind(), question.subject(), true);
  }

  /** Whether the next question begins a round: the place to pause for who wants to poll slower. */
  public boolean atRoundStart() {
    return round.isEmpty() && urgent == null;
  }

  /** Takes in how a question ended. */
  public void note(PackQuestion question, Exchange outcome, Moment now) {
    if (outcome instanceof Exchange.PortGone) {
      return; // It says nothing about the pack.
    }
    PolledPack pack = pack(question.address());
    if (outcome instanceof Exchange.Silent && !question.probe()) {
      catchUps = CATCH_UPS;
      silences++;
    }
    if (outcome instanceof Exchange.Answered answered) {
      boolean hasten = pack.answered(question, answered.reply(), now, nearLimit);
      if (question.kind() == Kind.ANALOG && pack.lacksStatus()) {
        urgent = new PackQuestion(question.address(), Kind.STATUS);
      } else if (hasten) {
        hastenStatus(question.address());
      }
    } else if (pack.failed(question, outcome, now, silences <= 1)) {
      // One silence a round is waited for twice; the next are left to short probes.
      urgent = question;
    } else if (!pack.isWorthAsking()) {
      // Who fell silent since the round was planned is asked no more in it.
      round.removeIf(later -> later.address().equals(question.address()));
      hastened.removeIf(later -> later.address().equals(question.address()));
    }
  }

  /** Asks a pack's status before the rest of the round, as far as that round has room for it. */
  public void hastenStatus(PackAddress address) {
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

  /** Whether a pack answers, or has not had its chance to yet. */
  public boolean isWorthAsking(PackAddress address) {
    return pack(address).isWorthAsking();
  }

  /** How old a pack's last measurements are; null while there are none. */
  public @Nullable Duration age(PackAddress address, Moment now) {
    return pack(address).analog().age(now);
  }

  private PolledPack pack(PackAddress address) {
    for (PolledPack pack : packs) {
      if (pack.address().equals(address)) {
        return pack;
      }
    }
    throw new IllegalArgumentException("address " + address + " is not polled on this bus");
  }

  private void endRound(Moment now) {
    Moment start = began;
    if (start != null) {
      took = now.since(start);
      Map<PackAddress, PollRound.Ages> worst = new HashMap<>();
      packs.forEach(pack -> worst.put(pack.address(), pack.takeWorst(now)));
      listener.roundEnded(new PollRound(took, worst));
    }
    began = null;
  }

  private void planRound(Moment now) {
    List<PolledPack> live = new ArrayList<>(packs);
    live.removeIf(pack -> !pack.isWorthAsking());
    if (live.isEmpty()) {
      return;
    }
    began = now;
    silences = 0;
    live.stream()
        .sorted(
            Comparator.comparing((PolledPack pack) -> !pack.isNear())
                .thenComparing(PolledPack::analog, Freshness.OLDEST_FIRST))
        .forEach(pack -> round.add(new PackQuestion(pack.address(), Kind.ANALOG)));
    int statuses = live.size() / STATUS_ROUNDS + 1;
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
          .map(PolledPack::slowQuestion)
          .filter(question -> question != null)
          .findFirst()
          .ifPresent(round::add);
    }
  }

  /** Who moved back in the order, because others came near a limit, must not wait two rounds. */
  private @Nullable PackQuestion overdue(Moment now) {
    PackQuestion overdue = null;
    Duration oldest = took.multipliedBy(3).dividedBy(2);
    for (PackQuestion question : round) {
      Duration age =
          question.kind() == Kind.ANALOG ? pack(question.address()).analog().age(now) : null;
      if (age != null && !took.isZero() && age.compareTo(oldest) > 0) {
        overdue = question;
        oldest = age;
      }
    }
    return overdue;
  }

  /** The pack that answers and has waited longest while others kept the bus waiting. */
  private @Nullable PackQuestion waiting(Moment now) {
    PackQuestion waiting = null;
    Duration oldest = PATIENCE;
    for (PolledPack pack : packs) {
      Duration age = pack.isReliable() ? pack.analog().age(now) : null;
      if (age != null && age.compareTo(oldest) > 0) {
        waiting = new PackQuestion(pack.address(), Kind.ANALOG);
        oldest = age;
      }
    }
    return waiting;
  }

  private @Nullable PolledPack longestSilent() {
    PolledPack longest = null;
    for (PolledPack pack : packs) {
      if (!pack.isWorthAsking() && (longest == null || pack.isDueBefore(longest))) {
        longest = pack;
      }
    }
    return longest;
  }
}
