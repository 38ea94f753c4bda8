package io.bankd.rs485.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PollPlan;
import io.bankd.rs485.Rs485Master;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.serial.PseudoTerminals;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Master and simulated packs over each kind of line. */
@Timeout(60)
class SimulatedBusTest {
  private static final BusTiming WIRE = BusTiming.serial(9600);
  private static final BusClock REAL = BusClock.real(System::nanoTime);

  private final EventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoopGroup local =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final PaceDialect dialect = new PaceDialect();
  private final Set<Integer> away = ConcurrentHashMap.newKeySet();

  private final StillPacks packs =
      new StillPacks(address -> !away.contains(address.value()), Current.ofAmperes(-10));

  @AfterEach
  void end() {
    nio.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    local.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static PackId id(PackAddress address) {
    return new PackId("", address);
  }

  private Rs485Master master(
      BusEndpoint endpoint, BusTiming timing, EventLoopGroup loops, BusClock clock) {
    return new Rs485Master(endpoint, dialect, timing, loops, Thread::new, clock, BusListener.NONE);
  }

  private void assertHears(Rs485Master master, int address) {
    PackAddress pack = PackAddress.of(address);
    Exchange outcome = master.ask(new PackQuestion(pack, Kind.ANALOG));
    assertThat(outcome).isInstanceOf(Exchange.Answered.class);
    Exchange.Answered answered = (Exchange.Answered) outcome;
    assertThat(answered.reply().report(id(pack), Moment.ofNanos(0)))
        .isEqualTo(packs.measured(pack));
  }

  @Test
  void anAnswerTakesItsTimeOnTheWire() {
    BusEndpoint line = new BusEndpoint.Local("paced");
    try (SimulatedBus bus = bus(line, local, REAL);
        Rs485Master master = master(line, WIRE, local, REAL)) {
      assertHears(master, 2);
      Exchange.Answered answered =
          (Exchange.Answered) master.ask(new PackQuestion(PackAddress.of(2), Kind.ANALOG));
      assertThat(answered.roundTrip())
          .isBetween(Duration.ofMillis(186), Duration.ofMillis(186 + 100));
      assertThat(bus.port()).isEqualTo(-1);
    }
  }

  private SimulatedBus bus(BusEndpoint line, EventLoopGroup loops, BusClock clock) {
    return SimulatedBus.open(line, dialect, packs, WIRE, clock, loops, Thread::new);
  }

  @Test
  void fifteenPacksTenTimesAsFastAsTheWorld() {
    BusClock fast = new BusClock(() -> System.nanoTime() * 10, 10);
    BusEndpoint line = new BusEndpoint.Local("fast");
    PollPlan plan =
        new PollPlan(
            IntStream.rangeClosed(2, 15).mapToObj(PackAddress::of).collect(Collectors.toList()));
    away.add(9);
    int answered = 0;
    try (SimulatedBus bus = bus(line, local, fast);
        Rs485Master master = master(line, WIRE, local, fast)) {
      for (int i = 0; i < 60; i++) {
        PackQuestion question = plan.next(fast.now());
        Exchange outcome = master.ask(question);
        plan.note(question, outcome, fast.now());
        answered += outcome instanceof Exchange.Answered ? 1 : 0;
      }
      assertThat(bus.port()).isEqualTo(-1);
    }
    assertThat(answered).isGreaterThan(50);
    assertThat(plan.isWorthAsking(PackAddress.of(9))).isFalse();
    assertThat(plan.isWorthAsking(PackAddress.of(8))).isTrue();
  }

  @Test
  void overTcpAndAgainAfterTheGatewayWentAway() {
    SimulatedBus bus = bus(new BusEndpoint.Tcp("127.0.0.1", 0), nio, REAL);
    BusEndpoint.Tcp gateway = new BusEndpoint.Tcp("127.0.0.1", bus.port());
    try (Rs485Master master = master(gateway, gateway.timing(), nio, REAL)) {
      assertHears(master, 3);
      bus.close();
      PackQuestion question = new PackQuestion(PackAddress.of(3), Kind.ANALOG);
      assertThat(master.ask(question)).isInstanceOf(Exchange.PortGone.class);
      assertThat(master.ask(question)).isInstanceOf(Exchange.PortGone.class);
      bus = bus(gateway, nio, REAL);
      assertHears(master, 3);
    } finally {
      bus.close();
    }
  }

  @Test
  @Tag("pty")
  void overAPortThatIsPulledOutAndPluggedInAgain() {
    try (PseudoTerminals cable = new PseudoTerminals()) {
      BusEndpoint.Serial near = new BusEndpoint.Serial(cable.a(), 9600);
      try (SimulatedBus bus = bus(new BusEndpoint.Serial(cable.b(), 9600), nio, REAL);
          Rs485Master master = master(near, near.timing(), nio, REAL)) {
        assertThat(answersWithin(master, Duration.ofSeconds(5))).isTrue();
        cable.unplug();
        PackQuestion question = new PackQuestion(PackAddress.of(2), Kind.ANALOG);
        assertThat(master.ask(question)).isInstanceOf(Exchange.PortGone.class);
        assertThat(master.ask(question)).isInstanceOf(Exchange.PortGone.class);
        cable.plug();
        assertThat(answersWithin(master, Duration.ofSeconds(5))).isTrue();
        assertThat(bus.port()).isEqualTo(-1);
      }
    }
  }

  private final List<String> told = new CopyOnWriteArrayList<>();

  private final Semaphore opened = new Semaphore(0);
  private final Semaphore lost = new Semaphore(0);

  private final BusListener listener =
      new BusListener() {
        @Override
        public void portOpened(BusEndpoint endpoint) {
          told.add("opened " + endpoint);
          opened.release();
        }

        @Override
        public void portLost(BusEndpoint endpoint, String why) {
          told.add(why);
          lost.release();
        }
      };

  @Test
  void aPortThatIsNotThereIsToldOnce() throws InterruptedException {
    Semaphore tries = new Semaphore(0);
    ThreadFactory readers =
        task -> {
          tries.release();
          return new Thread(task);
        };
    BusEndpoint missing = new BusEndpoint.Serial("/nowhere/tty", 9600);
    try (SimulatedBus bus =
        SimulatedBus.open(missing, dialect, packs, WIRE, REAL, nio, readers, listener)) {
      assertThat(tries.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
      assertThat(bus.port()).isEqualTo(-1);
    }
    assertThat(told).containsExactly("/nowhere/tty: no such file, is the adaptor plugged in?");
  }

  @Test
  @Tag("pty")
  void aPortThatComesAndGoesIsTold() throws InterruptedException {
    try (PseudoTerminals cable = new PseudoTerminals()) {
      BusEndpoint line = new BusEndpoint.Serial(cable.b(), 9600);
      try (SimulatedBus bus =
          SimulatedBus.open(line, dialect, packs, WIRE, REAL, nio, Thread::new, listener)) {
        assertThat(opened.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        cable.unplug();
        assertThat(lost.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        cable.plug();
        assertThat(opened.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bus.port()).isEqualTo(-1);
      }
      assertThat(told).startsWith("opened " + line, line + " is gone");
      assertThat(told).endsWith("opened " + line);
    }
  }

  private static boolean answersWithin(Rs485Master master, Duration patience) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < patience.toNanos()) {
      if (master.ask(new PackQuestion(PackAddress.of(2), Kind.ANALOG))
          instanceof Exchange.Answered) {
        return true;
      }
    }
    return false;
  }
}
