package io.bankd.soc;

import static io.bankd.soc.Belief.ONE;

import io.bankd.unit.Capacity;

/**
 * What a pack holds, learned between full and a low state of charge that its voltage told: only
 * what the errors of that cannot explain, at most 1 % of design at a time, 50…110 % of design. It
 * is measured with the pack's own sensor, whose gain is therefore in it: as a divisor for that
 * sensor's charge that is what is wanted.
 */
final class LearnedCapacity {
  private static final double DEEP = 0.6;

  private LearnedCapacity() {}

  static int possible(int milliampereHours, Capacity design) {
    long whole = design.milliampereHours();
    return (int) Math.max(whole / 2, Math.min(whole * 11 / 10, milliampereHours));
  }

  /** Once for each discharge from full, where the pack is known to hold between these shares. */
  static SocEstimate next(SocEstimate before, long least, long most, Capacity design) {
    Stretch stretch = before.sinceFull;
    double depth = 1 - (least + most) / 2.0 / ONE;
    if (!stretch.going() || before.capacityTold || depth < DEEP) {
      return before;
    }
    double whole = before.nanoampereHours();
    double offsetCharge = before.offset.charge(stretch.nanos());
    double observed = (offsetCharge - stretch.charge()) / depth;
    double unsure =
        ((most - least) / 2.0 / ONE
                + (double) Belief.FULL_ERROR / ONE
                + (before.offset.uncertainty(stretch.nanos()) + 3.0 * stretch.scatter()) / whole)
            / depth;
    double nearest =
        Math.max(observed * (1 - unsure), Math.min(observed * (1 + unsure), whole)) / 1e6;
    int atATime = design.milliampereHours() / 100;
    double moved = Math.max(-atATime, Math.min(atATime, nearest - before.milliampereHours));
    int learned = (int) Math.round(before.milliampereHours + moved);
    return before.withCapacity(possible(learned, design), true);
  }
}
