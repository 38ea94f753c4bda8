package io.bankd.daemon.sim;

import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanBus;
import io.bankd.can.ReceiveResult;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.can.socket.SocketCanBus;
import io.bankd.daemon.BankService;
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
import io.bankd.daemon.log.Logging;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.view.Screen;
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
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
  /* How often there may be something to say. */
  private static final Duration PLAIN_PERIOD = Duration.ofMillis(500);
  private static final long DRAW_MILLIS = 500;

  private final SimulationOptions options;
  private final Clock clock;
  private final HttpConfig http;
  private final @Nullable String can;
  private final boolean candump;
  private final Store store;
  private final Restored restored;
  private final @Nullable Path socket;

  /**
   * A simulation that has not begun.
   *
   * @param can a CAN interface to use instead of one in memory
   * @param candump print frames on standard output instead of a picture
   * @param store takes in what happens
   * @param restored what an earlier simulation left behind in it
   * @param socket where operators' commands come in; null for nowhere
   */
  public Simulation(
      SimulationOptions options,
      HttpConfig http,
      @Nullable String can,
      boolean candump,
      Store store,
      Restored restored,
      @Nullable Path socket) {
    this.options = options;
    this.clock = options.clock();
    this.http = http;
    this.can = can;
    this.candump = candump;
    this.store = store;
    this.restored = restored;
    this.socket = socket;
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
      show(daemon.banks().get(0), site, daemon.httpPort(), terminal);
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
    return new DaemonConfig(List.of(bank), http, "info");
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
      witnesses.start("candump", () -> print(System.out, witness, main));
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

  /** Stands beside the bus like candump itself, so that a slow reader delays nobody. */
  private static void print(PrintStream out, CanBus bus, Thread main) {
    while (!Thread.currentThread().isInterrupted()) {
      print(out, bus, Duration.ofMillis(200));
      if (out.checkError()) {
        main.interrupt(); // Nobody reads any more.
        return;
      }
    }
    // The interrupt comes after the daemon's last word, which is still to be printed.
    Thread.interrupted();
    while (print(out, bus, Duration.ZERO)) {}
  }

  private static boolean print(PrintStream out, CanBus bus, Duration patience) {
    if (bus.receive(patience) instanceof ReceiveResult.Heard heard) {
      out.println(heard.frame().candump(bus.name()));
      return true;
    }
    return false;
  }

  private void show(BankService bank, SimulatedSite site, int port, @Nullable Terminal terminal) {
    long end = clock.nanos() + options.end().toNanos();
    PrintStream plain = candump ? System.err : System.out;
    plain.println(headline(port));
    Narration narration = new Narration(options.scenario(), options.packIds());
    PlainTalk talk = new PlainTalk(plain);
    while (clock.nanos() < end && !Thread.currentThread().isInterrupted()) {
      List<String> told = narration.until(site.elapsed());
      BankSnapshot snapshot = bank.newest();
      if (terminal != null) {
        told.forEach(terminal::log);
        terminal.draw(head(snapshot, site, port), Screen.packs(snapshot));
        clock.park(Duration.ofMillis((long) (DRAW_MILLIS * clock.speed())));
      } else {
        told.forEach(plain::println);
        talk.about(snapshot, excess(snapshot, site), site.elapsed());
        if (plain.checkError()) {
          return; // Nobody reads any more.
        }
        clock.sleep(PLAIN_PERIOD);
      }
    }
  }

  private static List<String> excess(BankSnapshot snapshot, SimulatedSite site) {
    return Excess.lines(snapshot.limits(), site.current(), site.busVoltage());
  }

  private List<String> head(BankSnapshot snapshot, SimulatedSite site, int port) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(port));
    lines.add(
        "inverter: "
            + site.current()
            + " through the busbar now (the packs' sum below is up to 4 s old)");
    lines.addAll(excess(snapshot, site));
    lines.add("");
    lines.addAll(Screen.head(snapshot));
    return lines;
  }

  private String headline(int port) {
    String page = port == 0 ? "" : " · http://127.0.0.1:" + port + "/metrics";
    String pace = clock.speed() == 1 ? "" : " · speed " + clock.speed();
    return "simulated: "
        + options.packs()
        + (options.packs() == 1 ? " pack, " : " packs, ")
        + options.scenario().name()
        + ", "
        + options.dialect().name()
        + page
        + pace
        + " · Ctrl-C ends";
  }
}
