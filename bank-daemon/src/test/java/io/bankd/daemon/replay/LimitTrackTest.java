package io.bankd.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.limit.LimitReason;
import io.bankd.unit.Moment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit's day in a few lines. */
class LimitTrackTest {
  private final List<String> told = new ArrayList<>();
  private final LimitTrack track =
      new LimitTrack(
          10,
          String::valueOf,
          moved ->
              told.add(
                  moved.start().nanos() / 1_000_000
                      + "…"
                      + moved.end().nanos() / 1_000_000
                      + " "
                      + moved.from()
                      + "→"
                      + moved.to()
                      + " "
                      + moved.reason().rule()));

  private void at(long millis, int value, String rule) {
    track.take(Moment.ofMillis(millis), value, LimitReason.ofBank(rule, rule));
  }

  @Test
  void aRampIsOneMovement() {
    at(0, 0, "start");
    for (int i = 1; i <= 40; i++) {
      at(1_000 + 250 * i, 20 * i, i < 40 ? "ramp" : "sharing");
    }
    at(30_000, 800, "sharing");
    assertThat(told)
        .containsExactly("0…0 →0 start", "1250…10750 0→780 ramp", "11000…11000 780→800 sharing");
  }

  @Test
  void whatIsSmallIsToldWhenItHasAddedUp() {
    at(0, 500, "sharing");
    for (int i = 1; i <= 9; i++) {
      at(60_000L * i, 500 + i, "sharing");
    }
    track.close();
    assertThat(told).containsExactly("0…0 →500 sharing");

    at(600_000, 510, "sharing");
    track.close();
    assertThat(told).hasSize(2).last().isEqualTo("600000…600000 500→510 sharing");
  }

  @Test
  void theWayBackIsAnotherMovementAndZeroIsAlwaysOne() {
    at(0, 500, "sharing");
    at(1_000, 100, "cell-voltage");
    at(1_250, 95, "cell-voltage");
    at(1_500, 98, "cell-voltage");
    at(2_000, 500, "sharing");
    at(20_000, 3, "cold");
    at(40_000, 0, "PROT-9");
    track.close();

    assertThat(told)
        .containsExactly(
            "0…0 →500 sharing",
            "1000…1250 500→95 cell-voltage",
            "2000…2000 95→500 sharing",
            "20000…20000 500→3 cold",
            "40000…40000 3→0 PROT-9");
  }
}
