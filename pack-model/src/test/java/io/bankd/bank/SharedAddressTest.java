package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackCondition;
import org.junit.jupiter.api.Test;

/** An address at which nobody knows who answers: two packs, or one behind a bad wire. */
class SharedAddressTest {
  @Test
  void itAddsNothingAndWhatNarrowsItBindsForAsLongAsAnybodyAnswers() {
    Bench bench = new Bench(2, 3, 4);
    bench.pack(3).degrees(30, 30, 54, 30);
    bench.settle();
    bench.share(3).run(60);
    assertThat(bench.view(3).phase()).isEqualTo(PackPhase.EXCLUDED);
    int bound = bench.ccl();
    assertThat(bench.run(3600).ccl()).as("an hour later").isLessThanOrEqualTo(bound);
    assertThat(bench.silence(3).unshare(3).run(700).ccl()).as("fell silent").isGreaterThan(bound);
  }

  @Test
  void aBadWireToAPackThatIsWellCostsNoMoreThanThePack() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.share(3).run(1500);
    int charge = bench.ccl();
    int discharge = bench.dcl();
    Bench lost = new Bench(2, 3, 4).settle();
    lost.silence(3).run(1500);
    assertThat(charge).isEqualTo(lost.ccl()).isPositive();
    assertThat(discharge).isEqualTo(lost.dcl()).isPositive();
  }

  @Test
  void whatNarrowsIsBelievedAtOnceAndWhatLoosensAfterTenMinutes() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.share(3).settle();
    assertThat(bench.ccl()).isPositive();
    bench.pack(3).cells(3700);
    bench.run(2);
    assertThat(bench.ccl()).isZero();
    assertThat(bench.bank.limits().cclReason()).asString().contains("another at its address");
    bench.pack(3).cells(3300);
    bench.run(590);
    assertThat(bench.ccl()).as("the other of the two may still be full").isZero();
    bench.run(1300);
    assertThat(bench.ccl()).as("a bad wire does not end the bank for good").isPositive();
  }

  @Test
  void whatItsOwnProtectionSaysCountsToo() {
    Bench bench = new Bench(2, 3, 4).settle();
    bench.share(3).settle();
    bench.pack(3).reports(PackCondition.DISCHARGE_OVER_TEMPERATURE);
    bench.run(2);
    assertThat(bench.dcl()).isZero();
    assertThat(bench.ccl()).isPositive();
  }

  @Test
  void itIsUsedAgainWhenItIsItsOwnAgain() {
    Bench bench = new Bench(2, 3, 4).settle();
    int before = bench.ccl();
    bench.pack(3).cells(3700);
    bench.share(3).settle();
    bench.pack(3).cells(3300);
    bench.unshare(3).run(180);
    assertThat(bench.view(3).phase()).isEqualTo(PackPhase.FRESH);
    assertThat(bench.ccl()).isGreaterThanOrEqualTo(before);
  }
}
