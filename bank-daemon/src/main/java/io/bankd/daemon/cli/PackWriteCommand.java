package io.bankd.daemon.cli;

import io.bankd.daemon.Clock;
import io.bankd.daemon.config.RecordsConfig;
import io.bankd.daemon.store.Store;
import io.bankd.rs485.PackSwitch;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes what is set in one pack itself. */
@Command(
    name = "pack-write",
    description = {
      "Change what is set in a pack itself, by the names that “settings --from-pack” shows. The"
          + " daemon never does this; it must not run meanwhile.",
      "",
      "Three things must agree: allow-pack-write: true on the pack's bus in the configuration, the"
          + " pack's own serial, and --yes. Without --yes it shows what would change. What was"
          + " written is read back, and recorded with what was there before.",
      "",
      "With --switch something is switched instead: charge-mosfet, discharge-mosfet, limiter,"
          + " led-alarm or buzzer =on or =off, limiter-gear=low or =high. A MOSFET is switched on only"
          + " where every pack of the bus says a voltage near enough.",
      "",
      "Calibration, serial numbers, logs, test modes, the system lock, shutting down and the return to"
          + " factory settings cannot be written at all."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit code 0: done, or shown; 1: the pack did not take it over; 64: not allowed so;",
      "69: the pack or its line is not to be had; 78: wrong configuration, or not allowed there.",
      "",
      "Example:",
      "  bank-daemon pack-write --config bank.yaml --pack 3 --serial 1790011225 cell_ov.alarm_mv=3450",
      "  bank-daemon pack-write --config bank.yaml --pack 3 --serial 1790011225 --switch buzzer=off"
    })
public final class PackWriteCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The daemon's configuration.",
      required = true)
  Path config = Path.of("");

  @Option(
      names = "--pack",
      paramLabel = "N",
      description = "Which pack: 7, or north/7 where the bank has several buses.",
      required = true)
  String pack = "";

  @Option(
      names = "--serial",
      paramLabel = "TEXT",
      description = "The pack's serial, as “settings --from-pack” shows it.",
      required = true)
  String serial = "";

  @Option(
      names = "--switch",
      paramLabel = "NAME=STATE",
      description = "Switch something, and write no figure: charge-mosfet=off.")
  @Nullable String turned;

  @Option(names = "--yes", description = "Do it.")
  boolean yes;

  @Option(
      names = "--allow-looser-than-factory",
      description =
          "Also write what protects less than the factory's value, or has no known range.")
  boolean looser;

  @Parameters(
      paramLabel = "KEY=VALUE",
      arity = "0..*",
      description = "In the unit the key ends with, a whole number: cell_ov.alarm_mv=3450.")
  List<String> changes = new ArrayList<>();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    if ((turned == null) == changes.isEmpty()) {
      line.getErr().println("give either KEY=VALUE, once or more often, or --switch");
      return ExitCode.USAGE;
    }
    try {
      PackPlace place = PackPlace.configured(config, pack);
      if (!place.allowWrite()) {
        throw new PackPlace.Unfit(
            ExitCode.CONFIG,
            config
                + ": pack "
                + pack
                + " may not be written; set allow-pack-write: true on its bus if it may");
      }
      return write(place);
    } catch (PackPlace.Unfit e) {
      line.getErr().println(e.getMessage());
      return e.exitCode;
    }
  }

  /** Carries out what was found to be allowed. */
  private interface Work {
    int run(EventLoopGroup group, Clock clock, Store store) throws PackPlace.Unfit;
  }

  private int write(PackPlace place) throws PackPlace.Unfit {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    String name = turned;
    if (name != null) {
      PackSwitch wanted = PackSwitching.named(place, name, looser);
      return work(
          place,
          (group, clock, store) ->
              new PackSwitching(place, group, clock, store, out).run(wanted, serial.strip(), yes));
    }
    List<PackChange> wanted = new ArrayList<>();
    for (String change : changes) {
      wanted.add(PackChange.of(change, place.model(), looser));
    }
    return work(
        place,
        (group, clock, store) ->
            new PackWriting(place, group, clock, store, out).run(wanted, serial.strip(), yes));
  }

  private static int work(PackPlace place, Work work) throws PackPlace.Unfit {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), NioIoHandler.newFactory());
    RecordsConfig records = Objects.requireNonNull(place.records());
    try (Store store = Places.store(records, System.getenv())) {
      Clock clock = Clock.continuing(store.restored(RunCommand.PATIENCE).serviceTime());
      store.serviceTime(clock::now);
      return work.run(group, clock, store);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
