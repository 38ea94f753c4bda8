package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final Ratio QUARTER = Ratio.ofPercent(25);

  private static Share counted(int pack, int amperes) {
    return new Share(PackId.of(pack), null, true, false, Current.ofAmperes(amperes), reason(pack));
  }

  private static Share uncounted(int pack, int amperes, boolean bounding) {
    return new Share(
        PackId.of(pack), reason(pack), bounding, false, Current.ofAmperes(amperes), reason(pack));
  }

  private static LimitReason reason(int pack) {
    return LimitReason.ofPack(PackId.of(pack), "cell-voltage", "pack " + pack);
  }

  @Test
  void onePackAloneSharesWithNobody() {
    assertThat(Offer.of(List.of(counted(2, 50)), QUARTER).limit()).isEqualTo(Current.ofAmperes(50));
  }

  @Test
  void theStrictestPackIsNamedAndMultiplied() {
    Offer offer = Offer.of(List.of(counted(2, 50), counted(3, 8), counted(4, 50)), QUARTER);
    assertThat(offer.limit()).isEqualTo(Current.ofAmperes(18));
    assertThat(offer.reason().pack()).isEqualTo(PackId.of(3));
  }

  @Test
  void aPackThatMayBeConnectedBoundsWithoutAdding() {
    Offer offer = Offer.of(List.of(counted(2, 50), uncounted(3, 8, true)), QUARTER);
    assertThat(offer.limit()).isEqualTo(Current.ofAmperes(6));
  }

  @Test
  void aPackThatIsSurelyOpenNeitherAddsNorBounds() {
    Offer offer = Offer.of(List.of(counted(2, 50), uncounted(3, 0, false)), QUARTER);
    assertThat(offer.limit()).isEqualTo(Current.ofAmperes(50));
  }

  @Test
  void withNobodyToCountOnThereIsNothing() {
    Offer offer = Offer.of(List.of(uncounted(2, 50, true), uncounted(3, 50, false)), QUARTER);
    assertThat(offer.limit()).isEqualTo(Current.ZERO);
    assertThat(offer.reason()).isEqualTo(reason(2));
  }

  @Property
  void isNeverAboveNTimesTheSmallestNorTheSum(
      @ForAll("shares") List<Share> shares, @ForAll @IntRange(min = 0, max = 90) int spread) {
    int offer = Offer.of(shares, Ratio.ofPercent(spread)).limit().milliamperes();
    List<Share> counted = shares.stream().filter(Share::counted).toList();
    int sum = counted.stream().mapToInt(s -> s.limit().milliamperes()).sum();
    int least =
        shares.stream()
            .filter(Share::bounding)
            .mapToInt(s -> s.limit().milliamperes())
            .min()
            .orElse(0);
    assertThat(offer).isBetween(0, sum);
    assertThat(offer).isLessThanOrEqualTo(counted.size() * least);
  }

  @Property
  void theOrderOfPacksDoesNotMatter(@ForAll("shares") List<Share> shares, @ForAll long seed) {
    List<Share> shuffled = new ArrayList<>(shares);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Offer.of(shuffled, QUARTER)).isEqualTo(Offer.of(shares, QUARTER));
  }

  @Property
  void losingAPackNeverRaisesTheOffer(
      @ForAll("shares") List<Share> shares, @ForAll @IntRange(min = 0, max = 90) int spread) {
    Ratio kept = Ratio.ofPercent(spread);
    Current before = Offer.of(shares, kept).limit();
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      List<Share> without = new ArrayList<>(shares);
      without.set(
          i,
          new Share(
              share.pack(),
              share.reason(),
              share.bounding(),
              false,
              share.limit(),
              share.reason()));
      assertThat(Offer.of(without, kept).limit()).isLessThanOrEqualTo(before);
    }
  }

  /* Addresses in order; a counted share always bounds as well. */
  @Provide
  Arbitrary<List<Share>> shares() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 50), Arbitraries.integers().between(0, 3))
        .as((amperes, kind) -> new int[] {amperes, kind})
        .list()
        .ofMinSize(1)
        .ofMaxSize(14)
        .map(
            drawn -> {
              List<Share> shares = new ArrayList<>();
              for (int[] draw : drawn) {
                int address = 2 + shares.size();
                shares.add(
                    draw[1] > 1
                        ? counted(address, draw[0])
                        : uncounted(address, draw[0], draw[1] == 1));
              }
              return shares;
            });
  }
}
