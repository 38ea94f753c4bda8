package io.bankd.can;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankd.can.dialect.Dialects;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PortionTest {
  private static final Conformance ANY =
      Conformance.of(
          WireRange.ANY, Dialects.named("pylon12").orElseThrow(), Voltage.ofMillivolts(53_600));

  private final InverterMessage bank = BankStates.healthy().forceCharge2(true).build();

  @Test
  void anEightAndAFiveKilowattInverterShareByTheirWeights() {
    InverterMessage eight = new Portion(8, 13).of(bank);
    InverterMessage five = new Portion(5, 13).of(bank);
    assertThat(eight.ccl()).isEqualTo(Current.ofMilliamperes(92_307));
    assertThat(five.ccl()).isEqualTo(Current.ofMilliamperes(57_692));
    assertThat(eight.dcl()).isEqualTo(Current.ofMilliamperes(123_076));
    assertThat(five.dcl()).isEqualTo(Current.ofMilliamperes(76_923));
  }

  @Test
  void allButTheCurrentLimitsIsTheBanksOwn() {
    assertThat(new Portion(1, 2).of(bank).toBuilder().ccl(bank.ccl()).dcl(bank.dcl()).build())
        .isEqualTo(bank);
  }

  @Test
  void aBankWithOneInverterIsNotDivided() {
    assertThat(Portion.WHOLE.of(bank)).isSameAs(bank);
    assertThat(new Portion(8000, 8000).of(bank)).isSameAs(bank);
  }

  @Test
  void nothingIsNoPartAndNeitherIsMoreThanAll() {
    assertThatThrownBy(() -> new Portion(0, 2)).hasMessage("a weight of 0 of 2 is no part");
    assertThatThrownBy(() -> new Portion(3, 2)).hasMessage("a weight of 3 of 2 is no part");
  }

  /** On the wire of whatever dialects, and past the check in front of it. */
  @Property(tries = 5000)
  void togetherTheInvertersAreNeverToldMoreThanTheBankAllows(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 1_000_000) Integer> weights,
      @ForAll("dialects") CanDialect dialect,
      @ForAll @IntRange(max = 5_000_000) int ccl,
      @ForAll @IntRange(max = 5_000_000) int dcl) {
    InverterMessage asked =
        bank.toBuilder().ccl(Current.ofMilliamperes(ccl)).dcl(Current.ofMilliamperes(dcl)).build();
    long sum = weights.stream().mapToLong(Integer::longValue).sum();
    long charge = 0;
    long discharge = 0;
    for (int weight : weights) {
      InverterMessage part = new Portion(weight, sum).of(asked);
      InverterMessage told =
          dialect.read(dialect.encode(ANY.check(part).message().orElseThrow())).orElseThrow();
      assertThat(told.ccl()).isLessThanOrEqualTo(part.ccl());
      assertThat(part.ccl().milliamperes()).isEqualTo((int) ((long) ccl * weight / sum));
      charge += told.ccl().milliamperes();
      discharge += told.dcl().milliamperes();
    }
    assertThat(charge).isLessThanOrEqualTo(ccl);
    assertThat(discharge).isLessThanOrEqualTo(dcl);
  }

  /** Whatever nonsense is handed in, a part of it is never looser than the whole. */
  @Property
  void aPartIsNeverLooserThanTheWhole(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 1_000_000) int weight) {
    InverterMessage whole = AnyBank.atAll(random);
    InverterMessage part = new Portion(weight, 1_000_000).of(whole);
    assertThat(part.offeredCharge()).isLessThanOrEqualTo(whole.offeredCharge());
    assertThat(part.offeredDischarge()).isLessThanOrEqualTo(whole.offeredDischarge());
  }

  @Provide
  Arbitrary<CanDialect> dialects() {
    return Arbitraries.of(Dialects.names()).map(name -> Dialects.named(name).orElseThrow());
  }
}
