package io.bankd.rs485;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.PackQuestion.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack is asked once while it is there: who it is, and how it is set. Not every firmware
 * answers these, so each is asked once, and no more of a pack that was silent to two of them. Its
 * serial number is asked twice: whose life is remembered hangs on it.
 */
final class SlowFacts {
  private static final int SILENCES = 2;

  private final List<PackQuestion> all = new ArrayList<>();
  private int next;
  private int silences;

  /** Names first, then the dialect's tables in their order, and the serial number again. */
  SlowFacts(PackAddress address, List<String> subjects) {
    all.add(new PackQuestion(address, Kind.FIRMWARE));
    all.add(new PackQuestion(address, Kind.SERIAL));
    subjects.forEach(subject -> all.add(PackQuestion.parameter(address, subject)));
    all.add(new PackQuestion(address, Kind.SERIAL));
  }

  /** What is still to be asked; null when everything has been. */
  @Nullable PackQuestion next() {
    return next < all.size() && silences < SILENCES ? all.get(next) : null;
  }

  static boolean isOne(PackQuestion question) {
    Kind kind = question.kind();
    return kind == Kind.FIRMWARE || kind == Kind.SERIAL || kind == Kind.PARAMETER;
  }

  /** A question has ended: it is not asked again, whatever came of it. */
  void ended(PackQuestion question, boolean silent) {
    boolean due = next < all.size() && all.get(next).equals(question);
    next = due ? next + 1 : Math.max(next, all.indexOf(question) + 1);
    // An identity that is not answered says nothing about tables.
    silences = question.kind() != Kind.PARAMETER ? silences : silent ? silences + 1 : 0;
  }

  /** The pack went away: another may come back on its address. */
  void forget() {
    next = 0;
    silences = 0;
  }
}
