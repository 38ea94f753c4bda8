package io.bankd.daemon;

import io.bankd.can.CanBus;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.http.HttpServer;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.daemon.view.Screen;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole daemon: its banks, its page for Prometheus, its word to systemd. */
public final class Daemon implements AutoCloseable {
  private final DaemonConfig config;
  private final ServiceNotifier notifier;
  private final Metrics metrics;
  private final List<BankService> banks = new ArrayList<>();
  private final Liveness liveness;
  private final MultiThreadIoEventLoopGroup pages =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
  private @Nullable HttpServer http;

  /**
   * Builds everything and starts nothing.
   *
   * @param version shown on the metrics page
   */
  public Daemon(DaemonConfig config, Clock clock, ServiceNotifier notifier, String version) {
    this.config = config;
    this.notifier = notifier;
    this.metrics = new Metrics(version);
    Watchdog watchdog = new Watchdog(notifier);
    this.liveness = new Liveness(clock, watchdog);
    for (BankConfig bank : config.banks()) {
      BankService service = new BankService(bank, clock, metrics, watchdog);
      service.listen(snapshot -> beat());
      banks.add(service);
    }
  }

  private void beat() {
    if (liveness.step() && notifier != ServiceNotifier.NONE) {
      String status =
          banks.stream()
              .map(bank -> bank.name() + " " + Screen.line(bank.newest()))
              .collect(Collectors.joining("; "));
      notifier.tell("STATUS=" + status);
    }
  }

  /**
   * Binds the page, starts the banks, and says so. A dead battery or a missing interface is no
   * reason not to be ready: the service must not be started over and over because of it.
   *
   * @throws IOException in words, when the page cannot be served
   */
  public void start(BusLines lines, Function<InverterConfig, CanBus> canBuses) throws IOException {
    HttpConfig where = config.http();
    if (where.enabled()) {
      http =
          HttpServer.start(
              pages, where.bind(), where.port(), HealthPages.of(metrics, liveness, banks));
    }
    banks.forEach(bank -> bank.start(lines, canBuses));
    notifier.tell("READY=1");
  }

  public List<BankService> banks() {
    return List.copyOf(banks);
  }

  /** The port of the page in use, 0 when there is none. */
  public int httpPort() {
    return http == null ? 0 : http.port();
  }

  @Override
  public void close() {
    notifier.tell("STOPPING=1");
    banks.forEach(BankService::close);
    if (http != null) {
      http.close();
    }
    pages.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    notifier.close();
  }
}
