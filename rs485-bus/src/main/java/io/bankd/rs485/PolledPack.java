package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the plan knows of one address: whether it answers, and what it has still to tell. */
final class PolledPack {
  /** Every so many probes one is patient, for a pack that is slow by nature. */
  private static final int PATIENT_PROBE = 12;

  /** Rounds that a pack may fail in before its questions are no longer repeated. */
  private static final int REPEATED_ROUNDS = 3;

  private enum Presence {
    /** Not heard yet, and asked like one that answers: most packs are there at the start. */
    EXPECTED,
    ANSWERING,
    SILENT
  }

  private final PackAddress address;
  private Presence presence = Presence.EXPECTED;
  private @Nullable PackQuestion repeated;
  private int failedRounds;
  private int probes;
  private Moment silentSince = Moment.ofNanos(0);
  private @Nullable Moment lastAnalog;
  private boolean status;
  private final Set<Kind> identityKnown = EnumSet.noneOf(Kind.class);

  PolledPack(PackAddress address) {
    this.address = address;
  }

  PackAddress address() {
    return address;
  }

  boolean isWorthAsking() {
    return presence != Presence.SILENT;
  }

  boolean lacksStatus() {
    return !status;
  }

  /** The half of the identity that is still to be asked; null when both have been. */
  @Nullable Kind unknownIdentity() {
    if (presence != Presence.ANSWERING) {
      return null;
    }
    return !identityKnown.contains(Kind.FIRMWARE)
        ? Kind.FIRMWARE
        : identityKnown.contains(Kind.SERIAL) ? null : Kind.SERIAL;
  }

  @Nullable Duration age(Moment now) {
    Moment last = lastAnalog;
    return last == null ? null : now.since(last);
  }

  void answered(Kind kind, Moment now) {
    presence = Presence.ANSWERING;
    repeated = null;
    failedRounds = 0;
    probes = 0;
    switch (kind) {
      case ANALOG:
        lastAnalog = now;
        break;
      case STATUS:
        status = true;
        break;
      default:
        identityKnown.add(kind);
    }
  }

  /** Takes in a failure; whether the question is to be repeated at once. */
  boolean failed(PackQuestion question, Exchange outcome, Moment now) {
    if (question.kind() == Kind.FIRMWARE || question.kind() == Kind.SERIAL) {
      // Not every firmware answers these; a second asking would cost as much and tell as little.
      identityKnown.add(question.kind());
      return false;
    }
    if (presence == Presence.SILENT) {
      silentSince = now;
      return false;
    }
    boolean first = !question.equals(repeated);
    if (first && presence == Presence.ANSWERING && failedRounds < REPEATED_ROUNDS) {
      repeated = question;
      return true;
    }
    repeated = null;
    failedRounds++;
    if (outcome instanceof Exchange.Silent) {
      presence = Presence.SILENT;
      silentSince = now;
      status = false;
      identityKnown.clear();
    }
    return false;
  }

  boolean isProbeDue(Moment now) {
    // At once at first, for a pack that only stumbled: it must be back before its age excludes it.
    Duration soon = probes == 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(probes, 10));
    Duration pause = soon.compareTo(PollPlan.PROBE_EVERY) < 0 ? soon : PollPlan.PROBE_EVERY;
    return now.since(silentSince).compareTo(pause) >= 0;
  }

  boolean isDueBefore(PolledPack other) {
    return silentSince.isBefore(other.silentSince);
  }

  PackQuestion probe() {
    probes++;
    return new PackQuestion(address, Kind.ANALOG, probes % PATIENT_PROBE != 0);
  }
}
