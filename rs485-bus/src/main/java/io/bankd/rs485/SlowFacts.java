package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack is asked once while it is there: who it is, and how it is set. Not every firmware
 * answers these, so each is asked once, and no more of a pack that was silent to two of them. Its
 * serial number is asked until two answers were good: whose life is remembered hangs on it. And
 * again after some time: not every absence is seen here.
 */
final class SlowFacts {
  private static final int SILENCES = 2;

  /** Good answers to the question for the serial number; one alone may be damaged. */
  private static final int ENOUGH = 2;

  /** Questions for the serial number after which it is not asked again for some time. */
  private static final int MOST = 6;

  private static final Duration AGAIN = Duration.ofMinutes(30);

  private final PackQuestion serial;
  private final List<PackQuestion> all = new ArrayList<>();
  private int next;
  private int silences;
  private int asked;
  private int told;
  private @Nullable Moment toldAt;

  /** The firmware first, then the dialect's tables in their order. */
  SlowFacts(PackAddress address, List<String> subjects) {
    serial = new PackQuestion(address, Kind.SERIAL);
    all.add(new PackQuestion(address, Kind.FIRMWARE));
    subjects.forEach(subject -> all.add(PackQuestion.parameter(address, subject)));
  }

  /** What is still to be asked; null when everything has been. */
  @Nullable PackQuestion next(Moment now) {
    Moment last = toldAt;
    if (last != null && now.since(last).compareTo(AGAIN) >= 0) {
      askSerialAgain();
    }
    boolean named = next == 0 || asked > 0;
    if (named && next < all.size() && silences < SILENCES) {
      return all.get(next);
    }
    return told < ENOUGH && asked < MOST ? serial : null;
  }

  static boolean isOne(PackQuestion question) {
    Kind kind = question.kind();
    return kind == Kind.FIRMWARE || kind == Kind.SERIAL || kind == Kind.PARAMETER;
  }

  /** A question was answered: it is not asked again, but for the serial number. */
  void answered(PackQuestion question, Moment now) {
    if (question.kind() == Kind.SERIAL) {
      told++;
      toldAt = now;
    }
    ended(question, false);
  }

  /** A question has ended without a good answer. */
  void failed(PackQuestion question, boolean silent) {
    ended(question, silent);
  }

  private void ended(PackQuestion question, boolean silent) {
    if (question.kind() == Kind.SERIAL) {
      asked++;
      return;
    }
    next = Math.max(next, all.indexOf(question) + 1);
    // An identity that is not answered says nothing about tables.
    silences = question.kind() != Kind.PARAMETER ? silences : silent ? silences + 1 : 0;
  }

  /** Who measures here may be another than the one that told its number. */
  void askSerialAgain() {
    asked = 0;
    told = 0;
    toldAt = null;
  }

  /** The pack went away: another may come back on its address. */
  void forget() {
    next = 0;
    silences = 0;
    askSerialAgain();
  }
}
