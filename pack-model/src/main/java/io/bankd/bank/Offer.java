package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.Direction;
import io.bankd.pack.PackId;
import io.bankd.share.Outlook;
import io.bankd.share.SharedLimit;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the packs together may carry one way, before any ramp, while nothing is known about how they
 * share: as many times the smallest limit as packs are surely connected, less a margin for unequal
 * sharing.
 *
 * <p>The smallest limit is taken over every pack that may be connected, also one that was lost: it
 * still hangs on the busbar and silence must not make the others' limit larger (BANK-6).
 */
record Offer(Current limit, LimitReason reason) {
  private static final Comparator<Share> STRICTEST =
      Comparator.comparing(Share::limit).thenComparing(Share::pack);

  static Offer of(List<Share> shares, Ratio assumedSpread) {
    List<Share> bounding = shares.stream().filter(Share::bounding).toList();
    long counted = shares.stream().filter(Share::counted).count();
    if (counted == 0) {
      return new Offer(Current.ZERO, nobody(shares));
    }
    if (bounding.isEmpty()) {
      // Each is held by its own limiter: none can push another.
      Share first = shares.stream().filter(Share::counted).min(STRICTEST).orElseThrow();
      return new Offer(sum(shares), first.reason());
    }
    Share strictest = bounding.stream().min(STRICTEST).orElseThrow();
    // Those held by their own limiters may take less than they are held to: they add nothing sure.
    long sharing = bounding.stream().filter(Share::counted).count();
    if (bounding.size() == 1 && sharing == 1) {
      return new Offer(strictest.limit(), strictest.reason());
    }
    long whole = Ratio.ONE.basisPoints();
    long kept = whole - assumedSpread.basisPoints();
    long limit = sharing * strictest.limit().milliamperes() * kept / whole;
    boolean plain = strictest.reason().rule().equals("continuous-current");
    LimitReason reason =
        plain ? spread(counted, shares.size(), strictest, assumedSpread) : strictest.reason();
    return new Offer(saturated(limit), reason);
  }

  /**
   * The same once it is known how the packs share: the bank current at which the first of them
   * reaches its limit, at the worst corner of what is known (BANK-1).
   */
  Offer shared(List<Share> shares, Direction way, Outlook sharing) {
    Map<PackId, Current> limits = bounding(shares);
    Current sum = sum(shares);
    SharedLimit found = sharing.limit(way, limits).orElse(null);
    boolean stopped = limit.isZero() && found != null && !found.identified();
    if (found == null || stopped || sum.isZero() || limits.size() == 1) {
      return this;
    }
    Current alone = alone(shares);
    if (found.limit().compareTo(alone) < 0) {
      return new Offer(alone, smallest(shares).reason());
    }
    Share strictest =
        shares.stream().filter(s -> s.pack().equals(found.pack())).findFirst().orElseThrow();
    return new Offer(Current.min(sum, found.limit()), first(found, strictest));
  }

  /** The limits of the packs that share the bank's current that way. */
  static Map<PackId, Current> bounding(List<Share> shares) {
    Map<PackId, Current> limits = new TreeMap<>();
    for (Share share : shares) {
      if (share.bounding()) {
        limits.put(share.pack(), share.limit());
      }
    }
    return limits;
  }

  /*
   * Where no pack can carry current the other way none can push another: however they share, none
   * takes more than the whole. Without this an empty bank, where nothing flows, would never learn.
   */
  private static Current alone(List<Share> shares) {
    boolean oneWay = shares.stream().filter(Share::bounding).allMatch(Share::surelyOneWay);
    return oneWay ? Current.min(sum(shares), smallest(shares).limit()) : Current.ZERO;
  }

  private static Share smallest(List<Share> shares) {
    return shares.stream().filter(Share::bounding).min(STRICTEST).orElseThrow();
  }

  /* Which pack would be first beyond its limit, and why that limit is what it is. */
  static LimitReason first(SharedLimit found, Share strictest) {
    LimitReason reason = strictest.reason();
    boolean plain = reason.rule().equals("continuous-current");
    Current measured = found.measured();
    if (measured != null) {
      String beyond =
          "pack " + found.pack() + " measured " + measured + ", more than its " + found.own();
      String text = plain ? beyond : beyond + "; " + reason;
      return new LimitReason(reason.pack(), reason.cell(), plain ? "sharing" : reason.rule(), text);
    }
    String takes =
        (found.identified() ? " takes " : " may take ")
            + Ratio.ofBasisPoints((int) Math.round(10_000 * Math.min(1, found.share())))
            + " of the bank's current";
    String text =
        plain
            ? "pack " + found.pack() + takes + " and is first at its " + found.own()
            : strictest.reason() + "; it" + takes;
    return new LimitReason(reason.pack(), reason.cell(), plain ? "sharing" : reason.rule(), text);
  }

  private static Current sum(List<Share> shares) {
    return saturated(shares.stream().mapToLong(share -> share.added().milliamperes()).sum());
  }

  private static Current saturated(long milliamperes) {
    return Current.ofMilliamperes((int) Math.min(Integer.MAX_VALUE, milliamperes));
  }

  private static LimitReason spread(long counted, int packs, Share strictest, Ratio spread) {
    return LimitReason.ofBank(
        "spread",
        counted
            + " of "
            + packs
            + " packs at "
            + strictest.limit()
            + ", "
            + spread
            + " kept back for unequal sharing");
  }

  /* One pack says why for all of them: the first, by name, that is nearest to working. */
  private static LimitReason nobody(List<Share> shares) {
    return shares.stream()
        .min(Comparator.comparing((Share share) -> !share.bounding()).thenComparing(Share::pack))
        .map(Share::addedReason)
        .orElseThrow();
  }
}
