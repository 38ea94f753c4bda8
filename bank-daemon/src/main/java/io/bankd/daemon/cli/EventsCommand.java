package io.bankd.daemon.cli;

import io.bankd.daemon.json.Json;
import io.bankd.daemon.store.EventFilter;
import io.bankd.daemon.store.RecordReader;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.store.StoredEvent;
import io.bankd.history.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what was recorded; reads the file itself, so it needs no daemon. */
@Command(
    name = "events",
    description = {
      "Show what was recorded: protections and their release, lost and returned packs, commands,"
          + " changes of the configuration, the inverter's silence. The oldest comes first.",
      "",
      "It reads the file itself, whether the daemon runs or not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  bank-daemon events --since 2h",
      "  bank-daemon events --pack 7 --rule PROT-1 --limit 20",
      "  bank-daemon events --severity alarm --since 2026-11-01 --until 2026-12-01 --json",
      "  bank-daemon events --follow"
    })
public final class EventsCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final long TURN_MILLIS = 500;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moments.class,
      description = "From then on: 30min, 2h, 7d ago, or 2026-11-22, or \"2026-11-22 10:30\".")
  @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moments.class,
      description = "Up to then, written likewise.")
  @Nullable Instant until;

  @Option(
      names = "--pack",
      paramLabel = "N",
      description = "Of this pack only: 7, or north/7 with several buses.")
  @Nullable String pack;

  @Option(names = "--bank", paramLabel = "NAME", description = "Of this bank only.")
  @Nullable String bank;

  @Option(names = "--rule", paramLabel = "NAME", description = "Of this rule only, such as PROT-1.")
  @Nullable String rule;

  @Option(
      names = "--severity",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "At least info, warning or alarm (default: info).")
  String severity = "info";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The newest N of them, 1…1000000 (default: 100).")
  int limit = 100;

  @Option(names = "--json", description = "One JSON object a line, with all figures.")
  boolean json;

  @Option(names = "--follow", description = "Then wait for more, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where the records are (default: " + Places.STATE + ").")
  @Nullable Path state;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    EventFilter filter = filter();
    Path given = state;
    Path directory = given == null ? Places.state(System.getenv()) : given;
    try (RecordReader reader = RecordReader.open(directory.resolve(Store.FILE))) {
      List<String> rules = rule == null ? List.of() : reader.rules();
      if (rule != null && !rules.contains(rule)) {
        // It may be a slip, or something that has not happened yet.
        String known = rules.isEmpty() ? "none" : printable(String.join(", ", rules));
        line.getErr().println("no event of rule “" + rule + "” is on record; on record: " + known);
      }
      show(reader, filter, line.getOut());
      return ExitCode.OK;
    } catch (IOException e) {
      line.getErr().println(e.getMessage() + Places.hint(directory));
      return ExitCode.UNAVAILABLE;
    }
  }

  private EventFilter filter() {
    CommandSpec self = Objects.requireNonNull(spec);
    Named.oneOf(self, "--severity", severity, List.of("info", "warning", "alarm"));
    if (limit < 1 || limit > 1_000_000) {
      throw new ParameterException(
          self.commandLine(), "--limit: " + limit + " is out of range; allowed is 1…1000000");
    }
    Severity least = Severity.valueOf(severity.toUpperCase(Locale.ROOT));
    return new EventFilter(since, until, bank, pack, rule, least, 0, limit);
  }

  private void show(RecordReader reader, EventFilter filter, PrintWriter out) throws IOException {
    long last = 0;
    EventFilter wanted = filter;
    while (true) {
      for (StoredEvent event : reader.events(wanted)) {
        out.println(json ? Json.write(object(event)) : text(event));
        last = event.id();
      }
      out.flush();
      if (!follow || out.checkError()) {
        return;
      }
      wanted = filter.after(last);
      try {
        TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String text(StoredEvent event) {
    String time =
        event.clockSet()
            ? TIME.format(event.time())
            : String.format(Locale.ROOT, "(no clock) %7.1f h", event.at().nanos() / 3.6e12);
    String bank = event.bank() == null ? "" : event.bank() + "  ";
    return String.format(
        "%-19s  %-7s  %s%-8s  %s",
        time,
        event.severity().name().toLowerCase(Locale.ROOT),
        bank,
        event.rule(),
        printable(event.text()));
  }

  /** A file may have been written by anybody; a terminal obeys control characters. */
  private static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(Character.isISOControl(c) ? '·' : c));
    return safe.toString();
  }

  private static Map<String, @Nullable Object> object(StoredEvent event) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("id", event.id());
    object.put("time", event.time().toString());
    object.put("clock_set", event.clockSet());
    object.put("service_s", event.at().nanos() / 1e9);
    object.put("bank", event.bank());
    object.put("pack", event.pack());
    object.put("severity", event.severity().name().toLowerCase(Locale.ROOT));
    object.put("rule", event.rule());
    object.put("text", event.text());
    object.put("values", event.values());
    return object;
  }
}
