package io.bankd.share;

import io.bankd.history.Figures;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how the packs share the bank's current; immutable.
 *
 * <p>Every pack's current is a straight line over the bank's (BANK-1 with the busbar voltage
 * eliminated), known with an uncertainty that is small where the bank is run now and grows away
 * from there and with time. A limit is where the first pack's line, at its worst corner by the time
 * the inverter heeds it, meets that pack's limit; and no higher than what a pack measured beyond
 * its limit asks for.
 */
public final class SharingModel {
  /** How late an inverter heeds a limit, as long as that is not learnt. */
  public static final Duration ASSUMED_LAG = Duration.ofSeconds(5);

  private final Sharing sharing;
  private final SortedMap<PackId, PackShare> connected;
  private final Map<PackId, PackShare> left;
  private final Round round;
  private final @Nullable Moment at;
  private final @Nullable Trim charge;
  private final @Nullable Trim discharge;
  private final Arriving arriving;
  private final KeptShares kept;

  SharingModel(
      Sharing sharing,
      SortedMap<PackId, PackShare> connected,
      Map<PackId, PackShare> left,
      Round round,
      @Nullable Moment at,
      @Nullable Trim charge,
      @Nullable Trim discharge,
      Arriving arriving,
      KeptShares kept) {
    this.sharing = sharing;
    this.connected = connected;
    this.left = left;
    this.round = round;
    this.at = at;
    this.charge = charge;
    this.discharge = discharge;
    this.arriving = arriving;
    this.kept = kept;
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

  /** What keeps the bank down that way because a pack was measured beyond its limit. */
  @Nullable Trim trim(Direction way) {
    return way == Direction.CHARGE ? charge : discharge;
  }

  /** The same, with what packs measured that no round has placed yet. */
  SharingModel with(Arriving now) {
    return now.equals(arriving)
        ? this
        : new SharingModel(sharing, connected, left, round, at, charge, discharge, now, kept);
  }

  /**
   * The same after a look at what the packs measured: where one was beyond its limit, the bank's
   * comes down by as much as that takes, and up again slowly once none is. Looking at the same
   * readings again changes nothing.
   *
   * @param limits of every pack that may be connected that way, as magnitudes
   */
  public SharingModel trimmed(Direction way, Map<PackId, Current> limits) {
    Trim next = Trim.next(trim(way), this, way, limits);
    if (Objects.equals(next, trim(way))) {
      return this;
    }
    boolean charging = way == Direction.CHARGE;
    return new SharingModel(
        sharing,
        connected,
        left,
        round,
        at,
        charging ? next : charge,
        charging ? discharge : next,
        arriving,
        kept);
  }

  /**
   * The same where packs that let current through one way only are seen to carry nothing: whatever
   * nobody has measured for hours, that is known of them now. Of one that is shut one way it says
   * that no current presses the other way, not that none would flow back.
   *
   * @param idle those packs, each with the ways in which current could flow through it
   */
  public SharingModel resting(Map<PackId, Set<Direction>> idle, Moment now) {
    Map<PackId, PackShare> others = Resting.among(this, idle, now);
    if (others == left) {
      return this;
    }
    // No round is ever over that nobody takes part in: time passes here.
    Moment of = connected.isEmpty() ? now : at;
    return new SharingModel(
        sharing, connected, others, round, of, charge, discharge, arriving, kept);
  }

  /**
   * The bank current at which the first pack reaches its limit, by one look; see {@link Outlook}.
   *
   * @param limits of every pack that may be connected that way, as magnitudes
   * @return empty where there is no such pack
   */
  public Optional<SharedLimit> limit(
      Direction way, Map<PackId, Current> limits, Moment now, Duration lag) {
    return outlook(now, lag).limit(way, limits);
  }

  /**
   * What may become of the sharing until a limit told now is heeded.
   *
   * @param lag how late the inverter heeds a limit; a longer one never raises it
   */
  public Outlook outlook(Moment now, Duration lag) {
    Moment known = at;
    double age = known == null ? 0 : Math.max(0, seconds(now.since(known)));
    double until = Math.max(age, Sharing.ROUND_SECONDS) + Math.max(0, seconds(lag));
    return new Outlook(this, until);
  }

  /** What one that has just come asks of the bank, null where none is beyond its limit. */
  @Nullable SharedLimit arrived(Direction way, Map<PackId, Current> limits) {
    return arriving.bound(this, way, limits);
  }

  /** As if every pack that may be connected still were; empty where none has left. */
  SortedMap<PackId, PackShare> still(Collection<PackId> packs) {
    if (connected.isEmpty() || left.isEmpty()) {
      return new TreeMap<>();
    }
    List<PackId> silent = packs.stream().filter(left::containsKey).sorted().toList();
    if (silent.isEmpty()) {
      return new TreeMap<>();
    }
    Regrouping groups = new Regrouping(connected, left);
    silent.forEach(pack -> groups.join(pack, 0));
    SortedMap<PackId, PackShare> shares = groups.connected();
    shares.keySet().retainAll(packs);
    return shares;
  }

  /** What is worth keeping over a restart; nothing as long as the sharing was never known well. */
  public Figures figures() {
    Moment known = at;
    return known == null ? Figures.NONE : kept.figures(sharing, known);
  }

  KeptShares kept() {
    return kept;
  }

  /** The same with what is known now kept for a restart, where that is more. */
  SharingModel keeping() {
    Moment known = at;
    KeptShares best = known == null ? kept : kept.next(this, known);
    return best == kept
        ? this
        : new SharingModel(sharing, connected, left, round, at, charge, discharge, arriving, best);
  }

  /** Whether every one of these packs' shares is known well. */
  public boolean isIdentified(Collection<PackId> packs) {
    return isIdentified(among(packs));
  }

  boolean isIdentified(SortedMap<PackId, PackShare> shares) {
    return shares.size() == 1 || shares.values().stream().allMatch(sharing::isIdentified);
  }

  /** What a pack would carry at a bank current, by the best guess; empty for a pack never heard. */
  public Optional<Current> predicted(PackId pack, Current bank) {
    PackShare share = connected.get(pack);
    if (share == null) {
      return Optional.empty();
    }
    double[] at = {bank.milliamperes() / 1000.0, round.slow(), 1, 0};
    return Optional.of(Current.ofMilliamperes((int) Math.round(1000 * share.expected(at))));
  }

  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /**
   * Those of the packs that are connected share among themselves; what is perhaps connected but is
   * not measured takes its part on top, in proportion.
   */
  SortedMap<PackId, PackShare> among(Collection<PackId> packs) {
    if (connected.keySet().equals(packs)) {
      return connected;
    }
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
