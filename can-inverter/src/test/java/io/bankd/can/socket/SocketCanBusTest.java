package io.bankd.can.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
import io.bankd.can.Spacing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What must hold on any machine, with SocketCAN or without: the interface is not there. */
class SocketCanBusTest {
  private static final List<CanFrame> SET = List.of(CanFrame.of(0x351, new byte[8]));

  private final AtomicLong clock = new AtomicLong();
  private final SocketCanBus bus = new SocketCanBus("nocan9", clock::get);

  @Test
  void aMissingInterfaceIsAValueThatSaysWhatToDo() {
    SendResult result = bus.send(SET, Spacing.none());
    assertThat(result).isInstanceOf(SendResult.Down.class);
    assertThat(((SendResult.Down) result).why()).startsWith("nocan9 does not exist");
    assertThat(bus.receive(Duration.ofMillis(1)))
        .isEqualTo(new ReceiveResult.Down(((SendResult.Down) result).why()));
  }

  @Test
  void closingWakesWhoWaitsForTheInterface() throws Exception {
    CompletableFuture<ReceiveResult> reader =
        CompletableFuture.supplyAsync(
            () -> {
              ReceiveResult last = bus.receive(Duration.ofMinutes(5));
              while (last instanceof ReceiveResult.Down) {
                last = bus.receive(Duration.ofMinutes(5));
              }
              return last;
            });
    bus.close();
    assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(new ReceiveResult.Closed());
  }

  @Test
  void aClosedBusSaysSo() {
    bus.close();
    bus.close();
    assertThat(bus.send(SET, Spacing.none())).isEqualTo(new SendResult.Down("nocan9 is closed"));
    assertThat(bus.receive(Duration.ofMillis(1))).isEqualTo(new ReceiveResult.Closed());
  }
}
