package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What packs measured that have just come to the busbar. No round compares them with the others
 * yet, and what was learnt before they left knows nothing of the voltage they come back with. So
 * one that is beyond its limit bounds the bank by its bare reading, until a round has placed it.
 *
 * @param amperes of each such pack, positive charging
 * @param sum of the last readings of all packs, amperes, whatever their age
 */
record Arriving(Map<PackId, Double> amperes, double sum) {
  static final Arriving NOBODY = new Arriving(Map.of(), 0);

  Arriving {
    amperes = Map.copyOf(amperes);
  }

  /** Those of the packs connected that no round has placed. */
  static Arriving of(Round round, List<PackReading> connected) {
    Map<PackId, Double> arriving = new HashMap<>();
    double sum = 0;
    for (PackReading reading : connected) {
      double amperes = reading.current().milliamperes() / 1000.0;
      sum += amperes;
      Round.Sample sample = round.readings().get(reading.pack());
      if (sample == null || !sample.known()) {
        arriving.put(reading.pack(), amperes);
      }
    }
    return arriving.isEmpty() ? NOBODY : new Arriving(arriving, sum);
  }

  /**
   * What the one that is furthest beyond its limit asks of the bank, null where none is. Also with
   * the bank at rest, or flowing the other way: less of that makes it only worse.
   *
   * @param limits of every pack that may be connected that way, as magnitudes
   */
  @Nullable SharedLimit bound(SharingModel model, Direction way, Map<PackId, Current> limits) {
    double sign = way == Direction.CHARGE ? 1 : -1;
    // With it, or still without it: what is less.
    double bank = Math.min(sign * sum, sign * model.round().bank());
    SharedLimit least = null;
    for (Map.Entry<PackId, Double> entry : amperes.entrySet()) {
      PackShare share = model.connected().get(entry.getKey());
      Current own = limits.get(entry.getKey());
      if (share == null || own == null) {
        continue;
      }
      double measured = sign * entry.getValue();
      double beyond = measured - own.milliamperes() / 1000.0;
      double most = Math.max(0, bank - beyond / share.share());
      boolean less = least == null || 1000 * most < least.limit().milliamperes();
      if (beyond > Trim.BEYOND * model.sharing().nominalAmperes() && less) {
        least =
            new SharedLimit(
                Current.ofMilliamperes((int) (1000 * most)),
                entry.getKey(),
                own,
                share.share(),
                false,
                Current.ofMilliamperes((int) Math.round(1000 * measured)));
      }
    }
    return least;
  }
}
