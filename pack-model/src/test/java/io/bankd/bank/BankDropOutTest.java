package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPolicy.Rise;
import io.bankd.pack.PackId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Limits that leave room for any one pack to drop out (BANK-9), step by step. */
class BankDropOutTest {
  private static final Rise FAST = new Rise(Duration.ofSeconds(5), 1000);

  private static Bench safe(int... addresses) {
    return new Bench(policy -> policy.withNMinusOne(true), addresses);
  }

  @Test
  void itIsOffUnlessItIsAskedFor() {
    assertThat(new Bench(2).policy.nMinusOne()).isFalse();
  }

  @Test
  void ofFourEqualPacksThreeMustBeEnoughAndTheReasonSaysSo() {
    Bench bench = safe(2, 3, 4, 5).settle();
    assertThat(bench.ccl()).as("3 × 50 A less 40 %").isBetween(70_000, 90_000);
    assertThat(bench.bank.limits().cclReason().text()).startsWith("safe without pack ");
    assertThat(bench.bank.limits().cclReason().rule()).isEqualTo("n-minus-one");
  }

  @Test
  void ofTwoPacksEitherMustBeEnough() {
    Bench bench = safe(2, 3).settle();
    assertThat(bench.ccl()).isEqualTo(50_000);
    bench.pack(3).cell(12, 3560);
    bench.run(2);
    assertThat(bench.ccl()).as("pack 3 alone").isLessThanOrEqualTo(10_000);
    assertThat(bench.bank.limits().cclReason().pack()).isEqualTo(PackId.of(3));
  }

  @Test
  void onePackAloneHasNobodyToPush() {
    assertThat(safe(2).settle().ccl()).isEqualTo(50_000);
  }

  @Test
  void whatOnePackLeavesBehindTheOthersMayCarry() {
    Bench bench = new Bench(policy -> policy.withNMinusOne(true).withRise(FAST), 2, 3, 4, 5);
    for (int second = 0; second < 300; second++) {
      int each = second / 20 % 3 == 0 ? 0 : second / 20 % 3 == 1 ? 20_000 : -20_000;
      bench.packs.values().forEach(pack -> pack.milliamperes(each));
      bench.run(1);
    }
    assertThat(bench.dcl()).as("nearly three packs of 50 A").isBetween(125_000, 150_000);
    assertThat(bench.bank.limits().dclReason().text()).contains("is first at its 50.000 A");
    bench.pack(5).mosfets(false, false).milliamperes(0);
    bench.run(3);
    assertThat(bench.dcl()).as("the next may drop out as well").isBetween(80_000, 100_000);
  }
}
