package io.bankd.share;

import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the packs share, over a restart. Only what is known well is worth keeping. Time without the
 * daemon widens it: every deviation counts twice, and what flows from pack to pack may be anything
 * again.
 */
final class KeptShares {
  /* Parts of 1, amperes, and parts a second: all to nine places. */
  private static final double PLACES = 1e9;
  private static final String[] NAMES = {"share", "slow", "offset", "drift"};
  private static final String DEVIATION = "-deviation";

  /* A figure that is surer than this was not measured by any pack's sensor. */
  private static final double SUREST_SHARE = 1e-6;

  private KeptShares() {}

  /** Of all packs known, in proportion to those connected; none while one of these is not known. */
  static Figures of(SharingModel model) {
    Figures kept = Figures.NONE;
    Sharing sharing = model.sharing();
    if (model.connected().size() < 2
        || !model.connected().values().stream().allMatch(sharing::isIdentified)) {
      return kept;
    }
    Map<PackId, PackShare> all = new HashMap<>(model.left());
    all.values().removeIf(share -> !sharing.isIdentified(share));
    all.putAll(model.connected());
    for (Map.Entry<PackId, PackShare> entry : all.entrySet()) {
      kept = kept.with(entry.getKey().toString(), of(entry.getValue()));
    }
    return kept;
  }

  private static Figures of(PackShare share) {
    Figures kept = Figures.NONE;
    for (int i = 0; i < NAMES.length; i++) {
      double deviation = Math.sqrt(share.variance(i));
      kept = kept.with(NAMES[i], Math.round(PLACES * share.get(i)));
      kept = kept.with(NAMES[i] + DEVIATION, (long) Math.ceil(PLACES * deviation));
    }
    return kept;
  }

  /** Of those packs; none where one of them is nonsense. */
  static Map<PackId, PackShare> restored(Figures kept, Collection<PackId> packs, Sharing sharing) {
    Map<PackId, PackShare> shares = new HashMap<>();
    for (PackId pack : packs) {
      Figures figures = kept.group(pack.toString());
      if (!figures.values().isEmpty()) {
        PackShare share = restored(figures, sharing);
        if (share == null || !sharing.isPlausible(share, packs.size())) {
          return Map.of();
        }
        shares.put(pack, share);
      }
    }
    return shares;
  }

  private static @Nullable PackShare restored(Figures figures, Sharing sharing) {
    double[] mean = new double[NAMES.length];
    double[] more = new double[NAMES.length];
    for (int i = 0; i < NAMES.length; i++) {
      double deviation = figures.get(NAMES[i] + DEVIATION, -1) / PLACES;
      if (deviation < 0 || !figures.values().containsKey(NAMES[i])) {
        return null;
      }
      mean[i] = figures.get(NAMES[i], 0) / PLACES;
      // Four times each variance holds all that went with it, however the figures hung together.
      more[i] = 4 * deviation * deviation;
    }
    boolean nonsense =
        mean[PackShare.SHARE] <= 0
            || mean[PackShare.SHARE] > 8
            || Math.abs(mean[PackShare.SLOW]) > mean[PackShare.SHARE]
            || Math.abs(mean[PackShare.DRIFT]) > mean[PackShare.SHARE]
            || more[PackShare.SHARE] < SUREST_SHARE * SUREST_SHARE;
    return nonsense
        ? null
        : sharing.restored(
            PackShare.of(mean[0], mean[1], mean[2], mean[3])
                .wider(more[0], more[1], more[2], more[3]));
  }
}
