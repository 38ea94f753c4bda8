package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the plan knows of one address: whether it answers, and what it has still to tell. */
final class PolledPack {
  /** Rounds that a pack may fail in before its questions are no longer repeated. */
  private static final int REPEATED_ROUNDS = 3;

  /** More than a sensor at rest may show. */
  private static final int FLOWING_MILLIAMPERES = 500;

  /** A pack that cannot be understood for so long is taken for gone by the bank. */
  private static final Duration UNSEEN = Duration.ofSeconds(8);

  /** No bus is so slow: one that was not measured for so long was not asked. */
  private static final Duration UNASKED = Duration.ofSeconds(20);

  private enum Presence {
    /** Not heard yet, and asked like one that answers: most packs are there at the start. */
    EXPECTED,
    ANSWERING,
    SILENT
  }

  private final PackAddress address;
  private final SlowFacts slow;
  private final Freshness analog = new Freshness();
  private final Freshness status = new Freshness();
  private Presence presence = Presence.EXPECTED;
  private @Nullable Kind repeated;
  private int failedRounds;
  private final Set<Kind> failed = EnumSet.noneOf(Kind.class);
  private boolean near;
  private int flag = -1;
  private PackReply.@Nullable Status decided;

  PolledPack(PackAddress address, List<String> subjects) {
    this.address = address;
    this.slow = new SlowFacts(address, subjects);
  }

  PackAddress address() {
    return address;
  }

  boolean isWorthAsking() {
    return presence != Presence.SILENT;
  }

  /** Whether it was heard, and answered when it was asked last for this: measurements or status. */
  boolean answers(Kind kind) {
    return presence == Presence.ANSWERING && !failed.contains(kind);
  }

  boolean lacksStatus() {
    return status.isEmpty();
  }

  /** Whether its last measurements were near a limit, in the eyes of who knows the limits. */
  boolean isNear() {
    return near;
  }

  /** The slow fact that is still to be asked; null when all have been, or it does not answer. */
  @Nullable PackQuestion slowQuestion(Moment now) {
    return presence == Presence.ANSWERING ? slow.next(now) : null;
  }

  Freshness analog() {
    return analog;
  }

  Freshness status() {
    return status;
  }

  PollRound.Ages takeWorst(Moment now) {
    return new PollRound.Ages(analog.takeWorst(now), status.takeWorst(now));
  }

  /**
   * Takes in an answer.
   *
   * @param now when it was heard; it counts as of when it was asked for
   * @return whether it makes the pack's status worth asking sooner than its turn
   */
  boolean answered(
      PackQuestion question, Exchange.Answered said, Moment now, Predicate<PackReading> nearLimit) {
    presence = Presence.ANSWERING;
    repeated = null;
    failedRounds = 0;
    boolean again = failed.remove(question.kind());
    if (SlowFacts.isOne(question)) {
      slow.answered(question, now);
    } else if (question.kind() == Kind.STATUS) {
      status.renewed(said.at(), now);
      decided = said.reply() instanceof PackReply.Status decides ? decides : null;
    } else if (question.kind() == Kind.ANALOG) {
      Duration gap = analog.age(now);
      if (gap != null && gap.compareTo(again ? UNSEEN : UNASKED) >= 0) {
        slow.askSerialAgain();
      }
      analog.renewed(said.at(), now);
      return said.reply() instanceof PackReply.Analog measured
          && measured(measured, said.at(), nearLimit);
    }
    return false;
  }

  private boolean measured(PackReply.Analog said, Moment at, Predicate<PackReading> nearLimit) {
    near = nearLimit.test(said.report(new PackId("", address), at));
    boolean changed = flag >= 0 && flag != said.alarmFlag();
    flag = said.alarmFlag();
    return near || changed || contradicts(said.current().milliamperes());
  }

  /** Whether current flows through a MOSFET that was said to be open. */
  private boolean contradicts(int milliamperes) {
    PackReply.Status said = decided;
    return said != null
        && (milliamperes > FLOWING_MILLIAMPERES && !said.chargeMosOn()
            || milliamperes < -FLOWING_MILLIAMPERES && !said.dischargeMosOn());
  }

  /**
   * Takes in a failure; whether the question is to be repeated at once.
   *
   * @param mayWait whether there is time to be silent to a second time
   */
  boolean failed(PackQuestion question, Exchange outcome, boolean mayWait) {
    boolean silent = outcome instanceof Exchange.Silent;
    if (SlowFacts.isOne(question)) {
      // A second asking would cost as much and tell as little.
      slow.failed(question, silent);
      return false;
    }
    if (presence == Presence.SILENT) {
      return false;
    }
    failed.add(question.kind());
    boolean first = question.kind() != repeated && (mayWait || !silent);
    if (first && presence == Presence.ANSWERING && failedRounds < REPEATED_ROUNDS) {
      repeated = question.kind();
      return true;
    }
    repeated = null;
    failedRounds++;
    if (silent) {
      presence = Presence.SILENT;
      decided = null;
      near = false;
      flag = -1;
      status.forget();
      slow.forget();
    }
    return false;
  }
}
