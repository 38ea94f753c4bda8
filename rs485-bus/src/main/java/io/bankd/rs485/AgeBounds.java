package io.bankd.rs485;

import java.time.Duration;

/**
 * How old the data of a pack may become that answers whenever it is asked, whatever the others do.
 * Measurements are given two cycles, a cycle being everybody's measurements and a third of the
 * statuses; a status is given four. On a fast line, or with few packs, a cycle is shorter than two
 * silences that have to be waited for, and than a short look at each pack if all fall silent at
 * once: then the time for those is given.
 *
 * @param analog of measurements
 * @param status of what a BMS has decided
 */
record AgeBounds(Duration analog, Duration status) {
  /** So many rounds give every pack's status once, and one more lies between two of its turns. */
  private static final int STATUS_ROUNDS = 3;

  /**
   * The bounds for so many packs that are asked in each round.
   *
   * @param costs what questions take
   */
  static AgeBounds of(int packs, PollCosts costs) {
    Duration measured = costs.measured();
    Duration cycle =
        measured.multipliedBy(packs).plus(costs.decided().multipliedBy(statuses(packs)));
    int questions = packs + statuses(packs);
    Duration looks = costs.shortly(questions).minus(measured.multipliedBy(packs));
    Duration silences = cycle.plus(measured).plus(costs.twoSilences()).plus(looks);
    Duration two = cycle.multipliedBy(2);
    Duration analog = two.compareTo(silences) < 0 ? silences : two;
    return new AgeBounds(analog, analog.multipliedBy(2));
  }

  /** How many statuses are asked in a round of so many packs. */
  static int statuses(int packs) {
    return (packs + STATUS_ROUNDS - 1) / STATUS_ROUNDS;
  }

  AgeBounds or(AgeBounds other) {
    return analog.compareTo(other.analog) < 0 ? other : this;
  }
}
