package io.bankd.daemon.cli;

import io.bankd.daemon.control.ControlClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What all commands to a running daemon share: where it is, and how they fail. */
final class Operator {
  @Option(names = "--bank", paramLabel = "NAME", description = "The bank, where there are several.")
  @Nullable String bank;

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description = "Where the daemon listens (default: " + Places.SOCKET + ").")
  @Nullable Path socket;

  /** Asks the daemon; {@code show} gets the answer of one that did it. */
  int ask(
      CommandLine line,
      String command,
      Map<String, String> more,
      Consumer<Map<String, @Nullable Object>> show) {
    try {
      Map<String, @Nullable Object> answer = ask(command, more);
      if (Boolean.TRUE.equals(answer.get("ok"))) {
        show.accept(answer);
        return ExitCode.OK;
      }
      line.getErr().println(Objects.toString(answer.get("error"), "refused"));
    } catch (IOException e) {
      line.getErr().println(e.getMessage());
    }
    return ExitCode.UNAVAILABLE;
  }

  /** Shows what came of it. */
  static void said(Map<String, @Nullable Object> answer, PrintWriter out) {
    if (answer.get("said") instanceof List<?> sentences) {
      sentences.forEach(out::println);
    }
  }

  Map<String, @Nullable Object> ask(String command, Map<String, String> more) throws IOException {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("command", command);
    request.putAll(more);
    request.put("bank", bank);
    request.put("sudo_user", System.getenv("SUDO_USER"));
    request.values().removeIf(Objects::isNull);
    Path given = socket;
    return ControlClient.ask(given == null ? Places.socket(System.getenv()) : given, request);
  }
}
