package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackReading;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask what next on one bus. A round asks every pack that answers for its measurements,
 * those near a limit first, and a third of them in turn for their status; a status that the
 * measurements make urgent is asked at once, for another third at most. What is left, one question
 * a round, goes to identities and parameters, and a pack known to be silent is probed when its time
 * has come; now and then somebody is looked for where no pack is configured ({@link Lookout}). All
 * of that gives way when somebody who answers would otherwise be asked too late ({@link AgeBounds},
 * {@link Deadlines}). Used by one thread; time is handed in.
 */
public final class PollPlan {
  /** An answer that was not waited for is over by then, and with it what it hurt. */
  private static final Duration LATE = Duration.ofMillis(800);

  private static final Duration SOON = Duration.ofSeconds(1);

  /** While nobody answers, all have to be looked at within such a time. */
  private static final Duration GREETED = Duration.ofSeconds(9);

  private final List<PolledPack> packs = new ArrayList<>();
  private final ProbeCalendar probes = new ProbeCalendar();
  private final Lookout lookout;
  private final PollCosts costs = new PollCosts();
  private final Predicate<PackReading> nearLimit;
  private final BusListener listener;
  private final QuestionRound round = new QuestionRound();
  private @Nullable PackQuestion urgent;
  private @Nullable Moment began;
  private @Nullable Moment asked;
  private final HeldBounds bounds;
  private Deadlines deadlines = Deadlines.NONE;
  private boolean probed;
  private @Nullable PackAddress looked;
  private @Nullable Moment lookEnded;

  /** A plan that asks for no parameters, favours nobody and tells nobody. */
  public PollPlan(Collection<PackAddress> addresses) {
    this(addresses, List.of(), reading -> false, BusListener.NONE);
  }

  /** A plan that looks for nobody at other addresses. */
  public PollPlan(
      Collection<PackAddress> addresses,
      List<String> subjects,
      Predicate<PackReading> nearLimit,
      BusListener listener) {
    this(addresses, subjects, null, nearLimit, listener);
  }

  /**
   * A plan for these addresses, none of them heard yet.
   *
   * @param subjects the tables of parameters to ask each pack once, {@link PackDialect#subjects()}
   * @param look what to ask at other addresses to know whether a pack is there, {@link
   *     PackDialect#shortest()}; null to look for none
   * @param nearLimit whether measurements come near a limit, said by who knows the limits
   * @param listener told of every round that has ended
   * @throws IllegalArgumentException that says what is wrong and what is allowed: 0 and 2…15, each
   *     once, at least one
   */
  public PollPlan(
      Collection<PackAddress> addresses,
      List<String> subjects,
      @Nullable Kind look,
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
    lookout = new Lookout(addresses, look);
    bounds = new HeldBounds(AgeBounds.of(packs.size(), costs));
  }

  /** The question to ask now; there always is one, at the latest to a pack known to be silent. */
  public PackQuestion next(Moment now) {
    asked = now;
    AgeBounds held = bounds.take(AgeBounds.of(worthAsking().size(), costs));
    deadlines = Deadlines.of(packs, held, costs, now);
    PackQuestion first = deadlines.first();
    if (first != null && !deadlines.allow(costs.shortly())) {
      round.remove(first);
      return asPatientAsMayBe(first);
    }
    return wanted(now);
  }

  private PackQuestion wanted(Moment now) {
    PackQuestion first = urgent;
    if (first != null) {
      urgent = null;
      return asPatientAsMayBe(first);
    }
    PackAddress silent = probes.due(now);
    // Never two in a row: the packs that answer must not wait for many that do not.
    if (silent != null && !probed) {
      probed = true;
      return probe(silent, now);
    }
    PackQuestion look = round.isEmpty() && !probed ? elsewhere(now) : null;
    probed = look != null;
    if (look != null) {
      return look;
    }
    if (round.isEmpty()) {
      endRound(now);
      List<PolledPack> live = worthAsking();
      began = live.isEmpty() ? null : now;
      round.plan(live, now);
    }
    if (round.isEmpty()) {
      // With nobody else to ask there is nothing that a probe could delay.
      PackAddress next = Objects.requireNonNull(probes.next());
      PackQuestion probe = probe(next, now);
      boolean wait = costs.patiently().multipliedBy(probes.size()).compareTo(GREETED) <= 0;
      return wait ? new PackQuestion(next, probe.kind(), false) : probe;
    }
    return asPatientAsMayBe(round.next());
  }

  /** Between two rounds, and never beside a probe: a look where no pack is configured. */
  private @Nullable PackQuestion elsewhere(Moment now) {
    List<PackAddress> missing =
        packs.stream().filter(pack -> !pack.isWorthAsking()).map(PolledPack::address).toList();
    boolean anybody = missing.size() < packs.size();
    boolean patient = deadlines.allow(costs.patiently());
    return lookout.question(new Lookout.Situation(missing, anybody, patient), now);
  }

  private PackQuestion probe(PackAddress silent, Moment now) {
    PackQuestion look = new PackQuestion(silent, Kind.ANALOG, true);
    if (!probes.probed(silent, now)) {
      return look;
    }
    PackQuestion patient = asPatientAsMayBe(look);
    if (patient.probe()) {
      probes.maybeSlow(silent, now.plus(SOON));
    }
    return patient;
  }

  /** Where nobody can wait for it, silence is met with a short look only. */
  private PackQuestion asPatientAsMayBe(PackQuestion question) {
    boolean probe = !deadlines.allow(costs.patiently());
    return new PackQuestion(question.address(), question.kind(), question.subject(), probe);
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
    Moment start = asked;
    if (start != null) {
      costs.took(question, outcome, now.since(start));
    }
    hurtByLateAnswer(question.address(), outcome, now);
    if (lookout.watches(question.address())) {
      lookout.ended(question, outcome);
    } else {
      note(pack(question.address()), question, outcome, now);
    }
    looked = question.probe() && outcome instanceof Exchange.Silent ? question.address() : looked;
    lookEnded = question.address().equals(looked) ? now : lookEnded;
    bounds.take(AgeBounds.of(worthAsking().size(), costs));
  }

  private void note(PolledPack pack, PackQuestion question, Exchange outcome, Moment now) {
    if (outcome instanceof Exchange.Answered answered) {
      if (!pack.isWorthAsking()) {
        lookout.packBack();
      }
      probes.remove(question.address());
      boolean hasten = pack.answered(question, answered, now, nearLimit);
      if (question.kind() == Kind.ANALOG && pack.lacksStatus()) {
        urgent = new PackQuestion(question.address(), Kind.STATUS);
      } else if (hasten) {
        round.hastenStatus(question.address());
      }
    } else {
      failed(pack, question, outcome, now);
    }
  }

  /**
   * A pack that needs longer than a short look answers into the answer of whoever is asked next.
   */
  private void hurtByLateAnswer(PackAddress asked, Exchange outcome, Moment now) {
    PackAddress last = looked;
    Moment ended = lookEnded;
    boolean hurt =
        outcome instanceof Exchange.Silent
            ? !lookout.watches(asked) && pack(asked).isWorthAsking()
            : !(outcome instanceof Exchange.Answered);
    if (last != null && ended != null && hurt && !last.equals(asked)) {
      if (now.since(ended).compareTo(LATE) < 0) {
        lookout.maybeSlow(last);
        probes.maybeSlow(last, now);
      }
      looked = null;
    }
  }

  /** To be told what is heard on the bus: a pack that answers after a short look is looked for. */
  public BusListener ear() {
    return new BusListener() {
      @Override
      public void portOpened(BusEndpoint endpoint) {
        lookout.packBack();
      }

      @Override
      public void late(PackQuestion question, Duration after) {
        Moment now = asked;
        if (question.probe() && now != null) {
          lookout.maybeSlow(question.address());
          probes.maybeSlow(question.address(), now);
        }
      }
    };
  }

  private void failed(PolledPack pack, PackQuestion question, Exchange outcome, Moment now) {
    boolean known = !pack.isWorthAsking();
    if (pack.failed(question, outcome, deadlines.allow(costs.patiently().multipliedBy(2)))) {
      urgent = question;
    } else if (!known && !pack.isWorthAsking()) {
      probes.add(question.address(), question.probe(), now);
      lookout.packLost();
      // Who fell silent since the round was planned is asked no more in it.
      round.forget(question.address());
    }
  }

  /** Asks a pack's status before the rest of the round, as far as that round has room for it. */
  public void hastenStatus(PackAddress address) {
    round.hastenStatus(address);
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

  private List<PolledPack> worthAsking() {
    return packs.stream().filter(PolledPack::isWorthAsking).toList();
  }

  private void endRound(Moment now) {
    Moment start = began;
    if (start != null) {
      Map<PackAddress, PollRound.Ages> worst = new HashMap<>();
      packs.forEach(pack -> worst.put(pack.address(), pack.takeWorst(now)));
      Duration heldUp = costs.heldUp();
      costs.roundEnded();
      AgeBounds held = bounds.ended(AgeBounds.of(worthAsking().size(), costs));
      PollRound.Ages bound = new PollRound.Ages(held.analog(), held.status());
      listener.roundEnded(new PollRound(now.since(start), worst, bound, heldUp));
    }
    began = null;
  }
}
