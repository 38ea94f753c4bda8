package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import io.bankd.share.SharedLimit;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTest {
  private static final Ratio QUARTER = Ratio.ofPercent(25);

  private static Share counted(int pack, int amperes) {
    return new Share(
        PackId.of(pack), null, true, false, false, Current.ofAmperes(amperes), reason(pack));
  }

  private static Share uncounted(int pack, int amperes, boolean bounding) {
    return new Share(
        PackId.of(pack),
        reason(pack),
        bounding,
        false,
        false,
        Current.ofAmperes(amperes),
        reason(pack));
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

  @Test
  void aPackMeasuredBeyondItsLimitIsTheReasonWhyTheBankIsTrimmed() {
    LimitReason plain = LimitReason.ofPack(PackId.of(7), "continuous-current", "50 A");
    Current own = Current.ofAmperes(50);
    Share share = new Share(PackId.of(7), null, true, false, false, own, plain);
    Current measured = Current.ofMilliamperes(52_300);
    SharedLimit limit =
        new SharedLimit(Current.ofAmperes(310), PackId.of(7), own, 0.14, true, measured);
    LimitReason why = Offer.first(limit, share);
    assertThat(why.text()).isEqualTo("pack 7 measured 52.300 A, more than its 50.000 A");
    assertThat(why.pack()).isEqualTo(PackId.of(7));
  }
}
