package io.bankd.campaign;

/**
 * What came of one bank on one course with one rule; loads are of the hardest driven pack, in parts
 * of its limit.
 *
 * @param highest load in the worst second
 * @param steady load that 99 % of the seconds do not exceed that are not soon after a step
 * @param learnt the same after the first three minutes
 * @param worstSecond when the worst second was
 * @param worstPack whose it was, from 0
 * @param energy kilowatt-hours moved, both ways
 * @param later of these, what was moved after the first three minutes
 * @param highestCell volts
 * @param lowestCell volts
 * @param trip what would have tripped a pack's own BMS first, empty where nothing would
 * @param tripSecond when, −1 where nothing would
 */
record Verdict(
    double highest,
    double steady,
    double learnt,
    int worstSecond,
    int worstPack,
    double energy,
    double later,
    double highestCell,
    double lowestCell,
    String trip,
    int tripSecond) {}
