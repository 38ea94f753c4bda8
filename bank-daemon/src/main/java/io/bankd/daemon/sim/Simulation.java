package io.bankd.daemon.sim;

import io.bankd.bank.BankPolicy;
import io.bankd.can.CanBus;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.can.socket.SocketCanBus;
import io.bankd.daemon.BusLines;
import io.bankd.daemon.Clock;
import io.bankd.daemon.Daemon;
import io.bankd.daemon.Loops;
import io.bankd.daemon.cli.Version;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.config.RecordingConfig;
import io.bankd.daemon.config.RecordsConfig;
import io.bankd.daemon.log.Logging;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.view.Terminal;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.sim.SimulatedBus;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The daemon as it is, every thread and every frame of it, between a simulated bank and a simulated
 * inverter.
 */
public final class Simulation {
  private static final String BUS = "simulated";
  private final SimulationOptions options;
  private final Clock clock;
  private final HttpConfig http;
  private final @Nullable String can;
  private final boolean candump;
  private final Store store;
  private final Restored restored;
  private final @Nullable Path socket;
  private final @Nullable Path tapes;

  /**
   * A simulation that has not begun.
   *
   * @param can a CAN interface to use instead of one in memory
   * @param candump print frames on standard output instead of a picture
   * @param store takes in what happens
   * @param restored what an earlier simulation left behind in it
   * @param socket where operators' commands come in; null for nowhere
   * @param tapes where to record everything that passes; null for nowhere
   */
  public Simulation(
      SimulationOptions options,
      HttpConfig http,
      @Nullable String can,
      boolean candump,
      Store store,
      Restored restored,
      @Nullable Path socket,
      @Nullable Path tapes) {
    this.options = options;
    this.clock = options.clock();
    this.http = http;
    this.can = can;
    this.candump = candump;
    this.store = store;
    this.restored = restored;
    this.socket = socket;
    this.tapes = tapes;
  }

  /** Runs to the end given, or until the process is stopped. */
  public void run() throws IOException {
    Terminal terminal = candump || !Terminal.available() ? null : new Terminal(System.out);
    if (terminal == null) {
      Logging.toStandardError("info");
    } else {
      Logging.to(terminal::log, "info");
    }
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), LocalIoHandler.newFactory());
    CountDownLatch ended = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(main, ended), "stop"));
    try (Loops witnesses = new Loops(clock);
        Daemon daemon =
            new Daemon(config(), clock, ServiceNotifier.NONE, Version.text(), store, restored);
        Loops loops = new Loops(clock)) {
      SimulatedSite site = start(daemon, loops, witnesses, group);
      new SimulationView(options, clock, candump, terminal)
          .show(daemon.banks().get(0), site, daemon.httpPort());
    } finally {
      if (terminal != null) {
        terminal.close();
      }
      Logging.close();
      ended.countDown();
    }
  }

  /** Waits for the orderly end, so that the last frames are sent before the process is gone. */
  private static void stop(Thread main, CountDownLatch ended) {
    main.interrupt();
    try {
      ended.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DaemonConfig config() {
    BusConfig bus = new BusConfig(BUS, new BusEndpoint.Local(BUS), 9600, "pace", options.packIds());
    InverterConfig inverter =
        new InverterConfig(
            can == null ? "can0" : can,
            options.dialect().name(),
            Duration.ofSeconds(1),
            Duration.ofMillis(5));
    BankPolicy policy = BankPolicy.of(PackSpec.AM5000, options.packIds());
    BankConfig bank = new BankConfig("simulated", policy, List.of(bus), List.of(inverter));
    RecordingConfig usual = RecordingConfig.DEFAULT;
    RecordingConfig recording =
        new RecordingConfig(tapes != null, tapes, usual.files(), usual.megabytes());
    return new DaemonConfig(List.of(bank), http, "info", RecordsConfig.DEFAULT, recording);
  }

  /** The same as it would stand in a file, for who replays what is recorded. */
  private String yaml() {
    String packs =
        options.packIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return """
        banks:
          - name: simulated
            buses:
              - { name: %s, serial: /dev/simulated, dialect: pace, packs: [%s] }
            inverters:
              - { can: %s, dialect: %s, period: 1s, spacing: 5ms }
        """
        .formatted(BUS, packs, can == null ? "can0" : can, options.dialect().name());
  }

  private SimulatedSite start(Daemon daemon, Loops loops, Loops witnesses, EventLoopGroup group)
      throws IOException {
    SimulatedBank bank =
        new SimulatedBank(PackSpec.AM5000, options.packIds(), options.scenario(), options.seed());
    CanBus daemonEnd;
    CanBus inverterEnd;
    CanBus witness;
    if (can == null) {
      LoopbackCanBus wire = new LoopbackCanBus("can0");
      daemonEnd = wire;
      inverterEnd = wire.join();
      witness = wire.join();
    } else {
      daemonEnd = new SocketCanBus(can, clock::nanos);
      inverterEnd = new SocketCanBus(can, clock::nanos);
      witness = new SocketCanBus(can, clock::nanos);
    }
    if (candump) {
      Thread main = Thread.currentThread();
      witnesses.start("candump", new Candump(System.out, witness, main));
    }
    SimulatedSite site =
        new SimulatedSite(
            clock,
            bank,
            options.packIds().stream().map(id -> id.address()).collect(Collectors.toSet()),
            new SimulatedInverter(options.dialect(), options.scenario().inverter()),
            inverterEnd);
    BusLines lines = BusLines.of(group, clock);
    BusEndpoint endpoint = new BusEndpoint.Local(BUS);
    SimulatedBus.open(
        endpoint,
        new PaceDialect(),
        site,
        options.faults(),
        endpoint.timing(),
        lines.clock(),
        group,
        lines.readers(),
        BusListener.NONE);
    warm(site);
    Path commands = socket;
    if (commands != null) {
      daemon.listen(commands);
    }
    Path directory = tapes;
    if (directory != null) {
      daemon.record(yaml(), directory.toAbsolutePath());
    }
    daemon.start(lines, inverter -> daemonEnd);
    loops.start("site", site);
    return site;
  }

  /**
   * A cold JVM takes longer over its first answer than a pack may; a stranger would see it lost.
   */
  private void warm(SimulatedSite site) {
    PaceDialect dialect = new PaceDialect();
    for (PackId pack : options.packIds()) {
      PackReading reading = site.reading(pack.address());
      if (reading != null) {
        PackQuestion question = new PackQuestion(pack.address(), PackQuestion.Kind.ANALOG);
        dialect.read(question, dialect.answer(question, reading));
      }
    }
  }
}
