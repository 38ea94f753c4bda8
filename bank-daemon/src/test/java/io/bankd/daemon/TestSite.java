package io.bankd.daemon;

import io.bankd.bank.BankPolicy;
import io.bankd.can.CanDialect;
import io.bankd.can.CanFrame;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Moment;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A daemon under test, with a wire tap on its CAN bus. */
final class TestSite implements AutoCloseable {
  /** What a set said, and when on the daemon's clock. */
  record Heard(Moment at, Map<String, Object> said) {}

  final Clock clock;
  final LoopbackCanBus can = new LoopbackCanBus("can0");
  final Daemon daemon;
  private final EventLoopGroup group;
  private final CanDialect dialect = Dialects.named("pylon12").orElseThrow();
  private final LinkedBlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

  private final Store store;
  private boolean closed;

  TestSite(Clock clock, EventLoopGroup group, BusEndpoint endpoint, List<PackId> packs) {
    this(clock, group, endpoint, "pace", packs);
  }

  TestSite(
      Clock clock,
      EventLoopGroup group,
      BusEndpoint endpoint,
      String packDialect,
      List<PackId> packs) {
    this(
        clock,
        group,
        endpoint,
        packDialect,
        packs,
        PackSpec.AM5000,
        Store.none("nothing is recorded"),
        Restored.NOTHING);
  }

  TestSite(
      Clock clock,
      EventLoopGroup group,
      BusEndpoint endpoint,
      String packDialect,
      List<PackId> packs,
      PackSpec configured,
      Store store,
      Restored restored) {
    this.store = store;
    this.clock = clock;
    this.group = group;
    BusConfig bus = new BusConfig("test", endpoint, 9600, packDialect, packs);
    InverterConfig inverter =
        new InverterConfig("can0", "pylon12", Duration.ofSeconds(1), Duration.ofMillis(5));
    BankPolicy policy = BankPolicy.of(configured, packs);
    BankPolicy factory = BankPolicy.of(PackSpec.AM5000, packs);
    BankConfig bank = new BankConfig("test", policy, factory, List.of(bus), List.of(inverter));
    HttpConfig http = new HttpConfig(true, "127.0.0.1", 0);
    daemon =
        new Daemon(
            new DaemonConfig(List.of(bank), http, "info"),
            clock,
            ServiceNotifier.NONE,
            "test",
            store,
            restored);
    can.tap(this::tap);
  }

  private void tap(CanFrame frame) {
    dialect.decode(frame).ifPresent(said -> heard.add(new Heard(clock.now(), said)));
  }

  void start() throws IOException {
    daemon.start(BusLines.of(group, clock), inverter -> can);
  }

  /** Waits on the bus for a frame like that; half a minute of real time at most. */
  Heard await(String what, Predicate<Map<String, Object>> like) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      Heard next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("never heard on CAN: " + what);
      }
      if (like.test(next.said)) {
        return next;
      }
    }
  }

  Heard awaitLimits() throws InterruptedException {
    return await("limits", said -> amps(said, "ccl_a") > 0 && amps(said, "dcl_a") > 0);
  }

  Heard awaitZero() throws InterruptedException {
    return await(
        "zero limits",
        said -> said.containsKey("ccl_a") && amps(said, "ccl_a") + amps(said, "dcl_a") == 0);
  }

  static double amps(Map<String, Object> said, String field) {
    return said.get(field) instanceof Double number ? number : 0;
  }

  /** Everything heard and not yet awaited. */
  int unheard() {
    return heard.size();
  }

  /** Waits until records are written; half a minute of real time at most. */
  void recordsUp() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!store.health().up() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + daemon.httpPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    daemon.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
