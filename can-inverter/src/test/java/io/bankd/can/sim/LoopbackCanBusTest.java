package io.bankd.can.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopbackCanBusTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final CanFrame ONE = CanFrame.of(1);
  private static final CanFrame TWO = CanFrame.of(2);

  private final LoopbackCanBus bank = new LoopbackCanBus("wire");
  private final LoopbackCanBus inverter = bank.join();

  @Test
  void theOthersHearWhatOneSaysInOrder() {
    List<CanFrame> tapped = new ArrayList<>();
    bank.tap(tapped::add);
    assertThat(bank.send(List.of(ONE, TWO), Spacing.none()).complete()).isTrue();
    assertThat(inverter.receive(SHORT)).isEqualTo(new ReceiveResult.Heard(ONE));
    assertThat(inverter.receive(SHORT)).isEqualTo(new ReceiveResult.Heard(TWO));
    assertThat(inverter.receive(SHORT)).isEqualTo(new ReceiveResult.Silence());
    assertThat(bank.receive(SHORT)).isEqualTo(new ReceiveResult.Silence());
    assertThat(tapped).containsExactly(ONE, TWO);
  }

  @Test
  void pausesBetweenFramesOnly() {
    List<Long> pauses = new ArrayList<>();
    bank.send(List.of(ONE, TWO, ONE), new Spacing(Duration.ofMillis(5), pauses::add));
    assertThat(pauses).containsExactly(5_000_000L, 5_000_000L);
  }

  @Test
  void canBeBrokenAndMended() {
    bank.breakWith(new SendResult.QueueFull(0));
    assertThat(bank.send(List.of(ONE), Spacing.none())).isEqualTo(new SendResult.QueueFull(0));
    assertThat(inverter.receive(SHORT)).isEqualTo(new ReceiveResult.Silence());
    bank.breakWith(null);
    assertThat(bank.send(List.of(ONE), Spacing.none())).isEqualTo(new SendResult.Sent());
  }

  @Test
  void aReaderThatSleepsLosesTheOldest() {
    for (int i = 0; i <= LoopbackCanBus.INBOX; i++) {
      bank.send(List.of(CanFrame.of(i)), Spacing.none());
    }
    assertThat(inverter.receive(SHORT)).isEqualTo(new ReceiveResult.Heard(ONE));
  }

  @Test
  void closingWakesTheReader() throws Exception {
    CompletableFuture<ReceiveResult> reader =
        CompletableFuture.supplyAsync(() -> inverter.receive(Duration.ofMinutes(5)));
    inverter.close();
    assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(new ReceiveResult.Closed());
    assertThat(inverter.receive(SHORT)).isEqualTo(new ReceiveResult.Closed());
    assertThat(inverter.send(List.of(ONE), Spacing.none()))
        .isEqualTo(new SendResult.Down("wire is closed"));
  }
}
