package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankController;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanDialect;
import io.bankd.can.Portion;
import io.bankd.can.ReceiveResult;
import io.bankd.can.SendResult;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The CAN thread alone, ten times as fast, with a bank that a test holds in its hand. */
class CanLoopTest {
  private static final PackId PACK = PackId.of(2);
  private static final String STUCK = "the bank's thread is stuck: nothing is offered";
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final Clock clock = Clock.atSpeed(10);
  private final BankPolicy policy = BankPolicy.of(PackSpec.AM5000, List.of(PACK));
  private final CanDialect dialect = Dialects.named("pylon12").orElseThrow();
  private final LoopbackCanBus bus = new LoopbackCanBus("can0");
  private final LoopbackCanBus inverter = bus.join();
  private final Loops loops = new Loops(clock);
  private final CanLink link = new CanLink("can0");
  private volatile BankSnapshot snapshot = running();

  @AfterEach
  void stop() {
    loops.close();
  }

  @Test
  void aBankThatIsNoLongerRenewedOffersNothingThenNothingIsSaid() {
    start();
    assertThat(next("ccl_a")).containsEntry("ccl_a", 50.0);

    Map<String, Object> zero = next("ccl_a");
    while (!Double.valueOf(0).equals(zero.get("ccl_a"))) {
      zero = next("ccl_a");
    }

    assertThat(zero).containsEntry("dcl_a", 0.0).containsEntry("cvl_v", 53.6);
    assertThat(clock.now().since(snapshot.at())).isLessThan(Duration.ofSeconds(5));
    assertThat(next("ccl_a")).as("a second set of it").containsEntry("ccl_a", 0.0);
    assertThat(link).as("a set that went out does not hide it").hasToString("can0: " + STUCK);
    snapshot = running();
    renewUntil(link::isWorking);
  }

  @Test
  void nothingIsSaidWhileTheBankIsStarting() {
    snapshot = new BankController(policy).start(clock.now());
    assertThat(snapshot.phase()).isEqualTo(BankPhase.STARTING);
    start();

    assertThat(inverter.receive(Duration.ofMillis(300))).isEqualTo(new ReceiveResult.Silence());
  }

  @Test
  void troubleOnTheBusIsKeptInWordsUntilItIsOver() {
    bus.breakWith(new SendResult.QueueFull(0));
    start();
    renewUntil(() -> link.toString().contains("nobody acknowledges"));
    bus.breakWith(null);

    renewUntil(link::isWorking);

    assertThat(next("ccl_a")).containsEntry("ccl_a", 50.0);
  }

  private void renewUntil(java.util.function.BooleanSupplier condition) {
    Moment end = clock.now().plus(MINUTE.multipliedBy(5));
    while (!condition.getAsBoolean()) {
      snapshot = running();
      assertThat(clock.now().isBefore(end)).as("in time").isTrue();
      Thread.onSpinWait();
    }
  }

  private void start() {
    Watchdog.Pulse pulse = new Watchdog(ServiceNotifier.NONE).pulse("can");
    CanCounters counters = new CanCounters(new Metrics("test"), "test", "can0");
    SendSchedule schedule = new SendSchedule(clock.now(), Duration.ofSeconds(1));
    CanWords words = new CanWords(policy, dialect, Portion.WHOLE);
    CanTurn turn = new CanTurn(bus, dialect, words, schedule, Spacing.none(), counters, link);
    loops.start("can", new CanLoop(clock, turn, () -> snapshot, pulse));
  }

  /** The next frame heard that has such a field; ten real seconds at most. */
  private Map<String, Object> next(String field) {
    while (inverter.receive(Duration.ofSeconds(10)) instanceof ReceiveResult.Heard heard) {
      Map<String, Object> said = dialect.decode(heard.frame()).orElse(Map.of());
      if (said.containsKey(field)) {
        return said;
      }
    }
    return Collections.emptyMap();
  }

  private BankSnapshot running() {
    return SampleBank.running(policy, clock.now());
  }
}
