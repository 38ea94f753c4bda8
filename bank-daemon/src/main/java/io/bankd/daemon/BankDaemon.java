package io.bankd.daemon;

import io.bankd.can.dialect.Quirk;
import io.bankd.daemon.cli.CanCheckCommand;
import io.bankd.daemon.cli.CanLinkCommand;
import io.bankd.daemon.cli.CheckConfigCommand;
import io.bankd.daemon.cli.CountersCommand;
import io.bankd.daemon.cli.DecodeCommand;
import io.bankd.daemon.cli.EncodeCommand;
import io.bankd.daemon.cli.EventsCommand;
import io.bankd.daemon.cli.ExitCode;
import io.bankd.daemon.cli.PanelCommand;
import io.bankd.daemon.cli.ResetCommand;
import io.bankd.daemon.cli.RestoreDefaultsCommand;
import io.bankd.daemon.cli.RunCommand;
import io.bankd.daemon.cli.ScanCommand;
import io.bankd.daemon.cli.SettingsCommand;
import io.bankd.daemon.cli.SimulateCommand;
import io.bankd.daemon.cli.Version;
import io.bankd.rs485.sim.BusFault;
import io.bankd.sim.Scenarios;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The front door: every command is one class of {@code daemon.cli}. */
@Command(
    name = "bank-daemon",
    description = {
      "Master of a parallel battery bank: reads the packs over RS485, works out what the bank may"
          + " take and give, and tells the inverter over CAN.",
      "",
      "New here? “simulate” shows everything at work, without hardware and without root."
    },
    subcommands = {
      SimulateCommand.class,
      RunCommand.class,
      EventsCommand.class,
      CountersCommand.class,
      PanelCommand.class,
      SettingsCommand.class,
      ResetCommand.class,
      RestoreDefaultsCommand.class,
      CheckConfigCommand.class,
      DecodeCommand.class,
      EncodeCommand.class,
      CanCheckCommand.class,
      ScanCommand.class,
      CanLinkCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done, 64 wrong command line, 69 unavailable, 78 wrong configuration."
    })
public final class BankDaemon {
  private BankDaemon() {}

  /** A new command line, as {@link #main} uses it; tests call it with streams of their own. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new BankDaemon());
    describeScenarios(Objects.requireNonNull(line.getSubcommands().get("simulate")));
    describeOptions(Objects.requireNonNull(line.getSubcommands().get("check-config")));
    return line.setParameterExceptionHandler(BankDaemon::sayWhatIsWrong)
        .setExitCodeExceptionMapper(
            e ->
                e instanceof CommandLine.ParameterException ? ExitCode.USAGE : ExitCode.UNAVAILABLE)
        .setUsageHelpAutoWidth(true);
  }

  /** One sentence and where to read on: the whole help would push the sentence off the screen. */
  private static int sayWhatIsWrong(CommandLine.ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println(wrong.getMessage());
    command.getErr().println("Try “" + command.getCommandSpec().qualifiedName() + " --help”.");
    return ExitCode.USAGE;
  }

  /** The scenarios and faults describe themselves, so that the help cannot fall behind. */
  private static void describeScenarios(CommandLine simulate) {
    List<String> footer = new ArrayList<>(List.of("", "Scenarios:"));
    // The help is a format itself: what is meant as “%” has to be doubled.
    Scenarios.names()
        .forEach(
            (name, what) -> footer.add(String.format("  %-13s %s", name, what).replace("%", "%%")));
    footer.addAll(List.of("", "Faults of the bus:"));
    BusFault.names()
        .forEach(
            (name, what) -> footer.add(String.format("  %-17s %s", name, what).replace("%", "%%")));
    var help = simulate.getCommandSpec().usageMessage();
    footer.addAll(List.of(help.footer()));
    help.footer(footer.toArray(String[]::new));
  }

  /** What can be set below “options:” of an inverter, dialect by dialect. */
  private static void describeOptions(CommandLine checkConfig) {
    List<String> footer =
        new ArrayList<>(
            List.of(
                "",
                "Options of an inverter (banks: inverters: options:), each off unless set:",
                "  name: the battery's name told to the inverter, up to 8 characters",
                "  modules: the number of packs told, 1…254, instead of those online"));
    for (Quirk quirk : Quirk.values()) {
      footer.add("  " + quirk.word() + ": " + quirk.words());
      footer.add("      (" + String.join(", ", quirk.dialects()) + ")");
    }
    var help = checkConfig.getCommandSpec().usageMessage();
    footer.addAll(List.of(help.footer()));
    help.footer(footer.toArray(String[]::new));
  }

  public static void main(String[] args) {
    // Netty would search every network interface for a machine's name that nobody here asks for.
    System.setProperty("io.netty.machineId", "00:00:00:00:00:00:00:01");
    CommandLine line = commandLine();
    int code = args.length == 0 ? line.execute("--help") : line.execute(args);
    System.exit(code);
  }
}
