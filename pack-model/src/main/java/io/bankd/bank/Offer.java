package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.util.Comparator;
import java.util.List;

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
    Share strictest = bounding.stream().min(STRICTEST).orElseThrow();
    if (bounding.size() == 1) {
      return new Offer(strictest.limit(), strictest.reason());
    }
    long whole = Ratio.ONE.basisPoints();
    long kept = whole - assumedSpread.basisPoints();
    long limit = counted * strictest.limit().milliamperes() * kept / whole;
    boolean plain = strictest.reason().rule().equals("continuous-current");
    LimitReason reason =
        plain ? spread(counted, shares.size(), strictest, assumedSpread) : strictest.reason();
    return new Offer(Current.ofMilliamperes(Math.toIntExact(limit)), reason);
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
