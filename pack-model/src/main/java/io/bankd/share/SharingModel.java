package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how the packs share the bank's current; immutable.
 *
 * <p>Every pack's current is a straight line over the bank's (BANK-1 with the busbar voltage
 * eliminated), known with an uncertainty that is small where the bank is run now and grows away
 * from there and with time. A limit is where the first pack's line, at its worst corner, meets that
 * pack's limit.
 */
public final class SharingModel {
  private final Sharing sharing;
  private final SortedMap<PackId, PackShare> connected;
  private final Map<PackId, PackShare> left;
  private final Round round;
  private final @Nullable Moment at;

  SharingModel(
      Sharing sharing,
      SortedMap<PackId, PackShare> connected,
      Map<PackId, PackShare> left,
      Round round,
      @Nullable Moment at) {
    this.sharing = sharing;
    this.connected = connected;
    this.left = left;
    this.round = round;
    this.at = at;
  }

  Sharing sharing() {
    return sharing;
  }

  /** The packs whose currents make up the bank's, in the space of their sum. */
  SortedMap<PackId, PackShare> connected() {
    return connected;
  }

  /** Packs that were connected, in proportion to those that are. */
  Map<PackId, PackShare> left() {
    return left;
  }

  Round round() {
    return round;
  }

  /** The moment the figures are of, null where nothing was ever learnt. */
  @Nullable Moment at() {
    return at;
  }

  /**
   * The bank current at which the first pack reaches its limit, at the worst corner of what is
   * known.
   *
   * @param limits of every pack that may be connected that way, as magnitudes
   * @return empty where there is no such pack
   */
  public Optional<SharedLimit> limit(Direction way, Map<PackId, Current> limits, Moment now) {
    SharedLimit gone = least(way, among(limits.keySet()), limits, now);
    // Perhaps it only fell silent, and still takes or feeds what it did.
    SharedLimit there = least(way, still(limits.keySet()), limits, now);
    boolean less = gone != null && there != null && there.limit().compareTo(gone.limit()) < 0;
    return Optional.ofNullable(less ? there : gone);
  }

  private @Nullable SharedLimit least(
      Direction way, SortedMap<PackId, PackShare> shares, Map<PackId, Current> limits, Moment now) {
    boolean identified =
        shares.size() == 1 || shares.values().stream().allMatch(sharing::isIdentified);
    SharedLimit least = null;
    for (Map.Entry<PackId, PackShare> entry : shares.entrySet()) {
      PackId pack = entry.getKey();
      PackShare share = aged(entry.getValue(), now);
      Current own = limits.getOrDefault(pack, Current.ZERO);
      Current bank = WorstCorner.of(share, way, own);
      if (least == null || bank.compareTo(least.limit()) < 0) {
        least = new SharedLimit(bank, pack, own, share.share(), identified);
      }
    }
    return least;
  }

  /* As if every pack that may be connected still were; empty where none has left. */
  private SortedMap<PackId, PackShare> still(Collection<PackId> packs) {
    Regrouping groups = new Regrouping(connected, left);
    List<PackId> silent = packs.stream().filter(left::containsKey).sorted().toList();
    silent.forEach(pack -> groups.join(pack, 0));
    SortedMap<PackId, PackShare> shares = groups.connected();
    shares.keySet().retainAll(packs);
    return silent.isEmpty() || connected.isEmpty() ? new TreeMap<>() : shares;
  }

  /** Whether every one of these packs' shares is known well. */
  public boolean isIdentified(Collection<PackId> packs) {
    SortedMap<PackId, PackShare> among = among(packs);
    return among.size() == 1 || among.values().stream().allMatch(sharing::isIdentified);
  }

  /** What a pack would carry at a bank current, by the best guess; empty for a pack never heard. */
  public Optional<Current> predicted(PackId pack, Current bank) {
    PackShare share = connected.get(pack);
    return share == null
        ? Optional.empty()
        : Optional.of(
            Current.ofMilliamperes(
                (int) Math.round(1000 * share.at(bank.milliamperes() / 1000.0))));
  }

  private PackShare aged(PackShare share, Moment now) {
    Moment known = at;
    if (known == null) {
      return share;
    }
    Duration age = now.since(known);
    return sharing.aged(share, age.compareTo(Sharing.HORIZON) > 0 ? age : Sharing.HORIZON);
  }

  /*
   * Those of the packs that are connected share among themselves; what is perhaps connected but is
   * not measured takes its part on top, in proportion.
   */
  private SortedMap<PackId, PackShare> among(Collection<PackId> packs) {
    SortedMap<PackId, PackShare> shares = new TreeMap<>(connected);
    shares.keySet().retainAll(packs);
    if (shares.size() < connected.size() && !shares.isEmpty()) {
      Regrouping.shrink(shares);
    }
    int alone = Math.max(1, packs.size());
    for (PackId pack : packs) {
      PackShare known = left.get(pack);
      shares.putIfAbsent(pack, known == null ? sharing.unknown(alone) : known);
    }
    return shares;
  }
}
