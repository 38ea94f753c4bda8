package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask what next on one bus. A round asks every pack that answers for its measurements, a
 * quarter of them in turn for their status, and spends at most one question on an identity and one
 * on a pack known to be silent. Used by one thread; time is handed in.
 */
public final class PollPlan {
  /** A silent pack is greeted within 10 s of coming back, and a probe costs 0.17 s. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(9);

  /** So many rounds give every pack's status once. */
  private static final int STATUS_ROUNDS = 4;

  private final List<PolledPack> packs = new ArrayList<>();
  private final Deque<PackQuestion> round = new ArrayDeque<>();
  private @Nullable PackQuestion urgent;
  private int statusTurn;

  /**
   * A plan for these addresses, none of them heard yet.
   *
   * @throws IllegalArgumentException that says what is wrong and what is allowed: 0 and 2…15, each
   *     once, at least one
   */
  public PollPlan(Collection<PackAddress> addresses) {
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
      packs.add(new PolledPack(address));
    }
  }

  /** The question to ask now; there always is one, at the latest to a pack known to be silent. */
  public PackQuestion next(Moment now) {
    PackQuestion first = urgent;
    if (first != null) {
      urgent = null;
      return first;
    }
    if (round.isEmpty()) {
      planRound(now);
    }
    return round.remove();
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
    if (outcome instanceof Exchange.Answered) {
      pack.answered(question.kind(), now);
      if (question.kind() == Kind.ANALOG && pack.lacksStatus()) {
        urgent = new PackQuestion(question.address(), Kind.STATUS);
      }
    } else if (pack.failed(question, outcome, now)) {
      urgent = question;
    } else if (!pack.isWorthAsking()) {
      // Who fell silent since the round was planned is asked no more in it.
      round.removeIf(later -> later.address().equals(question.address()));
    }
  }

  /** Asks a pack's status before anything else: its measurements came near a limit. */
  public void hastenStatus(PackAddress address) {
    urgent = new PackQuestion(address, Kind.STATUS);
  }

  /** Whether a pack answers, or has not had its chance to yet. */
  public boolean isWorthAsking(PackAddress address) {
    return pack(address).isWorthAsking();
  }

  /** How old a pack's last measurements are; null while there are none. */
  public @Nullable Duration age(PackAddress address, Moment now) {
    return pack(address).age(now);
  }

  private PolledPack pack(PackAddress address) {
    for (PolledPack pack : packs) {
      if (pack.address().equals(address)) {
        return pack;
      }
    }
    throw new IllegalArgumentException("address " + address + " is not polled on this bus");
  }

  private void planRound(Moment now) {
    List<PolledPack> live = new ArrayList<>(packs);
    live.removeIf(pack -> !pack.isWorthAsking());
    live.forEach(pack -> round.add(new PackQuestion(pack.address(), Kind.ANALOG)));
    int statuses = (live.size() + STATUS_ROUNDS - 1) / STATUS_ROUNDS;
    for (int i = 0; i < statuses; i++) {
      round.add(new PackQuestion(live.get(statusTurn++ % live.size()).address(), Kind.STATUS));
    }
    statusTurn = live.isEmpty() ? 0 : statusTurn % live.size();
    for (PolledPack pack : live) {
      Kind identity = pack.unknownIdentity();
      if (identity != null) {
        round.add(new PackQuestion(pack.address(), identity));
        break;
      }
    }
    PolledPack due = longestSilent();
    // With nobody else to ask there is nothing a probe could delay.
    if (due != null && (round.isEmpty() || due.isProbeDue(now))) {
      round.addFirst(due.probe());
    }
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
