package io.bankd.bank;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.LimitReason;
import io.bankd.pack.PackId;
import org.junit.jupiter.api.Test;

/** Sentences that were hard to read, and what became of them. */
class CausesTest {
  private static LimitReason why(String rule, String text) {
    return LimitReason.ofPack(PackId.of(7), rule, text);
  }

  @Test
  void aStopSaysItsCauseAndNotWhatPartThePackWouldTake() {
    assertThat(
            Causes.stopped(
                why(
                    "pack-bms",
                    "pack 7 reports: charge MOSFET failed; it takes 13.5 % of the bank's current")))
        .isEqualTo("pack 7 reports: charge MOSFET failed");
    assertThat(Causes.stopped(why("cell-voltage", "pack 7 cell 12 at 3.590 V, cell-voltage curve")))
        .isEqualTo("pack 7 cell 12 at 3.590 V, cell-voltage curve");
  }

  @Test
  void aPackBeyondItsPartIsSaidToBeThat() {
    assertThat(Causes.stopped(why("sharing", "pack 7 measured 81.260 A, more than its 50.000 A")))
        .isEqualTo("the packs share unevenly, pack 7 measured 81.260 A, more than its 50.000 A");
  }

  @Test
  void whatOpensSaysHowFarAndHowFast() {
    assertThat(
            Causes.opened(
                why("ramp", "rising to 194.543 A by 17.500 A a second: pack 5 may take 14.2 %")))
        .isEqualTo("rising to 194.543 A by 17.500 A a second");
    assertThat(Causes.opened(why("temperature", "pack 7 at 6.0 °C: cold")))
        .isEqualTo("pack 7 at 6.0 °C: cold");
  }
}
