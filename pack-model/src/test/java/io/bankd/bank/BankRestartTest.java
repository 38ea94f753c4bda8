package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What the bank as a whole remembers when the daemon ends and begins again. */
class BankRestartTest {
  @Test
  void theMonthSinceTheLastFullChargeGoesOn() {
    Bench bench = new Bench(2).settle();
    bench.leap(Duration.ofDays(16)).restart().settle();
    assertThat(bench.bank.limits().fullChargeRequest()).as("after 16 days").isFalse();
    bench.leap(Duration.ofDays(15)).restart().settle();
    assertThat(bench.bank.limits().fullChargeRequest()).as("after 31 days").isTrue();
    bench.pack(2).cells(3500);
    bench.run(302).leap(Duration.ofDays(29)).restart().settle();
    assertThat(bench.bank.limits().fullChargeRequest()).as("29 days after being full").isFalse();
  }

  @Test
  void aForcedChargeOnceBegunGoesOnUntilItHasHelped() {
    Bench bench = new Bench(2, 3);
    bench.packs.values().forEach(pack -> pack.soc(450));
    bench.settle();
    assertThat(bench.bank.limits().forceCharge()).isTrue();
    bench.packs.values().forEach(pack -> pack.milliamperes(25_000));
    bench.runUntil(() -> bench.totals().soc().basisPoints() >= 1000);
    bench.restart().settle();
    assertThat(bench.bank.limits().forceCharge()).as("at 10 %, begun below 5 %").isTrue();
    bench.runUntil(() -> bench.totals().soc().basisPoints() >= 2000);
    bench.restart().settle();
    assertThat(bench.bank.limits().forceCharge()).isFalse();
  }

  @Test
  void aBankThatFloatsIsNotChargedAnew() {
    Bench bench = new Bench(2, 3).settle();
    bench.packs.values().forEach(pack -> pack.cells(3450));
    bench.run(302 + 900);
    assertThat(bench.cvl()).as("float").isEqualTo(16 * 3375);
    bench.packs.values().forEach(pack -> pack.cells(3375));
    bench.restart();
    for (int second = 0; second < 900; second++) {
      assertThat(bench.run(1).cvl()).isLessThanOrEqualTo(16 * 3375);
    }
  }

  @Test
  void aStallDoesNotChargeAFloatingBankAnewEither() {
    Bench bench = new Bench(2, 3).settle();
    bench.packs.values().forEach(pack -> pack.cells(3450));
    bench.run(302 + 900);
    bench.packs.values().forEach(pack -> pack.cells(3375));
    bench.run(5).leap(Duration.ofSeconds(4));
    for (int second = 0; second < 300; second++) {
      assertThat(bench.run(1).cvl()).isLessThanOrEqualTo(16 * 3375);
    }
  }

  @Test
  void nothingKeptIsABankThatWasJustFull() {
    Moment now = Moment.ofMillis(5_000);
    BankPolicy policy = BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2)));
    LimiterMemory fresh = LimiterMemory.restored(Figures.NONE, policy, now);
    assertThat(fresh).isEqualTo(LimiterMemory.atRest(policy, ForcedCharge.NONE, now));
  }

  @Property
  void nonsenseNeitherStopsTheStartNorReachesIntoTheFuture(
      @ForAll long fullAt, @ForAll long floating, @ForAll long forcing, @ForAll long unknown) {
    Figures kept =
        Figures.of(
            Map.of(
                "limits.full-at", fullAt,
                "limits.floating", floating,
                "limits.forcing", forcing,
                "nobody.knows", unknown));
    BankPolicy policy = BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2)));
    Moment now = Moment.ofMillis(86_400_000);
    BankSnapshot bank = new BankController(policy).start(now, Map.of(), kept);
    LimiterMemory limits =
        bank.memory().limiter(LimiterMemory.atRest(policy, ForcedCharge.NONE, now));
    assertThat(limits.fullAt().isAfter(now)).isFalse();
    assertThat(limits.floating() == null || !limits.floating().isAfter(now)).isTrue();
    assertThat(bank.limits().ccl().isZero()).isTrue();
    assertThat(bank.limits().cvl()).isEqualTo(policy.voltages().rest());
    assertThat(bank.figures().values()).doesNotContainKey("nobody.knows");
  }
}
