package io.bankd.rs485;

import io.bankd.rs485.PackQuestion.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long questions have taken lately on one bus: what an answer takes usually, and what the
 * dearest came to, together, for as many as are asked next. One that the machine held up counts
 * once: it is no reason to expect the same of every question. Where many are dear, as on a damaged
 * line, many count. Lately means the last eight to sixteen rounds.
 */
final class PollCosts {
  private static final int ROUNDS = 8;

  /** What is usual follows a change within so many answers. */
  private static final int ANSWERS = 32;

  /** Measurements and statuses of fifteen packs, and one in reserve. */
  private static final int KEPT = 31;

  /** These stand until something has been heard. */
  private static final Duration MEASURED = Duration.ofMillis(200);

  private static final Duration DECIDED = Duration.ofMillis(150);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofMillis(650);

  private final Longest questions = new Longest(KEPT);
  private final Longest looks = new Longest(2);
  private final Longest silences = new Longest(2);
  private @Nullable Duration measured;
  private @Nullable Duration decided;
  private Duration heldUp = Duration.ZERO;
  private int rounds;

  /** A question has ended, after so long. */
  void took(PackQuestion question, Exchange outcome, Duration time) {
    if (outcome instanceof Exchange.Silent) {
      (question.probe() ? looks : silences).add(time);
      if (!question.probe()) {
        return;
      }
    }
    questions.add(time);
    if (outcome instanceof Exchange.Answered && question.kind() == Kind.ANALOG) {
      held(time, measured());
      measured = followed(measured, time);
    } else if (outcome instanceof Exchange.Answered && question.kind() == Kind.STATUS) {
      held(time, decided());
      decided = followed(decided, time);
    }
  }

  private void held(Duration time, Duration usually) {
    Duration longer = time.minus(usually);
    heldUp = longer.compareTo(heldUp) > 0 ? longer : heldUp;
  }

  private static Duration followed(@Nullable Duration mean, Duration time) {
    return mean == null ? time : mean.plus(time.minus(mean).dividedBy(ANSWERS));
  }

  void roundEnded() {
    heldUp = Duration.ZERO;
    rounds = (rounds + 1) % ROUNDS;
    if (rounds == 0) {
      questions.ended();
      looks.ended();
      silences.ended();
    }
  }

  /** How much longer than usual the slowest answer of this round took. */
  Duration heldUp() {
    return heldUp;
  }

  /** An answer with measurements, usually. */
  Duration measured() {
    Duration mean = measured;
    return mean == null ? MEASURED : mean;
  }

  /** An answer with what the BMS has decided, usually. */
  Duration decided() {
    Duration mean = decided;
    return mean == null ? DECIDED : mean;
  }

  /** Any one question, if silence is met with a short look only. */
  Duration shortly() {
    return shortly(1);
  }

  /** Any so many questions together, if silence is met with short looks only, be it each time. */
  Duration shortly(int count) {
    return questions.sum(count, looks.isEmpty() ? LOOK : looks.second());
  }

  /** Any one question, if silence is waited for. */
  Duration patiently() {
    return longer(shortly(), silences.isEmpty() ? SILENCE : silences.first());
  }

  /** Two silences that are waited for, one after the other. */
  Duration twoSilences() {
    Duration two =
        silences.isEmpty() ? SILENCE.multipliedBy(2) : silences.sum(2, silences.second());
    return longer(two, shortly(2));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
