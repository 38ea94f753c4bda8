package io.bankd.bank;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import io.bankd.history.Figures;
import io.bankd.pack.Direction;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How full the bank is, as two values of which neither jumps (BANK-4).
 *
 * @param energy what is in the packs, in parts of what they can hold; in billionths
 * @param cutOff how far it is down to the first pack that ends the discharge, in parts of the way
 *     from there up to the first that ends the charge; in billionths
 * @param at the moment the values are of
 */
record BankSoc(long energy, long cutOff, Moment at) {
  static final long ONE = 1_000_000_000;

  private static final long BASIS_POINT = ONE / 10_000;

  /* What no current explains, corrections and packs that come and go, is shown at this pace. */
  private static final long CORRECTION_PER_SECOND = ONE / 1000;

  /* A bank's packs may carry twice their continuous current for a while (PACK-2). */
  private static final long NOMINAL_TIMES = 2;

  /** For energy, rounded down. */
  Ratio ofEnergy() {
    return Ratio.ofBasisPoints((int) (energy / BASIS_POINT));
  }

  /** For cut-off, rounded down. */
  Ratio ofCutOff() {
    return Ratio.ofBasisPoints((int) (cutOff / BASIS_POINT));
  }

  /**
   * A moment later.
   *
   * @param before null while nothing has been told that the values could jump from
   * @return null until a pack is known
   */
  static @Nullable BankSoc next(
      @Nullable BankSoc before, BankPolicy policy, List<PackStep> packs, Moment now) {
    List<PackStep> known = Totals.those(packs, pack -> Totals.isKnown(pack.view()));
    if (known.isEmpty()) {
      return before;
    }
    long energy = energy(policy, known);
    long otherwise = before == null ? energy : before.cutOff;
    BankSoc measured = new BankSoc(energy, cutOff(known, otherwise), now);
    return before == null ? measured : before.towards(measured, perSecond(policy));
  }

  private static long energy(BankPolicy policy, List<PackStep> packs) {
    long charge = 0;
    long capacity = 0;
    for (PackStep pack : packs) {
      long weight = Totals.usable(policy, pack.view());
      charge += weight * soc(pack);
      capacity += weight;
    }
    return capacity == 0 ? 0 : charge / capacity;
  }

  private static long cutOff(List<PackStep> packs, long otherwise) {
    List<PackStep> giving = Totals.those(packs, pack -> canCarry(pack, DISCHARGE));
    List<PackStep> taking = Totals.those(packs, pack -> canCarry(pack, CHARGE));
    // One that is full takes no more, whatever the others do: the next one is still to come.
    List<PackStep> filling = Totals.those(taking, p -> !p.view().life().chargeEnd().finished());
    List<PackStep> upwards = filling.isEmpty() ? taking : filling;
    if (giving.isEmpty() && taking.isEmpty()) {
      return otherwise; // none is connected: nobody can end anything
    }
    List<PackStep> down = giving.isEmpty() ? taking : giving;
    List<PackStep> up = upwards.isEmpty() ? giving : upwards;
    long emptiest = ONE;
    for (PackStep pack : down) {
      emptiest = Math.min(emptiest, soc(pack));
    }
    long fullest = 0;
    for (PackStep pack : up) {
      fullest = Math.max(fullest, soc(pack));
    }
    return between(emptiest, Math.max(emptiest, fullest), otherwise);
  }

  /**
   * With the emptiest pack at e and the fullest at f the bank can give e before the first pack ends
   * that, and take 1 − f: e / (e + 1 − f) of the way is left. It is nothing when the emptiest is
   * empty, all when the fullest is full, and what each says where both say the same; in between it
   * rises with either.
   *
   * @param otherwise where the bank is at both ends at once
   */
  static long between(long emptiest, long fullest, long otherwise) {
    long way = emptiest + ONE - fullest;
    return way == 0 ? otherwise : emptiest * ONE / way;
  }

  /* Also one that may only have fallen silent: it still ends what the others do. */
  private static boolean canCarry(PackStep pack, Direction way) {
    Share share = pack.share(way);
    return share.counted() || share.bounding();
  }

  private static long soc(PackStep pack) {
    return pack.view().life().soc().value().basisPoints() * BASIS_POINT;
  }

  /** These values on their way to others. */
  BankSoc towards(BankSoc goal, long perSecond) {
    double seconds = Math.max(0, goal.at.since(at).toNanos() / 1e9);
    long most = (long) Math.min(ONE, seconds * perSecond);
    return new BankSoc(moved(energy, goal.energy, most), moved(cutOff, goal.cutOff, most), goal.at);
  }

  /** The most either value moves in a second, in billionths. */
  static long perSecond(BankPolicy policy) {
    long nominal = policy.nominalCurrent().milliamperes();
    long installed =
        (long) policy.spec().designCapacity().milliampereHours() * policy.packs().size();
    return NOMINAL_TIMES * ONE / 3600 * nominal / installed + CORRECTION_PER_SECOND;
  }

  private static long moved(long from, long to, long most) {
    return Math.max(from - most, Math.min(from + most, to));
  }

  Figures figures() {
    return Figures.NONE.with("energy", energy).with("cut-off", cutOff).with("at", at);
  }

  /** What was kept; null, so that what is measured first is told, where that makes no sense. */
  static @Nullable BankSoc restored(Figures figures, Moment now) {
    long energy = figures.get("energy", -1);
    long cutOff = figures.get("cut-off", -1);
    Moment at = figures.moment("at");
    if (energy < 0 || energy > ONE || cutOff < 0 || cutOff > ONE || at == null) {
      return null;
    }
    return new BankSoc(energy, cutOff, at.isAfter(now) ? now : at);
  }
}
