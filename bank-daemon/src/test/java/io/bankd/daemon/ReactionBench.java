package io.bankd.daemon;

import io.bankd.bank.BankPolicy;
import io.bankd.can.CanDialect;
import io.bankd.can.dialect.Dialects;
import io.bankd.daemon.StampingCanBus.Set;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.log.Logging;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.spec.PackSpec;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How soon a changed limit is handed to the CAN socket, and how punctual the sets are: the real
 * daemon on a real pseudo-terminal, with a CAN bus in memory that notes the time. Run by {@code
 * deploy/test/measure-reaction.sh}: {@code ReactionBench falls|periods PORT PACKS-PORT TIMES}.
 */
public final class ReactionBench {
  private static final int BAUD = 9600;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final CanDialect DIALECT = Dialects.named("pylon12").orElseThrow();

  private final StampingCanBus can = new StampingCanBus(DIALECT);
  private final FallingPack pack;
  private final Daemon daemon;

  private ReactionBench(String port, String packPort, Duration period) throws Exception {
    List<PackId> packs = List.of(PackId.of(2));
    BankPolicy policy =
        BankPolicy.of(PackSpec.AM5000, packs)
            .withRise(new BankPolicy.Rise(Duration.ZERO, 1000)); // soon ready for the next fall
    BusEndpoint endpoint = new BusEndpoint.Serial(port, BAUD);
    BusConfig bus = new BusConfig("bench", endpoint, BAUD, "pace", packs);
    InverterConfig inverter =
        new InverterConfig("can0", DIALECT.name(), period, Duration.ofMillis(5));
    BankConfig bank = new BankConfig("bench", policy, policy, List.of(bus), List.of(inverter));
    Clock clock = Clock.real();
    daemon =
        new Daemon(
            new DaemonConfig(List.of(bank), new HttpConfig(true, "127.0.0.1", 0), "warn"),
            clock,
            ServiceNotifier.NONE,
            "bench",
            Store.none("nothing is recorded"),
            Restored.NOTHING);
    pack =
        new FallingPack(
            packPort,
            PackDialects.named("pace", 16).orElseThrow(),
            BusTiming.serial(BAUD),
            can,
            period);
    Thread answering = new Thread(pack, "pack");
    answering.setDaemon(true);
    answering.start();
    EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    daemon.start(BusLines.of(group, clock), which -> can);
    await(() -> can.count() > 0 && last(can.sets()).discharge() > 40);
  }

  public static void main(String[] arguments) throws Exception {
    String what = arguments[0];
    int times = Integer.parseInt(arguments[3]);
    Logging.toStandardError("warn");
    if (what.equals("falls")) {
      new ReactionBench(arguments[1], arguments[2], SECOND).falls(times);
    } else {
      new ReactionBench(arguments[1], arguments[2], TENTH).periods(times);
    }
    System.exit(0);
  }

  private void falls(int falls) throws Exception {
    warmUp();
    fall("idle", falls);
    try (Load load = new Load(daemon.httpPort())) {
      fall(load.toString(), falls);
    }
  }

  /** The compiler's first minute, and one way down the curve. */
  private void warmUp() throws InterruptedException {
    pack.falling(true);
    await(() -> pack.falls().size() >= 100);
  }

  private void fall(String load, int falls) throws InterruptedException {
    int from = pack.falls().size();
    await(() -> pack.falls().size() >= from + falls + 1);
    List<FallingPack.Fall> measured = pack.falls().subList(from, from + falls);
    List<Set> sets = can.sets();
    Reaction reaction = Reaction.of(measured, sets);
    System.out.println(
        reaction
            .toLimits()
            .row(
                "last character to the frame with the lower limit, " + load,
                reaction.untold()
                    + " not told at once; "
                    + reaction.uncaused()
                    + " sets lower without an answer"));
    System.out.println(reaction.toSet().row("last character to the first frame of that set", ""));
  }

  private void periods(int periods) throws Exception {
    punctual("idle", periods);
    try (Load load = new Load(daemon.httpPort())) {
      punctual(load.toString(), periods);
    }
  }

  private void punctual(String load, int periods) throws InterruptedException {
    int from = can.count();
    await(() -> can.count() >= from + periods);
    List<Long> begun = new ArrayList<>();
    can.sets().subList(from, from + periods).forEach(set -> begun.add(set.begun()));
    Punctuality punctuality = Punctuality.of(begun, TENTH.toNanos());
    System.out.println(
        punctuality.late().row("sets every 100 ms, late by, " + load, punctuality.notes()));
  }

  private static Set last(List<Set> sets) {
    return sets.get(sets.size() - 1);
  }

  private static void await(BooleanSupplier holds) throws InterruptedException {
    while (!holds.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
