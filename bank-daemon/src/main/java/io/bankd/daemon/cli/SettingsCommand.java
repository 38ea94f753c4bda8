package io.bankd.daemon.cli;

import io.bankd.daemon.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which settings the running daemon protects packs by. */
@Command(
    name = "settings",
    description = {
      "Show every setting of the packs as the running daemon uses it, the factory's value, and where"
          + " it comes from. A star marks what is not the factory's.",
      "",
      "With --from-pack, show what is set in a pack itself, asked of it on its line."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code 69: no daemon runs, or it refused; the sentence says which."})
public final class SettingsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "One JSON object a line.")
  boolean json;

  @Mixin FromPack fromPack = new FromPack();

  @Mixin Operator operator = new Operator();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    return fromPack.isWanted()
        ? fromPack.call(line, json)
        : operator.ask(line, "settings", Map.of(), answer -> show(answer, line.getOut()));
  }

  private void show(Map<String, @Nullable Object> answer, PrintWriter out) {
    if (!json) {
      out.println(row(" ", "setting", "value", "factory", "origin"));
    }
    if (answer.get("settings") instanceof List<?> settings) {
      for (Object setting : settings) {
        if (json) {
          out.println(Json.write(Objects.requireNonNull(setting)));
        } else if (setting instanceof Map<?, ?> fields) {
          boolean changed = Boolean.TRUE.equals(fields.get("changed"));
          out.println(
              row(
                  changed ? "*" : " ",
                  fields.get("key"),
                  fields.get("value"),
                  fields.get("factory"),
                  fields.get("origin")));
        }
      }
    }
  }

  private static String row(@Nullable Object... columns) {
    return String.format(Locale.ROOT, "%s %-44s %12s %12s  %s", columns);
  }
}
