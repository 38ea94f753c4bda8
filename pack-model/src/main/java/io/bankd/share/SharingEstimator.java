package io.bankd.share;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;

import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns how packs share from their own currents alone.
 *
 * <p>Of every round of readings it is found, between two readings of each pack, what all carried at
 * one moment; their sum is the bank's current, and each pack's line is one point wiser. Where a
 * current has bent between its readings that point is less certain by as much: a step within a
 * round teaches next to nothing, a steady rise or decay nearly all. Steps of the bank's current
 * teach the shares, steadiness the offsets; time makes both less certain, and a surprise at once.
 */
public final class SharingEstimator {
  private final Sharing sharing;

  /**
   * An estimator for packs of one model.
   *
   * @param nominal what one pack may carry for long
   * @param assumedSpread what is kept back of the limits until sharing is known
   */
  public SharingEstimator(Current nominal, Ratio assumedSpread) {
    this.sharing = Sharing.assuming(nominal, assumedSpread);
  }

  /** Nothing is known yet. */
  public SharingModel start() {
    return new SharingModel(
        sharing,
        new TreeMap<>(),
        Map.of(),
        Round.NONE,
        null,
        null,
        null,
        Arriving.NOBODY,
        KeptShares.NONE);
  }

  /**
   * What an earlier run knew, as a start: how the packs share, less surely; what flows between them
   * is to be learnt anew. Nothing where that is nonsense.
   *
   * @param kept what {@link SharingModel#figures()} said last
   * @param packs of the bank; what is kept of any other is ignored
   */
  public SharingModel restored(Figures kept, Collection<PackId> packs, Moment now) {
    KeptShares best = KeptShares.restored(kept, packs, sharing, now);
    return best.shares().isEmpty()
        ? start()
        : new SharingModel(
            sharing,
            new TreeMap<>(),
            best.start(sharing),
            Round.NONE,
            now,
            null,
            null,
            Arriving.NOBODY,
            best);
  }

  /**
   * One step further.
   *
   * @param connected the last reading of every pack that carries a part of the bank's current now
   */
  public SharingModel next(SharingModel before, List<PackReading> connected, Moment now) {
    SharingModel next = rounded(before, connected, now);
    return next.with(Arriving.of(next.round(), connected));
  }

  private SharingModel rounded(SharingModel before, List<PackReading> connected, Moment now) {
    SharingModel model = regrouped(before, connected);
    if (!model.round().isOver(connected)) {
      return model;
    }
    Moment at = model.at();
    double seconds = at == null ? 0 : Math.max(0, SharingModel.seconds(now.since(at)));
    Round round = model.round().next(connected, seconds);
    double mean = (model.round().bank() + round.bank()) / 2;
    SortedMap<PackId, PackShare> shares = new TreeMap<>(model.connected());
    Map<PackId, PackShare> left = new HashMap<>(model.left());
    shares.replaceAll((pack, share) -> sharing.aged(share, seconds, mean));
    left.replaceAll((pack, share) -> sharing.unseen(share, seconds));
    List<PackId> strangers =
        round.isWhole() && shares.size() > 1 ? learn(shares, round) : List.of();
    SharingModel next =
        new SharingModel(
            sharing,
            shares,
            left,
            round,
            now,
            model.trim(CHARGE),
            model.trim(DISCHARGE),
            Arriving.NOBODY,
            model.kept().without(strangers));
    return next.keeping();
  }

  /* Who turned out to be a stranger. */
  private List<PackId> learn(SortedMap<PackId, PackShare> shares, Round round) {
    double unsure = 0;
    // In the packs' order: the sum's last digit would differ from run to run by that of the map.
    for (PackId pack : shares.keySet()) {
      unsure += Objects.requireNonNull(round.readings().get(pack)).unsure();
    }
    double whole = unsure;
    double[] at = {round.bank(), round.slow(), 1, 0};
    int packs = shares.size();
    List<PackId> strangers = new ArrayList<>();
    shares.replaceAll(
        (pack, share) -> {
          Round.Sample sample = Objects.requireNonNull(round.readings().get(pack));
          double ofBank = share.share() * whole;
          double noise = sharing.noise(sample.amperes(), sample.unsure(), ofBank);
          PackShare learnt = learnt(share, at, sample.amperes(), packs, noise);
          if (learnt != null) {
            return learnt;
          }
          // Not the pack that was learnt: a cable, a fuse, another pack. From here it is a
          // stranger.
          strangers.add(pack);
          PackShare stranger = sharing.unknown(packs);
          PackShare met = stranger.measured(at, sample.amperes(), noise);
          return sharing.isPlausible(met, packs) ? met : stranger;
        });
    return strangers;
  }

  /* Null where it is nonsense. */
  private @Nullable PackShare learnt(
      PackShare share, double[] at, double amperes, int packs, double noise) {
    double off = amperes - share.expected(at);
    double surprise = off * off;
    double expected = share.covariance(at, at) + noise;
    PackShare wide = sharing.surprised(share, surprise, expected, at[PackShare.SHARE]);
    PackShare wiser = wide.measured(at, amperes, noise);
    boolean nonsense = surprise > Sharing.NONSENSE * Sharing.NONSENSE * expected;
    return !nonsense && sharing.isPlausible(wiser, packs) ? wiser : null;
  }

  private SharingModel regrouped(SharingModel before, List<PackReading> readings) {
    List<PackId> packs = readings.stream().map(PackReading::pack).sorted().toList();
    if (List.copyOf(before.connected().keySet()).equals(packs)) {
      return before;
    }
    Regrouping groups = new Regrouping(before.connected(), before.left());
    groups.keep(packs);
    for (PackId pack : packs) {
      groups.join(pack, sharing.joinedOffset());
    }
    // Before the first round there is nothing to keep, and packs are found one by one.
    boolean strangers = before.at() == null || groups.connected().isEmpty();
    SortedMap<PackId, PackShare> shares =
        strangers ? new TreeMap<>() : new TreeMap<>(groups.connected());
    for (PackId pack : packs) {
      if (strangers || packs.size() == 1) {
        shares.put(pack, sharing.unknown(packs.size()));
      } else if (!shares.containsKey(pack)) {
        Regrouping.grow(shares, pack, sharing.newcomer(shares.size()));
      }
    }
    shares.replaceAll((pack, share) -> sharing.capped(share));
    Map<PackId, PackShare> left = new HashMap<>(groups.left());
    left.replaceAll((pack, share) -> sharing.capped(share));
    // Who stays is compared with the last round as ever; who is new to it makes the next not
    // steady.
    return new SharingModel(
        sharing,
        shares,
        left,
        before.round(),
        before.at(),
        null,
        null,
        Arriving.NOBODY,
        before.kept());
  }
}
