package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanDialect;
import io.bankd.can.Portion;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendSchedule;
import io.bankd.can.Spacing;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.pack.PackId;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The CAN thread; what it does at a turn is in {@link CanTurnTest}. */
class CanLoopTest {
  private static final BankPolicy POLICY = BankPolicy.of(PackSpec.AM5000, List.of(PackId.of(2)));
  private static final BankSnapshot HEALTHY = SampleBank.running(POLICY, Moment.ofMillis(0));

  private final Clock clock = Clock.real();
  private final CanDialect dialect = Dialects.named("pylon12").orElseThrow();
  private final LoopbackCanBus bus = new LoopbackCanBus("can0");
  private final LoopbackCanBus inverter = bus.join();
  private final Watchdog.Pulse pulse = new Watchdog(ServiceNotifier.NONE).pulse("can");
  private final Loops loops = new Loops(clock);

  @AfterEach
  void stop() {
    loops.close();
  }

  @Test
  void theThreadTellsTheInverterBeatsAndEndsWithNothingOffered() {
    CanTurn turn =
        new CanTurn(
            bus,
            dialect,
            new CanWords(POLICY, dialect, Portion.WHOLE),
            new SendSchedule(clock.now(), Duration.ofMillis(200)),
            Spacing.none(),
            new CanCounters(new Metrics("test"), "test", "can0"),
            new CanLink("can0"),
            new Reach(since -> {}));
    loops.start("can", new CanLoop(clock, turn, () -> SampleBank.at(HEALTHY, clock.now()), pulse));
    assertThat(nextLimits()).containsEntry("ccl_a", 50.0);
    assertThat(nextLimits()).containsEntry("ccl_a", 50.0);
    assertThat(pulse.turns()).isPositive();

    loops.close();

    Map<String, Object> last = nextLimits();
    while (!Double.valueOf(0).equals(last.get("ccl_a"))) {
      last = nextLimits();
    }
    assertThat(last).containsEntry("dcl_a", 0.0).containsEntry("cvl_v", 53.6);
  }

  /** The next limits heard; the wait is for a broken machine only. */
  private Map<String, Object> nextLimits() {
    while (inverter.receive(Duration.ofSeconds(30)) instanceof ReceiveResult.Heard heard) {
      if (heard.frame().id() == 0x351) {
        return dialect.decode(heard.frame()).orElseThrow();
      }
    }
    throw new AssertionError("no limits were heard");
  }
}
