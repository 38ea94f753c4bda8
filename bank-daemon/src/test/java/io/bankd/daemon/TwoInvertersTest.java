package io.bankd.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.bank.BankPolicy;
import io.bankd.can.CanFrame;
import io.bankd.can.SendResult;
import io.bankd.can.dialect.DialectOptions;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.sim.SimulatedSite;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusClock;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.sim.SimulatedBus;
import io.bankd.sim.Scenarios;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One bank, a Sunny Island of 8 kW on can0 and a Pylon inverter of 5 kW on can1. */
class TwoInvertersTest {
  private static final List<PackId> PACKS =
      IntStream.rangeClosed(2, 4).mapToObj(PackId::of).toList();

  /** Three packs of 50 A. */
  private static final double THE_BANKS = 150;

  private final Clock clock = Clock.atSpeed(5);
  private final Loops physics = new Loops(clock);
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
  private final LoopbackCanBus can0 = new LoopbackCanBus("can0");
  private final LoopbackCanBus can1 = new LoopbackCanBus("can1");
  private final BusEndpoint endpoint = new BusEndpoint.Local("two-" + System.nanoTime());
  private final Daemon daemon = new Daemon(config(), clock, ServiceNotifier.NONE, "test");

  /** The newest limits on each interface. */
  private final Map<String, Map<String, Object>> told = new ConcurrentHashMap<>();

  /** The highest charge limit that can0 was ever told, mA. */
  private final AtomicLong most = new AtomicLong();

  /** How many sets can0 was told. */
  private final AtomicInteger heard = new AtomicInteger();

  private DaemonConfig config() {
    InverterConfig big = inverter("can0", "sma", 8000);
    InverterConfig small = inverter("can1", "pylon12", 5000);
    BusConfig bus = new BusConfig("rs485", endpoint, 9600, "pace", PACKS);
    BankPolicy policy = BankPolicy.of(PackSpec.AM5000, PACKS);
    BankConfig bank = new BankConfig("house", policy, List.of(bus), List.of(big, small));
    return new DaemonConfig(List.of(bank), new HttpConfig(true, "127.0.0.1", 0), "info");
  }

  private static InverterConfig inverter(String can, String dialect, int weight) {
    return new InverterConfig(
        can, dialect, Duration.ofSeconds(1), Duration.ofMillis(5), weight, DialectOptions.DEFAULT);
  }

  @BeforeEach
  void start() throws Exception {
    SimulatedBank bank =
        new SimulatedBank(PackSpec.AM5000, PACKS, Scenarios.named("charge").orElseThrow(), 7);
    SimulatedInverter inverter = new SimulatedInverter(Dialects.named("sma").orElseThrow());
    SimulatedSite packs =
        new SimulatedSite(
            clock,
            bank,
            PACKS.stream().map(PackId::address).collect(Collectors.toSet()),
            inverter,
            can0.join());
    SimulatedBus.open(
        endpoint,
        new PaceDialect(),
        packs,
        endpoint.timing(),
        new BusClock(clock::nanos, clock.speed()),
        group,
        Thread::new);
    can0.tap(frame -> hear("can0", "sma", frame));
    can1.tap(frame -> hear("can1", "pylon12", frame));
    physics.start("site", packs);
    daemon.start(BusLines.of(group, clock), config -> config.can().equals("can0") ? can0 : can1);
  }

  private void hear(String can, String dialect, CanFrame frame) {
    if (frame.id() == 0x351) {
      told.put(can, Dialects.named(dialect).orElseThrow().decode(frame).orElseThrow());
      if (can.equals("can0")) {
        heard.incrementAndGet();
        most.accumulateAndGet((long) (told(can, "ccl_a") * 1000), Math::max);
      }
    }
  }

  @AfterEach
  void stop() {
    daemon.close();
    physics.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private double told(String can, String what) {
    return told.getOrDefault(can, Map.of()).get(what) instanceof Double number ? number : 0;
  }

  /** Half a minute of real time at most. */
  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private String page(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + daemon.httpPort() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Limits rise for a while after the start, and the two are not told in the same instant. */
  private void limitsOnBothByWeight() {
    until(
        "limits on both, 8 to 5",
        () -> {
          double parts = told("can0", "ccl_a") / told("can1", "ccl_a");
          return told("can1", "ccl_a") > 5 && parts > 1.55 && parts < 1.65;
        });
  }

  @Test
  void eachIsToldItsPartAndTogetherNoMoreThanTheBankMay() throws Exception {
    limitsOnBothByWeight();

    assertThat(told("can0", "ccl_a") + told("can1", "ccl_a")).isLessThanOrEqualTo(THE_BANKS);
    assertThat(told("can0", "cvl_v")).isEqualTo(told("can1", "cvl_v")).isPositive();
    assertThat(page("/metrics"))
        .contains("bank_inverter_charge_current_limit_amperes{bank=\"house\",interface=\"can0\"} ")
        .contains("bank_inverter_charge_current_limit_amperes{bank=\"house\",interface=\"can1\"} ")
        .contains(
            "bank_can_frames_total{bank=\"house\",direction=\"out\",interface=\"can1\",result=\"sent\"}");
    assertThat(page("/")).contains("can1: works, inverter not heard, told 5000 of 13000 parts");

    daemon.close();
    for (String can : List.of("can0", "can1")) {
      assertThat(told(can, "ccl_a")).as("the last word on " + can).isZero();
      assertThat(told(can, "dcl_a")).isZero();
      assertThat(told(can, "cvl_v")).isEqualTo(53.6);
    }
  }

  /** It may go on with its last limits for as long as it likes. */
  @Test
  void thePartOfAnInverterThatCannotBeReachedIsNotGivenToTheOther() throws Exception {
    limitsOnBothByWeight();
    can1.breakWith(new SendResult.Down("can1 is down"));
    until("can1 is given up", () -> !daemon.banks().get(0).ready());
    assertThat(page("/readyz")).contains("can1: can1 is down");
    int before = heard.get();
    until("five more sets on can0", () -> heard.get() >= before + 5);

    assertThat(most.get()).isPositive().isLessThanOrEqualTo((long) (THE_BANKS * 1000 * 8 / 13));
  }

  /** While one of them hears, the bank watches whether it is obeyed. */
  @Test
  void theBankKnowsWhenNoneOfItsInvertersCanBeTold() throws Exception {
    String words = "now it cannot be told anything";
    limitsOnBothByWeight();
    can0.breakWith(new SendResult.Down("can0 is down"));
    until("can0 is given up", () -> !daemon.banks().get(0).ready());
    assertThat(page("/")).doesNotContain(words);

    can1.breakWith(new SendResult.QueueFull(0));
    until("both are given up", () -> firstPage().contains(words));
    can0.breakWith(null);
    until("can0 is back", () -> !firstPage().contains(words));
  }

  private String firstPage() {
    try {
      return page("/");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
