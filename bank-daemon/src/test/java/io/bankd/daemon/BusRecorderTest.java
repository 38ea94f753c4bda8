package io.bankd.daemon;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.daemon.metrics.Metrics;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackHearsay;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusFinding;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.PollRound;
import io.bankd.rs485.frame.FrameFault;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes off a bus, and what the bank is told of it. */
class BusRecorderTest {
  private static final PackAddress THREE = PackAddress.of(3);
  private static final BusFinding SHARED =
      new BusFinding(BusFinding.Kind.DUPLICATE_ADDRESS, THREE, "two packs seem to be set to 3");

  private final BankBoard board = new BankBoard();
  private final Metrics metrics = new Metrics("test");
  private final BusRecorder recorder =
      new BusRecorder(
          "bank", "rs485", "", board, metrics, () -> Moment.ofMillis(0), List.of(THREE));

  private void measured(int millivolts, int at) {
    CellVoltages cells = CellVoltages.ofMillivolts(millivolts);
    PackReply said =
        new PackReply.Analog(
            cells,
            List.of(Temperature.ofDegrees(20)),
            null,
            null,
            cells.sum(),
            Current.ZERO,
            Capacity.ofAmpereHours(50),
            Capacity.ofAmpereHours(100),
            Capacity.ofAmpereHours(100),
            1,
            null,
            null,
            1,
            0);
    recorder.exchanged(
        new PackQuestion(THREE, Kind.ANALOG),
        new Exchange.Answered(said, Moment.ofMillis(at), Duration.ofMillis(190)));
  }

  private @Nullable Integer known() {
    var reading = board.readings().reading(new PackId("", THREE));
    return reading == null ? null : reading.cells().highest().millivolts();
  }

  /** Its data grows old and it is out as if it were silent, until its address is its own again. */
  @Test
  void whatTwoPacksOnOneAddressSayIsNotUsed() {
    measured(3300, 1000);
    recorder.found(SHARED);
    measured(3200, 2000);
    measured(3210, 3000);
    assertThat(known()).isEqualTo(3300);
    assertThat(metrics.scrape()).contains("result=\"shared_address\"} 2.0");

    recorder.cleared(SHARED);
    measured(3250, 4000);
    assertThat(known()).isEqualTo(3250);
  }

  /** It was asked whether it is there; whatever it said would be somebody's who is not counted. */
  @Test
  void whoIsNotConfiguredReachesNeitherTheBankNorTheMetricsOfPacks() {
    PackQuestion look = new PackQuestion(PackAddress.of(12), Kind.SERIAL, true);
    PackReply said = new PackReply.Serial("SIM-3");
    recorder.exchanged(
        look, new Exchange.Answered(said, Moment.ofMillis(0), Duration.ofMillis(120)));
    recorder.exchanged(look, new Exchange.Silent());
    assertThat(board.hasNews()).isFalse();
    assertThat(metrics.scrape())
        .doesNotContain("pack=\"12\"")
        .doesNotContain("bank_bus_round_trip_seconds_count");
  }

  /** A pack that has been silent for longer than its bound has none. */
  @Test
  void theBoundOfEveryPackIsPublished() {
    PollRound.Ages bound = new PollRound.Ages(Duration.ofMillis(7200), Duration.ofMillis(14_400));
    PollRound.Ages old = new PollRound.Ages(Duration.ofSeconds(60), null);
    Map<PackAddress, PollRound.Ages> worst = Map.of(THREE, bound, PackAddress.of(4), old);
    recorder.roundEnded(new PollRound(Duration.ofMillis(3600), worst, bound, Duration.ZERO));
    recorder.roundEnded(new PollRound(Duration.ofMillis(3600), worst, bound, Duration.ZERO));
    assertThat(metrics.scrape())
        .contains("bank_pack_age_bound_seconds{bank=\"bank\",pack=\"3\"} 7.2")
        .contains("bank_pack_age_bound_seconds{bank=\"bank\",pack=\"4\"} +Inf");
  }

  @Test
  void theBoundOfEveryAgeIsPublished() {
    PollRound.Ages bound = new PollRound.Ages(Duration.ofMillis(7200), Duration.ofMillis(14_400));
    Duration held = Duration.ofMillis(450);
    recorder.roundEnded(new PollRound(Duration.ofMillis(3600), Map.of(THREE, bound), bound, held));
    assertThat(metrics.scrape())
        .contains("bank_bus_held_up_seconds{bank=\"bank\",bus=\"rs485\"} 0.45")
        .contains("bank_bus_age_bound_seconds{bank=\"bank\",bus=\"rs485\",of=\"measurements\"} 7.2")
        .contains("bank_bus_age_bound_seconds{bank=\"bank\",bus=\"rs485\",of=\"status\"} 14.4");
  }

  /**
   * Whichever of the two it is, or the only one behind a bad wire: a cell at 3.7 V hangs on this
   * busbar, and somebody is there as long as anything comes from the address.
   */
  @Test
  void whatNarrowsIsNotWithheld() {
    measured(3300, 1000);
    recorder.found(SHARED);
    measured(3700, 2000);
    measured(3700, 3000);
    recorder.exchanged(
        new PackQuestion(THREE, Kind.ANALOG), new Exchange.Garbled(FrameFault.CHKSUM));
    PackHearsay heard = board.readings().hearsay(new PackId("", THREE));
    assertThat(heard).isNotNull();
    assertThat(requireNonNull(requireNonNull(heard).reading()).cells().highest().millivolts())
        .isEqualTo(3700);
    assertThat(known()).isEqualTo(3300);
  }
}
