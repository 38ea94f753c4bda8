package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a bank may carry so that no pack is beyond its limit even if any one pack drops out and the
 * others take its current at once (BANK-9): the least of what all may carry together and what may
 * be carried by those that stay, whichever goes. What a pack bears for a few seconds is no part of
 * it: an inverter may take longer to react.
 */
final class DropOut {
  private static final Comparator<Share> STRICTEST =
      Comparator.comparing(Share::limit).thenComparing(Share::pack);

  /* Rules by which the packs are merely many: what is lost by dropping out is then the news. */
  private static final Set<String> PLAIN = Set.of("sharing", "spread", "continuous-current");

  private DropOut() {}

  /**
   * The offer that survives it.
   *
   * @param whole what all packs may carry together
   * @param offered what some packs may carry together
   */
  static Offer safe(Offer whole, List<Share> shares, Function<List<Share>, Offer> offered) {
    Offer safe = whole;
    for (Share leaving : shares) {
      List<Share> staying = shares.stream().filter(share -> share != leaving).toList();
      // One that is held by its own limiter, or alone, leaves nobody who could be pushed.
      if (leaving.bounding() && staying.stream().anyMatch(Share::bounding)) {
        Offer rest = without(leaving.pack(), staying, offered);
        safe = rest.limit().compareTo(safe.limit()) < 0 ? rest : safe;
      }
    }
    return safe;
  }

  private static Offer without(
      PackId pack, List<Share> staying, Function<List<Share>, Offer> offered) {
    Offer rest =
        staying.stream().anyMatch(Share::counted) ? offered.apply(staying) : silent(staying);
    LimitReason why = rest.reason();
    String rule = PLAIN.contains(why.rule()) ? "n-minus-one" : why.rule();
    String text = "safe without pack " + pack + ": " + why.text();
    return new Offer(
        rest.limit(), new LimitReason(why.pack(), why.cell(), rule, text, why.otherwise()));
  }

  /* Nobody is heard of those that stay: one of them may have to take it all. */
  private static Offer silent(List<Share> staying) {
    Share strictest = staying.stream().filter(Share::bounding).min(STRICTEST).orElseThrow();
    return new Offer(strictest.limit(), strictest.reason());
  }
}
