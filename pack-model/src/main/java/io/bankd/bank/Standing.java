package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.Direction;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was offered one way before packs shut the other way.
 *
 * <p>A pack that shuts one way takes no room from the others the other way: at the same current of
 * the bank it can only press less on them, and it still takes what it would have taken. So what was
 * right before stays right as far as that pack goes, although less is known of it from then on;
 * {@link BankLimiter} holds it to what the others may carry as they are known now. Packs that are
 * empty shut one after the other, and a charge that stopped for that would stop just when it heals
 * them.
 *
 * @param shares of the packs when that was offered
 * @param at when
 */
record Standing(Offer offer, List<Share> shares, Moment at) {
  static final Standing NONE =
      new Standing(
          new Offer(Current.ZERO, LimitReason.ofBank("start", "nothing was offered")),
          List.of(),
          Moment.ofMillis(0));

  /* By then the packs have told twice that they are shut, and the sharing knows it. */
  private static final Duration STANDS = Duration.ofMinutes(1);

  /* More than an open MOSFET and a sensor's offset explain (Connection). */
  private static final int FLOWS_MILLIAMPERES = 1000;

  /** What stands a moment later, where {@code now} is what would be offered without this. */
  Standing next(Offer now, List<PackStep> packs, Direction way, Moment at) {
    List<Share> shares = packs.stream().map(pack -> pack.share(way)).toList();
    boolean stands =
        offer.limit().compareTo(now.limit()) > 0
            && at.since(this.at).compareTo(STANDS) < 0
            && haveOnlyShut(shares)
            && packs.stream().noneMatch(pack -> isTaking(pack, way));
    return stands ? this : new Standing(now, shares, at);
  }

  private boolean haveOnlyShut(List<Share> now) {
    boolean shut = false;
    for (int i = 0; i < shares.size(); i++) {
      Share was = shares.get(i);
      Share is = now.get(i);
      boolean asFit =
          is.counted() == was.counted()
              && is.bounding() == was.bounding()
              && is.limit().compareTo(was.limit()) >= 0;
      if (!asFit || (was.oneWay() && !is.oneWay())) {
        return false;
      }
      shut |= is.bounding() && is.oneWay() && !was.oneWay();
    }
    return shut;
  }

  /* From what flows that way more is learnt than was known then. */
  private static boolean isTaking(PackStep pack, Direction way) {
    @Nullable PackReading reading = pack.view().phase().isOnline() ? pack.memory().reading() : null;
    int charging = reading == null ? 0 : reading.current().milliamperes();
    return (way == Direction.CHARGE ? charging : -charging) > FLOWS_MILLIAMPERES;
  }
}
