package io.bankd.daemon.cli;

import io.bankd.daemon.view.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The fronts of all packs, for who does not stand before them. */
@Command(
    name = "panel",
    description = {
      "Show the lights on the front of every pack, as the pack's state makes them shine: blinking in"
          + " a terminal until Ctrl-C, as a table of patterns in a pipe."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 69: no daemon runs, or it refused; the sentence says which."})
public final class PanelCommand implements Callable<Integer> {
  /* Shorter than the shortest flash, which is 250 ms. */
  private static final long TURN_MILLIS = 125;

  @Option(names = "--static", description = "The table of patterns, in a terminal too.")
  boolean still;

  @Mixin Operator operator = new Operator();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    if (still || !Terminal.available()) {
      return operator.ask(
          line,
          "panel",
          Map.of("lights", "patterns"),
          answer -> lines(answer).forEach(text -> line.getOut().println(text)));
    }
    try {
      live();
      return ExitCode.OK;
    } catch (IOException e) {
      line.getErr().println(e.getMessage());
      return ExitCode.UNAVAILABLE;
    }
  }

  private void live() throws IOException {
    List<String> first = asked();
    try (Terminal terminal = new Terminal(System.out)) {
      Runtime.getRuntime().addShutdownHook(new Thread(terminal::close, "terminal"));
      List<String> lines = first;
      while (true) {
        terminal.draw(List.of("fronts of the packs · Ctrl-C ends", ""), lines);
        TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
        lines = asked();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> asked() throws IOException {
    Map<String, @Nullable Object> answer = operator.ask("panel", Map.of("lights", "now"));
    if (!Boolean.TRUE.equals(answer.get("ok"))) {
      throw new IOException(Objects.toString(answer.get("error"), "refused"));
    }
    return lines(answer);
  }

  private static List<String> lines(Map<String, @Nullable Object> answer) {
    return answer.get("lines") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
