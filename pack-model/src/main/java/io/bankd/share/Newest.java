package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What packs measured that no round has compared with the others yet. One that is beyond its limit
 * bounds the bank by its bare reading until a round has placed it: what was learnt before knows
 * nothing of the voltage with which a pack comes back, or of a cable that came off.
 *
 * @param amperes of each such pack, positive charging
 * @param strangers those of them that have just come to the busbar
 * @param sum of the last readings of all packs, amperes, whatever their age
 */
record Newest(Map<PackId, Double> amperes, Set<PackId> strangers, double sum) {
  static final Newest NONE = new Newest(Map.of(), Set.of(), 0);

  Newest {
    amperes = Map.copyOf(amperes);
    strangers = Set.copyOf(strangers);
  }

  /** Of the packs connected. */
  static Newest of(Round round, List<PackReading> connected, Sharing sharing) {
    Map<PackId, Double> newest = new HashMap<>();
    Set<PackId> strangers = new HashSet<>();
    double sum = 0;
    for (PackReading reading : connected) {
      double amperes = reading.current().milliamperes() / 1000.0;
      sum += amperes;
      Round.Sample sample = round.readings().get(reading.pack());
      if (sample == null || !sample.known()) {
        strangers.add(reading.pack());
        newest.put(reading.pack(), amperes);
      } else if (!sample.at().equals(reading.at()) || Trim.isMoving(sample, sharing)) {
        newest.put(reading.pack(), amperes);
      }
    }
    return newest.isEmpty() ? NONE : new Newest(newest, strangers, sum);
  }

  /**
   * A limit, less what the pack asks for that is furthest beyond its own. For one that has just
   * come, from what flows, also where nothing does or the other way: less of that makes it only
   * worse. For the others only from the limit itself: what flows at this instant nobody knows, and
   * a load that jumps within a round is no fault of the packs.
   *
   * @param limits of every pack that may be connected that way, as magnitudes
   */
  SharedLimit lower(
      SharedLimit limit, SharingModel model, Direction way, Map<PackId, Current> limits) {
    double sign = way == Direction.CHARGE ? 1 : -1;
    // With it, or still without it: what is less.
    double flows = Math.min(sign * sum, sign * model.round().bank());
    double allowed = limit.limit().milliamperes() / 1000.0;
    SharedLimit least = limit;
    for (Map.Entry<PackId, Double> entry : amperes.entrySet()) {
      PackId pack = entry.getKey();
      PackShare share = model.connected().get(pack);
      Current own = limits.get(pack);
      if (share != null && own != null) {
        double measured = sign * entry.getValue();
        double beyond = measured - own.milliamperes() / 1000.0;
        double bank = strangers.contains(pack) ? Math.min(flows, allowed) : allowed;
        Current bound = milliamperes(Math.max(0, bank - beyond / share.share()));
        if (Trim.isBeyond(beyond, model.sharing()) && bound.compareTo(least.limit()) < 0) {
          Current seen = Current.ofMilliamperes((int) Math.round(1000 * measured));
          least = new SharedLimit(bound, pack, own, share.share(), limit.identified(), seen);
        }
      }
    }
    return least;
  }

  private static Current milliamperes(double amperes) {
    return Current.ofMilliamperes((int) (1000 * amperes));
  }
}
