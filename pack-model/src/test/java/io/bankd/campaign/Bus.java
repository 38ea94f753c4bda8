package io.bankd.campaign;

import java.util.SplittableRandom;

/**
 * The wire as the poll plan uses it: 0.2 s a question; in a round every pack's measurements, then a
 * quarter of the packs' statuses. A question that stays unanswered takes twice as long and is asked
 * once more.
 */
final class Bus {
  private static final int STATUS_ROUNDS = 4;
  private final SplittableRandom random;
  private final int packs;
  private final int statuses;
  private final double lost;
  private int question;
  private int statusTurn;
  private int tries;
  private boolean firstRound = true;
  private boolean waiting;

  Bus(Course course) {
    random = new SplittableRandom(31 * course.seed());
    packs = course.packs();
    statuses = (packs + STATUS_ROUNDS - 1) / STATUS_ROUNDS;
    lost = course.lost();
  }

  /** A fifth of a second of the wire; {@code silent} whether the first pack does not answer. */
  void tick(Bank bank, Rule rule, boolean silent, long millis) {
    if (waiting) {
      waiting = false;
      tries++;
      if (tries > 1) {
        next();
      }
    } else if (random.nextDouble() < lost || (silent && asked() == 0)) {
      waiting = true;
    } else {
      answered(bank, rule, millis);
      next();
    }
  }

  private void answered(Bank bank, Rule rule, long millis) {
    rule.heard(bank, asked(), question >= packs, millis);
  }

  private int asked() {
    return question >= packs ? statusTurn % packs : question;
  }

  private void next() {
    tries = 0;
    statusTurn += question >= packs ? 1 : 0;
    question++;
    // No status is known yet: the first round asks for all of them.
    if (question == packs + (firstRound ? packs : statuses)) {
      question = 0;
      firstRound = false;
    }
  }
}
