package io.bankd.daemon.cli;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The RST button of a pack, as far as the daemon's own rules go. */
@Command(
    name = "reset",
    description = {
      "Clear what this daemon has locked a pack for, as the pack's own RST button would. Settings,"
          + " records and counters stay, and a cause that is still there acts again.",
      "",
      "The pack's own BMS is not touched: press its button for 6 to 10 s for that."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 69: no daemon runs, or it refused; the sentence says which."})
public final class ResetCommand implements Callable<Integer> {
  @Option(
      names = "--pack",
      paramLabel = "N",
      required = true,
      description = "The pack: 7, or north/7 with several buses.")
  String pack = "";

  @Mixin Operator operator = new Operator();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    return operator.ask(
        line, "reset", Map.of("pack", pack), answer -> Operator.said(answer, line.getOut()));
  }
}
