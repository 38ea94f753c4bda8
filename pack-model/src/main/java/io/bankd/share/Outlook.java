package io.bankd.share;

import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the bank may be by the time a limit is heeded: corners between which all lies that may
 * become of a pack's part, so that a later time never narrows them. Both ways are looked at from
 * the same place.
 */
public final class Outlook {
  /* Above any bank: 64 packs of 100 A. */
  private static final int HIGHEST_MILLIAMPERES = 6_400_000;

  /* How a pack's part in the bank's current lies at every corner. */
  private record Part(PackId pack, double share, Band[] bands) {}

  private final SharingModel model;
  private final double seconds;
  private final double drifting;
  private final WorstCorner[] corners;
  private final List<Part> connected;
  private final boolean identified;

  /**
   * An outlook.
   *
   * @param seconds until the limit is heeded, from what is known
   */
  Outlook(SharingModel model, double seconds) {
    this.model = model;
    this.seconds = seconds;
    this.drifting = Sharing.drifting(seconds);
    this.corners = corners(seconds, model.round().bank(), model.round().slow());
    this.connected = parts(model.connected());
    this.identified = model.isIdentified(model.connected());
  }

  /*
   * Polarisation is what it was or what the current of that time has made of it, drift has ended or
   * gone on as long; that current is the one that is looked for, or the last one.
   */
  private static WorstCorner[] corners(double seconds, double bank, double slow) {
    double left = Sharing.polarised(seconds);
    double followed = left * slow + (1 - left) * bank;
    double drifted = seconds * bank;
    return new WorstCorner[] {
      new WorstCorner(slow, 0, 0, 0),
      new WorstCorner(slow, 0, 0, seconds),
      new WorstCorner(left * slow, 1 - left, 0, 0),
      new WorstCorner(left * slow, 1 - left, 0, seconds),
      new WorstCorner(slow, 0, drifted, 0),
      new WorstCorner(followed, 0, 0, 0),
      new WorstCorner(followed, 0, drifted, 0),
    };
  }

  /**
   * The bank current at which the first pack reaches its limit, at the worst corner of what is
   * known and of what may become of it until the limit is obeyed.
   *
   * @param limits of every pack that may be connected that way, as magnitudes
   * @return empty where there is no such pack
   */
  public Optional<SharedLimit> limit(Direction way, Map<PackId, Current> limits) {
    SharedLimit gone = gone(way, limits);
    // Perhaps it only fell silent, and still takes or feeds what it did.
    SharedLimit there = least(way, model.still(limits.keySet()), limits);
    boolean less = gone != null && there != null && there.limit().compareTo(gone.limit()) < 0;
    SharedLimit least = less ? there : gone;
    SharedLimit arrived = model.arrived(way, limits);
    if (least != null && arrived != null && arrived.limit().compareTo(least.limit()) < 0) {
      least = arrived;
    }
    return Optional.ofNullable(least).map(limit -> lower(limit, model.trim(way), limits));
  }

  private static SharedLimit lower(
      SharedLimit limit, @Nullable Trim trim, Map<PackId, Current> limits) {
    if (trim == null || !trim.holds(limits)) {
      return limit;
    }
    Current own = limits.getOrDefault(trim.pack(), Current.ZERO);
    Current bound = Current.ofMilliamperes((int) (1000 * trim.bound(own)));
    Current measured = Current.ofMilliamperes((int) Math.round(1000 * trim.measured()));
    return limit.limit().compareTo(bound) <= 0
        ? limit
        : new SharedLimit(bound, trim.pack(), own, trim.share(), limit.identified(), measured);
  }

  private @Nullable SharedLimit gone(Direction way, Map<PackId, Current> limits) {
    boolean perhaps = limits.size() == connected.size();
    SharedLimit all = perhaps ? least(way, connected, identified, limits) : null;
    return all != null ? all : least(way, model.among(limits.keySet()), limits);
  }

  private @Nullable SharedLimit least(
      Direction way, SortedMap<PackId, PackShare> shares, Map<PackId, Current> limits) {
    return shares.isEmpty() ? null : least(way, parts(shares), model.isIdentified(shares), limits);
  }

  /* Null where there are none, or one of them has no limit that way. */
  private static @Nullable SharedLimit least(
      Direction way, List<Part> parts, boolean identified, Map<PackId, Current> limits) {
    double sign = way == Direction.CHARGE ? 1 : -1;
    SharedLimit least = null;
    for (Part part : parts) {
      Current own = limits.get(part.pack());
      if (own == null) {
        return null;
      }
      Current most = parts.size() == 1 ? own : Sharing.lessReserve(own, identified);
      int bank = worst(part.bands(), sign, most.milliamperes() / 1000.0);
      if (least == null || bank < least.limit().milliamperes()) {
        Current limit = Current.ofMilliamperes(bank);
        least = new SharedLimit(limit, part.pack(), own, part.share(), identified, null);
      }
    }
    return least;
  }

  /* Milliamperes of the bank, rounded down. */
  private static int worst(Band[] bands, double sign, double limit) {
    double least = Double.MAX_VALUE;
    for (Band band : bands) {
      least = Math.min(least, band.bank(sign, limit));
    }
    return (int) Math.floor(Math.min(HIGHEST_MILLIAMPERES, 1000 * least));
  }

  private List<Part> parts(SortedMap<PackId, PackShare> shares) {
    List<Part> parts = new ArrayList<>(shares.size());
    for (Map.Entry<PackId, PackShare> entry : shares.entrySet()) {
      PackShare then = model.sharing().later(entry.getValue(), seconds, drifting);
      Band[] bands = new Band[corners.length];
      for (int i = 0; i < corners.length; i++) {
        bands[i] = corners[i].of(then);
      }
      parts.add(new Part(entry.getKey(), entry.getValue().share(), bands));
    }
    return parts;
  }
}
