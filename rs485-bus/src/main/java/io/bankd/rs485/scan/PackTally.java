package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was heard of one address. */
final class PackTally {
  /** A line that turns around makes some 20 characters, the shortest answer to these has 86. */
  private static final int TURNING_AROUND = 40;

  private final PackAddress address;
  private final Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
  private final List<Duration> roundTrips = new ArrayList<>();
  private final Set<String> serials = new TreeSet<>();
  private PackReply.@Nullable Analog analog;
  private PackReply.@Nullable Status status;
  private String firmware = "";
  private final Set<Integer> answeredBy = new TreeSet<>();
  private int good;
  private int damaged;
  private int silent;
  private int late;
  private int longAnswers;
  private int longDamaged;
  private int shortAnswers;
  private int shortDamaged;

  PackTally(PackAddress address) {
    this.address = address;
  }

  void add(PackQuestion question, Exchange outcome, int noise) {
    if (outcome instanceof Exchange.Answered answered) {
      good++;
      keep(answered);
    } else if (outcome instanceof Exchange.Refused refused) {
      refusals.merge(refused.reason(), 1, Integer::sum);
    } else if (outcome instanceof Exchange.Garbled || noise > TURNING_AROUND) {
      damaged++;
    } else if (isAnsweredByAll(question.kind())) {
      silent++;
    }
    boolean hurt = outcome instanceof Exchange.Garbled;
    if (hurt || outcome instanceof Exchange.Answered) {
      boolean isLong = question.kind() != Kind.COUNT && question.kind() != Kind.FIRMWARE;
      longAnswers += isLong ? 1 : 0;
      longDamaged += isLong && hurt ? 1 : 0;
      shortAnswers += isLong ? 0 : 1;
      shortDamaged += !isLong && hurt ? 1 : 0;
    }
  }

  void late() {
    late++;
  }

  /** Whether answers came from there when nobody waited for them any more. */
  boolean isLate() {
    return late > 0;
  }

  void answeredBy(int other) {
    answeredBy.add(other);
  }

  private static boolean isAnsweredByAll(Kind kind) {
    return kind == Kind.ANALOG || kind == Kind.STATUS;
  }

  private void keep(Exchange.Answered answered) {
    PackReply reply = answered.reply();
    if (reply instanceof PackReply.Analog measured) {
      analog = measured;
      roundTrips.add(answered.roundTrip());
    } else if (reply instanceof PackReply.Status decided) {
      status = decided;
    } else if (reply instanceof PackReply.Firmware text) {
      firmware = text.text();
    } else if (reply instanceof PackReply.Serial text && !text.text().isBlank()) {
      serials.add(text.text());
    }
  }

  PackAddress address() {
    return address;
  }

  boolean answers() {
    return good > 0;
  }

  /** Whether anything but silence came from there, another address's answers included. */
  boolean isHeard() {
    return good + damaged > 0 || !refusals.isEmpty();
  }

  /** Whether something came that may be this address's own. */
  boolean saysSomething() {
    return good + damaged + ownRefusals() > 0;
  }

  /** Whether a pack is there, if one that cannot be understood. */
  boolean isThere() {
    return good > 0 || damaged + ownRefusals() >= 2;
  }

  private int ownRefusals() {
    int all = refusals.values().stream().mapToInt(Integer::intValue).sum();
    return all - refusals.getOrDefault(Refusal.WRONG_ADDRESS, 0);
  }

  /** The addresses that stood in answers to questions for this one. */
  Set<Integer> answeredBy() {
    return answeredBy;
  }

  int good() {
    return good;
  }

  /** Answers that did not come, or not sound, from a pack that does answer. */
  int bad() {
    return damaged + silent + ownRefusals();
  }

  int damaged() {
    return damaged;
  }

  int silent() {
    return silent;
  }

  /** Sound frames that were not believed, and why. */
  Map<Refusal, Integer> refusals() {
    return refusals;
  }

  /** Of the measurements, the shortest first. */
  List<Duration> roundTrips() {
    return roundTrips.stream().sorted().toList();
  }

  @Nullable Duration median() {
    return roundTrips.isEmpty() ? null : roundTrips().get(roundTrips.size() / 2);
  }

  /** The serial texts heard there, sorted. */
  Set<String> serials() {
    return serials;
  }

  /** Whether it has said its name and how it is. */
  boolean isIntroduced() {
    return status != null && !firmware.isEmpty() && !serials.isEmpty();
  }

  String firmware() {
    return firmware;
  }

  PackReply.@Nullable Analog analog() {
    return analog;
  }

  PackReply.@Nullable Status status() {
    return status;
  }

  int longAnswers() {
    return longAnswers;
  }

  int longDamaged() {
    return longDamaged;
  }

  int shortAnswers() {
    return shortAnswers;
  }

  int shortDamaged() {
    return shortDamaged;
  }
}
