package io.bankd.daemon.cli;

import io.bankd.daemon.Clock;
import io.bankd.daemon.config.ConfigFault;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.RecordsConfig;
import io.bankd.daemon.log.Logging;
import io.bankd.daemon.sim.PacksOnly;
import io.bankd.daemon.sim.ScenarioFile;
import io.bankd.daemon.sim.ScenarioReader;
import io.bankd.daemon.sim.ScenarioWriter;
import io.bankd.daemon.sim.Simulation;
import io.bankd.daemon.sim.SimulationOptions;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.rs485.sim.BusFault;
import io.bankd.sim.Scenario;
import io.bankd.sim.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main job on a simulated bank: what a newcomer runs first. */
@Command(
    name = "simulate",
    description = {
      "Run the daemon on a simulated bank and inverter: real RS485 frames at 9600 baud, real CAN"
          + " frames, no hardware, no root.",
      "",
      "With --tty or --tcp only the packs are simulated, for a master of your own (“bank-daemon run”"
          + " on the other end, for one); with --can as well, a simulated inverter listens there and"
          + " obeys."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  bank-daemon simulate",
      "  bank-daemon simulate --scenario full --speed 10",
      "  bank-daemon simulate --show-scenario deaf-inverter >mine.yaml",
      "  bank-daemon simulate --scenario mine.yaml",
      "  bank-daemon simulate --candump | grep ' 351 '",
      "  bank-daemon simulate --tty /tmp/packs       (other end of a socat pty pair)"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--packs",
      paramLabel = "N",
      defaultValue = "15",
      description = "How many packs, 1…15; they take the addresses 2 to 15, then 0 (default: 15).")
  int packs = 15;

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      defaultValue = "day",
      description = "What happens: one of those below, or a file of your own (default: day).")
  String scenario = "day";

  @Option(
      names = "--list-scenarios",
      description = "Print the names of the scenarios and what each shows, and nothing else.")
  boolean listScenarios;

  @Option(
      names = "--show-scenario",
      paramLabel = "NAME",
      description = "Print a scenario as a file, to begin one of your own with, and nothing else.")
  @Nullable String showScenario;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Times as fast as the world, 0.1…20; a busy machine at high speed shows as lost answers"
              + " (default: 1).")
  double speed = 1;

  @Option(
      names = "--dialect",
      completionCandidates = DialectNames.Spoken.class,
      paramLabel = "NAME",
      defaultValue = "pylon12",
      description = "What is spoken to the inverter: ${COMPLETION-CANDIDATES} (default: pylon12).")
  String dialect = "pylon12";

  @Option(
      names = "--candump",
      description = "Print every CAN frame as candump does, and no screen.")
  boolean candump;

  @Option(
      names = "--can",
      paramLabel = "IFACE",
      description = "Use this CAN interface (such as vcan0) instead of one in memory.")
  @Nullable String can;

  @Option(
      names = "--tty",
      paramLabel = "PATH",
      description = "Be the packs on this serial port, and nothing else.")
  @Nullable String tty;

  @Option(
      names = "--tcp",
      paramLabel = "PORT",
      description = "Be the packs behind a TCP gateway on this port of loopback, and nothing else.")
  @Nullable Integer tcp;

  @Option(
      names = "--fault",
      paramLabel = "NAME[@PACK]",
      description =
          "Something wrong with the bus, see below; several with commas, at pack 3 unless said.")
  @Nullable String fault;

  @Option(
      names = "--http",
      paramLabel = "PORT",
      defaultValue = "9770",
      description = "Serve metrics on this port of loopback; 0 takes a free one (default: 9770).")
  int http = 9770;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description = "Stop after so many simulated seconds (default: run until stopped).")
  @Nullable Integer duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Makes the packs' small differences; the same seed makes the same (default: 1).")
  long seed = 1;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Keep records in this directory, and take commands on DIR/control.sock (default: neither).")
  @Nullable Path state;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    String shown = showScenario;
    if (listScenarios) {
      Scenarios.names().forEach((name, what) -> out.println(name + ": " + what));
      return ExitCode.OK;
    }
    if (shown != null) {
      ScenarioWriter.write(named("--show-scenario", shown)).forEach(out::println);
      return ExitCode.OK;
    }
    Scenario played = scenario();
    return played == null ? ExitCode.CONFIG : play(played);
  }

  private Integer play(Scenario played) {
    SimulationOptions options = options(played, Clock.atSpeed(speed));
    try {
      if (tty != null || tcp != null) {
        Logging.toStandardError("info");
        new PacksOnly(options, System.out).run(tty, tcp, can);
      } else {
        simulate(played, state);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      String option = tcp == null ? "" : "--tcp " + tcp + ": ";
      Objects.requireNonNull(spec).commandLine().getErr().println(option + e.getMessage());
      return ExitCode.UNAVAILABLE;
    }
  }

  private void simulate(Scenario played, @Nullable Path directory) throws IOException {
    if (directory == null) {
      Store none = Store.none("nothing is recorded");
      SimulationOptions options = options(played, Clock.atSpeed(speed));
      new Simulation(options, http(), can, candump, none, Restored.NOTHING, null).run();
      return;
    }
    Path full = Files.createDirectories(directory.toAbsolutePath());
    Store store = Store.open(full, RecordsConfig.DEFAULT.events());
    Restored restored = store.restored(RunCommand.PATIENCE);
    SimulationOptions options = options(played, Clock.atSpeed(speed, restored.serviceTime()));
    Path socket = full.resolve("control.sock");
    new Simulation(options, http(), can, candump, store, restored, socket).run();
  }

  /** The one named, or the file's; null, with its faults told, where that cannot be played. */
  private @Nullable Scenario scenario() {
    if (!scenario.matches(".*(/|\\.ya?ml)")) {
      return named("--scenario", scenario);
    }
    List<ConfigFault> faults = new ArrayList<>();
    String text = CheckConfigCommand.text(Path.of(scenario), "scenario", faults);
    ScenarioFile file =
        text == null ? new ScenarioFile.Bad(faults) : ScenarioReader.read(scenario, text);
    if (file instanceof ScenarioFile.Good good) {
      return good.scenario();
    }
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    ((ScenarioFile.Bad) file).faults().forEach(err::println);
    return null;
  }

  private Scenario named(String option, String name) {
    Named.oneOf(Objects.requireNonNull(spec), option, name, Scenarios.names().keySet());
    return Scenarios.named(name).orElseThrow();
  }

  private HttpConfig http() {
    return new HttpConfig(true, HttpConfig.DEFAULT.bind(), http);
  }

  private SimulationOptions options(Scenario played, Clock clock) {
    CommandSpec self = Objects.requireNonNull(spec);
    Integer seconds = duration;
    require(
        seconds == null || seconds > 0,
        "--duration: " + seconds + " is out of range; allowed is 1…");
    require(packs >= 1 && packs <= 15, "--packs: " + packs + " is out of range; allowed is 1…15");
    require(
        speed >= 0.1 && speed <= 20, "--speed: " + speed + " is out of range; allowed is 0.1…20");
    require(
        http >= 0 && http <= 65_535, "--http: " + http + " is out of range; allowed is 0…65535");
    require(
        tcp == null || tcp >= 0 && tcp <= 65_535,
        "--tcp: " + tcp + " is out of range; allowed is 0…65535");
    require(tty == null || tcp == null, "--tty and --tcp: choose one");
    return new SimulationOptions(
        packs, played, clock, Named.dialect(self, "--dialect", dialect), seed, duration, faults());
  }

  private List<BusFault.Placed> faults() {
    String named = fault;
    if (named == null) {
      return List.of();
    }
    Optional<List<BusFault.Placed>> placed = BusFault.placed(named);
    require(
        placed.isPresent(),
        "--fault: “"
            + named
            + "” is no fault, or its pack none of 0…15; there are "
            + String.join(", ", BusFault.names().keySet()));
    return placed.orElseThrow();
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }
}
