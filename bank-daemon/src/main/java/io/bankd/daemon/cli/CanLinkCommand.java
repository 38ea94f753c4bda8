package io.bankd.daemon.cli;

import io.bankd.daemon.link.IpLink;
import io.bankd.daemon.link.LinkDetails;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how a CAN interface is set up, and what is wrong with that; sends nothing. */
@Command(
    name = "can-link",
    description = {
      "Show how a CAN interface is set up, and what to do where an inverter could not be reached that"
          + " way: bit rate, restart after bus-off, state. Asks the kernel only; the bus hears nothing."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 65 something was found, 69 the interface could not be looked at.",
      "",
      "Example:",
      "  bank-daemon can-link can0"
    })
public final class CanLinkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "INTERFACE", description = "As “ip link” shows it, such as can0.")
  String can = "";

  @Spec @Nullable CommandSpec spec;

  private final Function<String, IpLink.Look> looking;

  public CanLinkCommand() {
    this(new IpLink()::look);
  }

  CanLinkCommand(Function<String, IpLink.Look> looking) {
    this.looking = looking;
  }

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    IpLink.Look look = looking.apply(can);
    if (look.details().isEmpty()) {
      line.getErr().println(look.words());
      return ExitCode.UNAVAILABLE;
    }
    LinkDetails details = look.details().orElseThrow();
    PrintWriter out = line.getOut();
    out.println(details);
    Collection<String> findings = details.findings().values();
    findings.forEach(words -> out.println("found: " + words));
    return findings.isEmpty() ? ExitCode.OK : CanCheckCommand.FAULTY;
  }
}
