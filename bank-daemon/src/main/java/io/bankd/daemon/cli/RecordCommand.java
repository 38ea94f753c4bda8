package io.bankd.daemon.cli;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Switches the running daemon's recording. */
@Command(
    name = "record",
    description = {
      "Record everything that passes over the buses of the running daemon, both ways, into files that"
          + " “replay” plays and that can be attached to a bug report. With “record:” in the"
          + " configuration it is on from the start."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 69: no daemon runs, or it refused; the sentence says which."})
public final class RecordCommand implements Callable<Integer> {
  /** What can be said. */
  enum What {
    start,
    stop,
    status
  }

  @Parameters(
      paramLabel = "WHAT",
      defaultValue = "status",
      description = "${COMPLETION-CANDIDATES} (default: status).")
  What what = What.status;

  @Mixin Operator operator = new Operator();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    return operator.ask(
        line,
        "record",
        Map.of("what", what.name()),
        answer -> Operator.said(answer, line.getOut()));
  }
}
