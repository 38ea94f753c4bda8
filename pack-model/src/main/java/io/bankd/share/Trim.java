package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pack was measured beyond its limit: whatever the model makes of it, the bank is brought down by
 * as much as that takes, from what flowed when it was measured. It is a bound of its own, not taken
 * off another: reading the same fact again changes nothing.
 *
 * @param round the newest reading that was looked at
 * @param bank amperes of the bank at which it was seen, a magnitude
 * @param measured amperes of the pack then
 * @param share its part in the bank's current, as it was known then
 * @param healed amperes of the bank that were given back since, while no pack was beyond its limit
 */
record Trim(PackId pack, Moment round, double bank, double measured, double share, double healed) {
  /* What is given back: the bank's nominal current within a quarter of an hour. */
  private static final double HEALS_PER_SECOND = 1e-3;

  /* So far above what flowed the pack would be far beyond its limit again: it is over. */
  private static final double OVER = 1.1;

  /* In parts of nominal: less is a sensor's error, more movement is no comparison. */
  static final double BEYOND = 0.005;
  private static final double MOVING = 0.05;

  /** The bank current, a magnitude, at which the pack is within a limit. */
  double bound(Current own) {
    double limit = own.milliamperes() / 1000.0;
    return Math.max(0, bank - Math.max(0, measured - limit) / share + healed);
  }

  /** Whether the pack's limit is still below what was measured, and the bound below what flowed. */
  boolean holds(Map<PackId, Current> limits) {
    Current own = limits.get(pack);
    return own != null && own.milliamperes() < 1000 * measured && bound(own) < OVER * bank;
  }

  /**
   * The trim after a look at the last round of readings.
   *
   * @param limits of every pack that is in the sharing that way, as magnitudes
   */
  static @Nullable Trim next(
      @Nullable Trim before, SharingModel model, Direction way, Map<PackId, Current> limits) {
    Moment round = model.round().end();
    if (round == null || (before != null && round.equals(before.round()))) {
      return before;
    }
    Trim worst = worst(model, way, limits, round);
    if (before == null || !before.holds(limits)) {
      return worst;
    }
    if (worst != null) {
      boolean lower = bound(worst, limits) <= bound(before, limits);
      return lower ? worst : before.at(round, 0);
    }
    double nominal = model.sharing().nominalAmperes() * model.connected().size();
    double seconds = Math.max(0, SharingModel.seconds(round.since(before.round())));
    return before.at(round, HEALS_PER_SECOND * seconds * nominal);
  }

  private static double bound(Trim trim, Map<PackId, Current> limits) {
    return trim.bound(limits.getOrDefault(trim.pack(), Current.ZERO));
  }

  private Trim at(Moment seen, double more) {
    return new Trim(pack, seen, bank, measured, share, healed + more);
  }

  private static @Nullable Trim worst(
      SharingModel model, Direction way, Map<PackId, Current> limits, Moment round) {
    double sign = way == Direction.CHARGE ? 1 : -1;
    double nominal = model.sharing().nominalAmperes();
    double bank = sign * model.round().bank();
    Trim worst = null;
    for (Map.Entry<PackId, Current> entry : limits.entrySet()) {
      Round.Sample sample = model.round().readings().get(entry.getKey());
      PackShare share = model.connected().get(entry.getKey());
      if (sample == null || share == null || sample.unsure() > MOVING * nominal) {
        continue;
      }
      double measured = sign * sample.amperes();
      double beyond = measured - entry.getValue().milliamperes() / 1000.0;
      // With the bank at rest it is not the bank that drives the pack.
      if (beyond > BEYOND * nominal && bank > 0) {
        Trim trim = new Trim(entry.getKey(), round, bank, measured, share.share(), 0);
        worst = worst == null || bound(trim, limits) < bound(worst, limits) ? trim : worst;
      }
    }
    return worst;
  }
}
