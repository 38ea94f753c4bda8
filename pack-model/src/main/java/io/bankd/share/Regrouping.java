package io.bankd.share;

import io.bankd.pack.PackId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shares when packs come and go: their proportions stay, and what is connected adds up to 1 again.
 */
final class Regrouping {
  private final SortedMap<PackId, PackShare> connected;
  private final Map<PackId, PackShare> left;

  /**
   * A regrouping that has not begun.
   *
   * @param left packs no longer connected, in proportion to the whole of those that are
   */
  Regrouping(SortedMap<PackId, PackShare> connected, Map<PackId, PackShare> left) {
    this.connected = new TreeMap<>(connected);
    this.left = new HashMap<>(left);
  }

  SortedMap<PackId, PackShare> connected() {
    return connected;
  }

  Map<PackId, PackShare> left() {
    return left;
  }

  /** Everybody else leaves. */
  void keep(Collection<PackId> packs) {
    Map<PackId, PackShare> gone = new HashMap<>(connected);
    gone.keySet().removeAll(packs);
    connected.keySet().retainAll(packs);
    if (!gone.isEmpty() && !connected.isEmpty()) {
      double kept = shrink(connected);
      left.replaceAll((pack, share) -> share.among(kept, 0, 0));
      gone.replaceAll((pack, share) -> share.among(kept, 0, 0));
    }
    left.putAll(gone);
  }

  /**
   * A pack that left comes back: its conductance is known, and its offset as well as time has left
   * it, and a little less.
   */
  void join(PackId pack, double moreOffsetVariance) {
    PackShare known = left.remove(pack);
    if (known == null) {
      return;
    }
    // Coming back again and again alone makes no more unsure than once; time does, and counts
    // apart.
    double most = 4 * moreOffsetVariance;
    double more =
        Math.max(0, Math.min(moreOffsetVariance, most - known.variance(PackShare.OFFSET)));
    PackShare back = known.wider(0, 0, more, 0);
    if (connected.isEmpty()) {
      // The first one back is the whole: what the others were, they were to the former whole.
      connected.put(pack, back.among(known.share(), 0, 0));
      left.replaceAll((other, share) -> share.among(known.share(), 0, 0));
    } else {
      double whole = grow(connected, pack, back);
      left.replaceAll((other, share) -> share.among(whole, 0, 0));
    }
  }

  /** Of the packs that stay, in place: their shares, and their offsets, again sum to 1 and 0. */
  static double shrink(SortedMap<PackId, PackShare> staying) {
    double kept = 0;
    double offsets = 0;
    double variance = 0;
    for (PackShare share : staying.values()) {
      kept += share.share();
      offsets += share.offset();
      variance += share.variance(PackShare.OFFSET);
    }
    double whole = kept;
    double sum = offsets;
    double ofSum = variance;
    staying.replaceAll((pack, share) -> share.among(whole, sum, ofSum));
    return whole;
  }

  /** A pack more, in place; {@code back} in proportion to the whole of the others. */
  static double grow(SortedMap<PackId, PackShare> others, PackId pack, PackShare back) {
    double whole = 1 + back.share();
    double unsure = back.variance(PackShare.SHARE) / (whole * whole);
    others.replaceAll(
        (other, share) -> {
          // What the pack feeds or takes with the bank at rest, the others take or feed.
          double moved = back.offset() * whole;
          PackShare less =
              share.among(whole, moved, back.variance(PackShare.OFFSET) * whole * whole);
          return less.wider(less.share() * less.share() * unsure, 0, 0, 0);
        });
    others.put(pack, back.among(whole, 0, 0));
    return whole;
  }
}
