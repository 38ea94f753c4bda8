package io.bankd.share;

import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Learns how packs share from their own currents alone.
 *
 * <p>When a whole round of readings repeats the round before, the sum of the currents is the
 * bank's, and each pack's line is one point wiser. What has moved since makes that point less
 * certain by as much: a step within a round teaches next to nothing, a slow decay nearly all. Steps
 * of the bank's current teach the shares, steadiness the offsets; time makes both less certain.
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
    return new SharingModel(sharing, new TreeMap<>(), Map.of(), Round.NONE, null);
  }

  /**
   * One step further.
   *
   * @param connected the last reading of every pack that carries a part of the bank's current now
   */
  public SharingModel next(SharingModel before, List<PackReading> connected, Moment now) {
    SharingModel model = regrouped(before, connected);
    Moment begun = model.round().begun();
    if (connected.isEmpty()
        || (begun != null && connected.stream().anyMatch(r -> !r.at().isAfter(begun)))) {
      return model;
    }
    Map<PackId, Double> amperes = new HashMap<>();
    connected.forEach(r -> amperes.put(r.pack(), r.current().milliamperes() / 1000.0));
    Round round = new Round(amperes, newest(connected));
    Moment at = model.at();
    SortedMap<PackId, PackShare> shares = new TreeMap<>(model.connected());
    Map<PackId, PackShare> left = new HashMap<>(model.left());
    if (at != null) {
      shares.replaceAll((pack, share) -> sharing.aged(share, now.since(at)));
      left.replaceAll((pack, share) -> sharing.aged(share, now.since(at)));
    }
    if (isWhole(model.round(), round, connected)) {
      learn(shares, amperes, model.round().before());
    }
    return new SharingModel(sharing, shares, left, round, now);
  }

  private static Moment newest(List<PackReading> readings) {
    Moment newest = readings.get(0).at();
    for (PackReading reading : readings) {
      newest = reading.at().isAfter(newest) ? reading.at() : newest;
    }
    return newest;
  }

  private boolean isWhole(Round before, Round after, List<PackReading> readings) {
    @Nullable Moment end = after.begun();
    for (PackReading reading : readings) {
      Double was = before.before().get(reading.pack());
      Double is = after.before().get(reading.pack());
      if (was == null || is == null || (end != null && isLong(end.since(reading.at())))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLong(Duration apart) {
    return apart.compareTo(Sharing.LONGEST_ROUND) > 0;
  }

  private void learn(
      SortedMap<PackId, PackShare> shares,
      Map<PackId, Double> amperes,
      Map<PackId, Double> before) {
    double bank = amperes.values().stream().mapToDouble(Double::doubleValue).sum();
    double moved = 0;
    for (Map.Entry<PackId, Double> entry : amperes.entrySet()) {
      moved += Math.abs(entry.getValue() - before.getOrDefault(entry.getKey(), entry.getValue()));
    }
    double whole = moved;
    int packs = shares.size();
    shares.replaceAll(
        (pack, share) -> {
          double is = amperes.getOrDefault(pack, 0.0);
          double own = is - before.getOrDefault(pack, is);
          double ofBank = share.share() * whole;
          double noise = sharing.noise(is) + own * own + ofBank * ofBank;
          return packs == 1 ? share : learnt(share, bank, is, packs, noise);
        });
  }

  private PackShare learnt(PackShare share, double bank, double pack, int packs, double noise) {
    double surprise = pack - share.at(bank);
    double expected = share.variance(bank) + noise;
    PackShare wiser = share.measured(bank, pack, noise);
    boolean nonsense = surprise * surprise > Sharing.NONSENSE * Sharing.NONSENSE * expected;
    if (!nonsense && sharing.isPlausible(wiser, packs)) {
      return wiser;
    }
    // Not the pack that was learnt: a cable, a fuse, another pack. From here it is a stranger.
    PackShare stranger = sharing.unknown(packs).measured(bank, pack, noise);
    return sharing.isPlausible(stranger, packs) ? stranger : sharing.unknown(packs);
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
    return new SharingModel(sharing, shares, left, before.round(), before.at());
  }
}
