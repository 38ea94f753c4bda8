package io.bankd.rs485;

import io.bankd.rs485.PackQuestion.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long questions have taken lately on one bus: what an answer takes usually, and the longest of
 * each sort, which the next may take too. Lately means the last eight to sixteen rounds.
 */
final class PollCosts {
  private static final int ROUNDS = 8;

  /** What is usual follows a change within so many answers. */
  private static final int ANSWERS = 32;

  /** What a question can come to; the figures stand until something has been heard. */
  private enum Sort {
    MEASURED(200),
    DECIDED(150),
    TOLD(150),
    DAMAGED(0),
    SILENT_SHORTLY(200),
    SILENT(650);

    private final Duration first;

    Sort(int millis) {
      first = Duration.ofMillis(millis);
    }
  }

  private final @Nullable Duration[] before = new Duration[Sort.values().length];
  private final @Nullable Duration[] lately = new Duration[Sort.values().length];
  private final @Nullable Duration[] usual = new Duration[Sort.values().length];
  private int rounds;

  /** A question has ended, after so long. */
  void took(PackQuestion question, Exchange outcome, Duration time) {
    int sort = sort(question, outcome).ordinal();
    lately[sort] = longer(lately[sort], time);
    Duration mean = usual[sort];
    usual[sort] = mean == null ? time : mean.plus(time.minus(mean).dividedBy(ANSWERS));
  }

  private static Sort sort(PackQuestion question, Exchange outcome) {
    if (outcome instanceof Exchange.Answered) {
      Kind kind = question.kind();
      return kind == Kind.ANALOG ? Sort.MEASURED : kind == Kind.STATUS ? Sort.DECIDED : Sort.TOLD;
    }
    if (outcome instanceof Exchange.Silent) {
      return question.probe() ? Sort.SILENT_SHORTLY : Sort.SILENT;
    }
    return Sort.DAMAGED;
  }

  void roundEnded() {
    rounds = (rounds + 1) % ROUNDS;
    if (rounds == 0) {
      for (Sort sort : Sort.values()) {
        Duration last = lately[sort.ordinal()];
        // Damage is over when there is none; of the others there is nothing newer.
        if (last != null || sort == Sort.DAMAGED) {
          before[sort.ordinal()] = last;
        }
        lately[sort.ordinal()] = null;
      }
    }
  }

  private Duration of(Sort sort) {
    Duration heard = before[sort.ordinal()];
    Duration last = lately[sort.ordinal()];
    return last != null ? longer(heard, last) : heard != null ? heard : sort.first;
  }

  private Duration usually(Sort sort) {
    Duration mean = usual[sort.ordinal()];
    return mean == null ? sort.first : mean;
  }

  /** An answer with measurements, usually. */
  Duration measured() {
    return usually(Sort.MEASURED);
  }

  /** An answer with what the BMS has decided, usually. */
  Duration decided() {
    return usually(Sort.DECIDED);
  }

  /** Any question, if silence is met with a short look only. */
  Duration shortly() {
    Duration answered = longer(longer(of(Sort.MEASURED), of(Sort.DECIDED)), of(Sort.TOLD));
    return longer(longer(answered, of(Sort.DAMAGED)), of(Sort.SILENT_SHORTLY));
  }

  /** Any question, if silence is waited for. */
  Duration patiently() {
    return longer(shortly(), of(Sort.SILENT));
  }

  private static Duration longer(@Nullable Duration one, Duration other) {
    return one == null || one.compareTo(other) < 0 ? other : one;
  }
}
