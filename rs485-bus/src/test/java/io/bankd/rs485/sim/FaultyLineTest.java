package io.bankd.rs485.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusFinding;
import io.bankd.rs485.BusFindings;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.Exchange;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.PackQuestion.Kind;
import io.bankd.rs485.PollPlan;
import io.bankd.rs485.Rs485Master;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.serial.PseudoTerminals;
import io.bankd.unit.Moment;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Five packs over pseudo-terminals with something wrong at the third: it is named, and whoever is
 * well stays polled.
 */
@Tag("pty")
@Timeout(120)
class FaultyLineTest {
  private static final List<PackAddress> PACKS =
      IntStream.rangeClosed(2, 6).mapToObj(PackAddress::of).toList();

  private static final PackAddress THREE = PackAddress.of(3);

  /** Three times as fast as the world; waits are as long as threads need. */
  private static final BusClock CLOCK = new BusClock(() -> 3 * System.nanoTime(), 3);

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final PaceDialect dialect = new PaceDialect();
  private final BusFindings findings = new BusFindings(PACKS, BusListener.NONE);
  private final PollPlan plan =
      new PollPlan(PACKS, List.of(), dialect.shortest(), reading -> false, BusListener.NONE);
  private final Set<PackAddress> answered = new HashSet<>();
  private @Nullable PseudoTerminals ports;
  private @Nullable SimulatedBus bus;

  @BeforeEach
  void plug() {
    ports = new PseudoTerminals();
  }

  @AfterEach
  void end() {
    if (bus != null) {
      bus.close();
    }
    loops.shutdownGracefully(300, 2000, TimeUnit.MILLISECONDS);
    if (ports != null) {
      ports.close();
    }
  }

  private void packs(String port, List<BusFault.Placed> faults) {
    bus =
        SimulatedBus.open(
            new BusEndpoint.Serial(port, 9600),
            dialect,
            StillPacks.at(PACKS::contains),
            faults,
            BusTiming.serial(9600),
            CLOCK,
            loops,
            Thread::new,
            BusListener.NONE);
  }

  private Rs485Master master(String port) {
    return new Rs485Master(
        new BusEndpoint.Serial(port, 9600),
        dialect,
        BusTiming.serial(9600),
        loops,
        Thread::new,
        CLOCK,
        findings);
  }

  /** Polls until something is so; the test's time-out is the limit. */
  private void poll(Rs485Master master, BooleanSupplier until) {
    while (!until.getAsBoolean()) {
      // Who has been interrupted is answered at once, for ever.
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      Moment now = CLOCK.now();
      PackQuestion question = plan.next(now);
      Exchange outcome = master.ask(question);
      plan.note(question, outcome, CLOCK.now());
      if (outcome instanceof Exchange.Answered && question.kind() == Kind.ANALOG) {
        answered.add(question.address());
      }
    }
  }

  private boolean isNamed(BusFinding.Kind kind) {
    return findings.current().stream().anyMatch(finding -> finding.kind() == kind);
  }

  @ParameterizedTest
  @CsvSource({
    "SECOND_MASTER, SECOND_MASTER",
    "DUPLICATE_ADDRESS, DUPLICATE_ADDRESS",
    "MISSING_PACK, SILENT_PACK",
    "DIP_ORDER, DIP_ORDER",
    "ADDRESS_0, WRONG_ADDRESS",
    "MOVED_PACK, WRONG_ADDRESS",
    "ADDRESS_1, MASTER_ADDRESS",
    "ECHO, ECHO",
    "BABBLE, BABBLING_PACK",
    "CORRUPT, DAMAGED_LINE"
  })
  void aFaultIsNamedAndTheOtherPacksStayPolled(BusFault fault, BusFinding.Kind name) {
    PseudoTerminals line = Objects.requireNonNull(ports);
    packs(line.b(), List.of(fault.at(3)));
    try (Rs485Master master = master(line.a())) {
      poll(master, () -> isNamed(name));
      answered.clear();
      Set<PackAddress> others = new HashSet<>(PACKS);
      others.remove(THREE);
      poll(master, () -> answered.containsAll(others));
    }
  }

  @Test
  void aCableThatIsPulledAndPutBackIsInUseAgain() {
    PseudoTerminals line = Objects.requireNonNull(ports);
    packs(line.b(), List.of());
    try (Rs485Master master = master(line.a())) {
      poll(master, () -> answered.containsAll(PACKS));
      line.unplug();
      answered.clear();
      PackQuestion any = new PackQuestion(THREE, Kind.ANALOG);
      assertThat(lost(master, any)).isInstanceOf(Exchange.PortGone.class);
      line.plug();
      poll(master, () -> answered.containsAll(PACKS));
    }
  }

  /** Asks until the line is noticed to be gone: a time-out may come first. */
  private static Exchange lost(Rs485Master master, PackQuestion question) {
    Exchange outcome = master.ask(question);
    while (!(outcome instanceof Exchange.PortGone)) {
      outcome = master.ask(question);
    }
    return outcome;
  }

  @Test
  void answersThatComeInPiecesAreWholeThroughATcpGateway() {
    BusTiming timing = BusTiming.tcp(9600);
    BusEndpoint anyPort = new BusEndpoint.Tcp("127.0.0.1", 0);
    List<BusFault.Placed> faults = List.of(BusFault.PIECES.at(3));
    SimulatedBus gateway =
        SimulatedBus.open(
            anyPort,
            dialect,
            StillPacks.at(PACKS::contains),
            faults,
            timing,
            CLOCK,
            loops,
            Thread::new,
            BusListener.NONE);
    bus = gateway;
    try (Rs485Master master =
        new Rs485Master(
            new BusEndpoint.Tcp("127.0.0.1", gateway.port()),
            dialect,
            timing,
            loops,
            Thread::new,
            CLOCK,
            findings)) {
      poll(master, () -> answered.containsAll(PACKS));
      assertThat(findings.current()).isEmpty();
    }
  }
}
