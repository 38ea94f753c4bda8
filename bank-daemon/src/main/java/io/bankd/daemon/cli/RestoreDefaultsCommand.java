package io.bankd.daemon.cli;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The maker's “restore defaults”: parameters go back, records stay. */
@Command(
    name = "restore-defaults",
    description = {
      "Set the configured settings of the packs aside: the factory's are in force at once, and after"
          + " a restart too, until the configured ones are changed. Records and counters stay.",
      "",
      "Where the configuration was stricter than the factory this protects less; the answer says so."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 69: no daemon runs, or it refused; the sentence says which."})
public final class RestoreDefaultsCommand implements Callable<Integer> {
  @Mixin Operator operator = new Operator();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    return operator.ask(
        line, "restore-defaults", Map.of(), answer -> Operator.said(answer, line.getOut()));
  }
}
