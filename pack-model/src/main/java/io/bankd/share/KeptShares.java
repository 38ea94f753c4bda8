package io.bankd.share;

import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.unit.Moment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the packs shared when that was known best, for a restart. Only what is known well is worth
 * keeping, and it is kept until something is known better: over further restarts too, and while a
 * newcomer leaves the whole less known. Time makes it less sure like anything that nobody measures.
 *
 * <p>Time without the daemon widens it: every deviation counts twice, as many more restarts widen
 * it further, and what flows from pack to pack may be anything again.
 *
 * @param shares in proportion to those connected then
 * @param since when they were so well known
 * @param restarts since then
 */
record KeptShares(Map<PackId, PackShare> shares, Moment since, int restarts) {
  static final KeptShares NONE = new KeptShares(Map.of(), Moment.ofMillis(0), 0);

  /* Parts of 1, amperes, and parts a second: all to nine places. */
  private static final double PLACES = 1e9;
  private static final String[] NAMES = {"share", "slow", "offset", "drift"};
  private static final String DEVIATION = "-deviation";
  private static final String RESTARTS = "restarts";

  /* A figure that is surer than this was not measured by any pack's sensor. */
  private static final double SUREST_SHARE = 1e-6;

  private static final double LOOKS_SECONDS = 60;

  /* More of them and nothing is left of it; or it is nonsense. */
  private static final int MOST_RESTARTS = 10_000;

  KeptShares {
    shares = Map.copyOf(shares);
  }

  /**
   * What to keep after a round: what is known now, where a restart would know more by that. A
   * minute teaches little, so it is looked at that often.
   */
  KeptShares next(SharingModel model, Moment now) {
    if (restarts == 0 && !shares.isEmpty() && seconds(now) < LOOKS_SECONDS) {
      return this;
    }
    KeptShares present = new KeptShares(known(model), now, 0);
    if (present.shares.isEmpty()) {
      return this;
    }
    Sharing sharing = model.sharing();
    return present.doubt(sharing, now) <= doubt(sharing, now) ? present : this;
  }

  /** Of all packs known, in proportion to those connected; none while one of these is not known. */
  private static Map<PackId, PackShare> known(SharingModel model) {
    Sharing sharing = model.sharing();
    if (model.connected().size() < 2 || !model.isIdentified(model.connected())) {
      return Map.of();
    }
    Map<PackId, PackShare> all = new HashMap<>(model.left());
    all.values().removeIf(share -> !sharing.isIdentified(share));
    all.putAll(model.connected());
    return all;
  }

  /* Of the share known least, its variance in parts of itself after one restart more. */
  private double doubt(Sharing sharing, Moment now) {
    double most = shares.isEmpty() ? Double.MAX_VALUE : 0;
    for (PackShare share : aged(sharing, now).values()) {
      double variance = share.variance(PackShare.SHARE) / share.share() / share.share();
      most = Math.max(most, widened(restarts + 1) * variance);
    }
    return most;
  }

  /*
   * Four times each variance holds all that went with it, however the figures hung together, and
   * the first restart. Times without the daemon add up like any others.
   */
  private static double widened(int restarts) {
    return 1 + 3.0 * restarts;
  }

  private Map<PackId, PackShare> aged(Sharing sharing, Moment now) {
    double seconds = seconds(now);
    Map<PackId, PackShare> aged = new HashMap<>(shares);
    aged.replaceAll((pack, share) -> sharing.unseen(share, seconds));
    return aged;
  }

  private double seconds(Moment now) {
    return Math.max(0, SharingModel.seconds(now.since(since)));
  }

  /** Without a pack that turned out to be another than was learnt. */
  KeptShares without(Collection<PackId> strangers) {
    if (strangers.stream().noneMatch(shares::containsKey)) {
      return this;
    }
    Map<PackId, PackShare> others = new HashMap<>(shares);
    others.keySet().removeAll(strangers);
    return new KeptShares(others, since, restarts);
  }

  Figures figures(Sharing sharing, Moment now) {
    Figures kept = Figures.NONE;
    for (Map.Entry<PackId, PackShare> entry : aged(sharing, now).entrySet()) {
      kept = kept.with(entry.getKey().toString(), of(entry.getValue()));
    }
    return shares.isEmpty() ? kept : kept.with(RESTARTS, restarts);
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

  /** Of those packs, after one restart more; none where one of them is nonsense. */
  static KeptShares restored(Figures kept, Collection<PackId> packs, Sharing sharing, Moment now) {
    long restarts = kept.get(RESTARTS, -1);
    if (restarts < 0 || restarts >= MOST_RESTARTS) {
      return NONE;
    }
    Map<PackId, PackShare> shares = new HashMap<>();
    for (PackId pack : packs) {
      Figures figures = kept.group(pack.toString());
      if (!figures.values().isEmpty()) {
        PackShare share = restored(figures);
        if (share == null || !sharing.isPlausible(share, packs.size())) {
          return NONE;
        }
        shares.put(pack, share);
      }
    }
    return new KeptShares(shares, now, (int) restarts + 1);
  }

  private static @Nullable PackShare restored(Figures figures) {
    double[] mean = new double[NAMES.length];
    double[] variance = new double[NAMES.length];
    for (int i = 0; i < NAMES.length; i++) {
      double deviation = figures.get(NAMES[i] + DEVIATION, -1) / PLACES;
      if (deviation < 0 || !figures.values().containsKey(NAMES[i])) {
        return null;
      }
      mean[i] = figures.get(NAMES[i], 0) / PLACES;
      variance[i] = deviation * deviation;
    }
    boolean nonsense =
        mean[PackShare.SHARE] <= 0
            || mean[PackShare.SHARE] > 8
            || Math.abs(mean[PackShare.SLOW]) > mean[PackShare.SHARE]
            || Math.abs(mean[PackShare.DRIFT]) > mean[PackShare.SHARE]
            || variance[PackShare.SHARE] < SUREST_SHARE * SUREST_SHARE;
    return nonsense
        ? null
        : PackShare.of(mean[0], mean[1], mean[2], mean[3])
            .wider(variance[0], variance[1], variance[2], variance[3]);
  }

  /** What a run that begins with it knows. */
  Map<PackId, PackShare> start(Sharing sharing) {
    double more = widened(restarts) - 1;
    Map<PackId, PackShare> start = new HashMap<>(shares);
    start.replaceAll(
        (pack, share) ->
            sharing.restored(
                share.wider(
                    more * share.variance(PackShare.SHARE),
                    more * share.variance(PackShare.SLOW),
                    more * share.variance(PackShare.OFFSET),
                    more * share.variance(PackShare.DRIFT))));
    return start;
  }
}
