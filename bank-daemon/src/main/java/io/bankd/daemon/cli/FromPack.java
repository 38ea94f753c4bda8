package io.bankd.daemon.cli;

import io.bankd.daemon.Clock;
import io.bankd.daemon.json.Json;
import io.bankd.rs485.Rs485Master;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The settings that are in a pack itself, read from it. */
final class FromPack {
  @Option(
      names = "--from-pack",
      paramLabel = "N",
      description =
          "Read what is set in this pack itself, all of its tables; needs the line, so the daemon"
              + " must not run.")
  @Nullable String pack;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "With --from-pack: where the daemon's configuration names the pack's line.")
  @Nullable Path config;

  @Option(
      names = "--port",
      paramLabel = "PATH",
      description = "With --from-pack: the serial port, where there is no configuration.")
  @Nullable String port;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "pace",
      description = "With --port: pace, pylon or pylon-pace (default: pace).")
  String protocol = "pace";

  @Option(
      names = "--baud",
      paramLabel = "N",
      defaultValue = "9600",
      description = "With --port (default: 9600).")
  int baud = 9600;

  boolean isWanted() {
    return pack != null;
  }

  /** Reads and prints. */
  int call(CommandLine line, boolean json) {
    try {
      return read(place(), line, json);
    } catch (PackPlace.Unfit e) {
      line.getErr().println(e.getMessage());
      return e.exitCode;
    }
  }

  private PackPlace place() throws PackPlace.Unfit {
    String asked = Objects.requireNonNull(pack);
    Path file = config;
    String path = port;
    if ((file == null) == (path == null)) {
      throw new PackPlace.Unfit(ExitCode.USAGE, "--from-pack: give one of --config and --port");
    }
    return file != null
        ? PackPlace.configured(file, asked)
        : PackPlace.onPort(Objects.requireNonNull(path), baud, protocol, asked);
  }

  private static int read(PackPlace place, CommandLine line, boolean json) {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), NioIoHandler.newFactory());
    try (Rs485Master master = place.master(group, Clock.real())) {
      PackTables tables = new PackTables(master, place.pack().address());
      String serial = tables.serial();
      if (serial == null) {
        String which = "pack " + place.pack() + " on " + place.endpoint();
        line.getErr().println(which + " does not say its serial: " + tables.trouble());
        return ExitCode.UNAVAILABLE;
      }
      PrintWriter out = line.getOut();
      if (!json) {
        out.println("pack " + place.pack() + " on " + place.endpoint() + ", serial " + serial);
        out.println(row(" ", "setting", "value", "factory", "difference"));
      }
      for (String subject : place.dialect().subjects()) {
        Map<String, Object> values = tables.table(subject);
        if (values != null) {
          Map<String, Object> factory = place.dialect().factory(subject);
          show(subject, values, factory == null ? Map.of() : factory, out, json);
        } else if (!json) {
          out.println(row(" ", subject, "(" + tables.trouble() + ")", "", ""));
        }
      }
      return ExitCode.OK;
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static void show(
      String subject,
      Map<String, Object> values,
      Map<String, Object> factory,
      PrintWriter out,
      boolean json) {
    values.forEach(
        (name, value) -> {
          PackField field = new PackField(subject, name);
          Object made = factory.get(name);
          if (json) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("setting", field.toString());
            object.put("value", value);
            object.put("factory", made);
            out.println(Json.write(object));
            return;
          }
          boolean differs = made != null && !made.equals(value);
          out.println(
              row(
                  differs ? "*" : " ",
                  field,
                  field.words(value),
                  made == null ? "-" : field.words(made),
                  differs ? difference(field, value, made) : ""));
        });
  }

  private static String difference(PackField field, Object value, Object made) {
    if (value instanceof Integer now && made instanceof Integer then) {
      return (now > then ? "+" : "") + field.words(now - then);
    }
    return "differs";
  }

  private static String row(Object... columns) {
    return String.format("%s %-32s %12s %12s  %s", columns).stripTrailing();
  }
}
