package io.bankd.daemon.cli;

import io.bankd.daemon.json.Json;
import io.bankd.daemon.store.RecordReader;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.history.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what each pack has been through in its life; reads the file itself. */
@Command(
    name = "counters",
    description = {
      "Show what each pack has been through in its life: charge and discharge, time above 50 A and"
          + " 50 °C, protections, extremes. All figures are with --all or --json.",
      "",
      "It reads the records themselves, at most a minute old, whether the daemon runs or not."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CountersCommand implements Callable<Integer> {
  @Option(
      names = "--pack",
      paramLabel = "N",
      description = "Of this pack only: 7, or north/7 with several buses.")
  @Nullable String pack;

  @Option(names = "--bank", paramLabel = "NAME", description = "Of this bank only.")
  @Nullable String bank;

  @Option(names = "--json", description = "One JSON object a line and pack, with all figures.")
  boolean json;

  @Option(names = "--all", description = "All figures that are kept, by their names.")
  boolean all;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where the records are (default: " + Places.STATE + ").")
  @Nullable Path state;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    Path given = state;
    Path directory = given == null ? Places.state(System.getenv()) : given;
    try (RecordReader reader = RecordReader.open(directory.resolve(Store.FILE))) {
      SortedMap<String, Map<String, Figures>> lives = new TreeMap<>(reader.restored().lives());
      int shown = 0;
      for (var ofBank : lives.entrySet()) {
        if (bank == null || ofBank.getKey().equals(bank)) {
          shown += show(ofBank.getKey(), ofBank.getValue(), line.getOut());
        }
      }
      if (shown == 0) {
        line.getErr().println("nothing is recorded of such a pack");
      }
      return shown == 0 ? ExitCode.UNAVAILABLE : ExitCode.OK;
    } catch (IOException e) {
      line.getErr().println(e.getMessage() + Places.hint(directory));
      return ExitCode.UNAVAILABLE;
    }
  }

  private int show(String name, Map<String, Figures> packs, PrintWriter out) {
    SortedMap<String, Figures> sorted = new TreeMap<>(CountersCommand::byNumber);
    sorted.putAll(packs);
    sorted.remove(Restored.WHOLE); // the bank's own figures are no pack's life
    String wanted = pack;
    sorted.keySet().removeIf(key -> wanted != null && !wanted.equals(key));
    sorted.forEach(
        (key, figures) -> {
          if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("bank", name);
            object.put("pack", key);
            object.put("figures", figures.values());
            out.println(Json.write(object));
          } else {
            out.println(name + " pack " + key);
            Counters.lines(figures, all).forEach(line -> out.println("  " + line));
          }
        });
    return sorted.size();
  }

  /** 2 before 10. */
  private static int byNumber(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }
}
