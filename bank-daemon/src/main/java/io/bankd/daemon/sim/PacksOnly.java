package io.bankd.daemon.sim;

import io.bankd.can.CanBus;
import io.bankd.can.sim.LoopbackCanBus;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.can.socket.SocketCanBus;
import io.bankd.daemon.BusLines;
import io.bankd.daemon.Clock;
import io.bankd.daemon.Loops;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.rs485.sim.SimulatedBus;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Voltage;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Only the packs, for somebody else's master. With a CAN interface a simulated inverter stands on
 * it and obeys that master; without one, current flows as the scenario wishes, at half its figure.
 */
public final class PacksOnly {
  private static final Duration PLAIN_PERIOD = Duration.ofSeconds(5);

  private final SimulationOptions options;
  private final Clock clock;
  private final PrintStream out;

  public PacksOnly(SimulationOptions options, PrintStream out) {
    this.options = options;
    this.clock = options.clock();
    this.out = out;
  }

  /** Runs to the end given, or until the process is stopped; one of {@code tty} and {@code tcp}. */
  public void run(@Nullable String tty, @Nullable Integer tcp, @Nullable String can) {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), NioIoHandler.newFactory());
    BusLines lines = BusLines.of(group, clock);
    SimulatedBank bank =
        new SimulatedBank(PackSpec.AM5000, options.packIds(), options.scenario(), options.seed());
    BusEndpoint endpoint =
        tty != null
            ? new BusEndpoint.Serial(tty, 9600)
            : new BusEndpoint.Tcp("127.0.0.1", tcp == null ? 0 : tcp);
    SimulatedSite site = site(bank, can);
    BusListener port = new PortTalk(out);
    try (Loops loops = new Loops(clock);
        SimulatedBus bus =
            SimulatedBus.open(
                endpoint,
                new PaceDialect(),
                site,
                options.faults(),
                endpoint.timing(),
                lines.clock(),
                group,
                lines.readers(),
                port)) {
      loops.start("site", site);
      if (bus.port() >= 0) {
        out.println("simulated packs " + options.packIds() + " answer on 127.0.0.1:" + bus.port());
      }
      show(bank, site);
    }
  }

  /** Says whether the port can be used, as often as that changes. */
  private record PortTalk(PrintStream out) implements BusListener {
    @Override
    public void portOpened(BusEndpoint endpoint) {
      out.println("simulated packs answer on " + endpoint);
    }

    @Override
    public void portLost(BusEndpoint endpoint, String why) {
      out.println(why + " (it is tried again)");
    }
  }

  private SimulatedSite site(SimulatedBank bank, @Nullable String can) {
    CanBus bus = can == null ? new LoopbackCanBus("none") : new SocketCanBus(can, clock::nanos);
    return new SimulatedSite(
        clock,
        bank,
        options.packIds().stream().map(PackId::address).collect(Collectors.toSet()),
        can == null
            ? null
            : new SimulatedInverter(options.dialect(), options.scenario().inverter()),
        bus);
  }

  private void show(SimulatedBank bank, SimulatedSite site) {
    long end = clock.nanos() + options.end().toNanos();
    Narration narration = new Narration(options.scenario(), options.packIds());
    while (clock.nanos() < end && !Thread.currentThread().isInterrupted()) {
      clock.sleep(PLAIN_PERIOD);
      narration.until(site.elapsed()).forEach(out::println);
      Voltage voltage = bank.busVoltage();
      out.println(String.format(Locale.ROOT, "busbar %s, %s", voltage, site.current()));
      if (out.checkError()) {
        return; // Nobody reads any more.
      }
    }
  }
}
