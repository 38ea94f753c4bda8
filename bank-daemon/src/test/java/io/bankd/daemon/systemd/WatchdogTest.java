package io.bankd.daemon.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final List<String> told = new ArrayList<>();
  private final Watchdog watchdog =
      new Watchdog(
          new ServiceNotifier() {
            @Override
            public void tell(String state) {
              told.add(state);
            }

            @Override
            public void close() {}
          });

  @Test
  void oneHungLoopStarvesTheDogAndIsNamed() {
    Watchdog.Pulse bus = watchdog.pulse("bus");
    Watchdog.Pulse can = watchdog.pulse("can");

    bus.turn();
    can.turn();
    assertThat(watchdog.beat()).isTrue();
    bus.turn();
    assertThat(watchdog.beat()).isFalse();
    assertThat(watchdog.waitingFor()).containsExactly("can");
    assertThat(told).containsExactly("WATCHDOG=1");

    can.turn();
    assertThat(watchdog.beat()).as("the bus's earlier turn still counts").isTrue();
  }
}
