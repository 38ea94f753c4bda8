package io.bankd.daemon.cli;

import io.bankd.daemon.config.ConfigFault;
import io.bankd.daemon.config.ConfigReader;
import io.bankd.daemon.config.ConfigResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration and says everything that is wrong with it; opens no device. */
@Command(
    name = "check-config",
    description = "Report every fault of a configuration file, without opening any device.",
    mixinStandardHelpOptions = true,
    footer = {"", "Faults come as file:line:column: path: message. Exit code 0: usable, 78: not."})
public final class CheckConfigCommand implements Callable<Integer> {
  private static final long LARGEST = 1_000_000;

  @Parameters(paramLabel = "FILE", description = "The configuration (YAML).")
  Path file = Path.of("");

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = java.util.Objects.requireNonNull(spec).commandLine();
    ConfigResult result = read(file);
    if (result instanceof ConfigResult.Good good) {
      good.warnings().forEach(w -> line.getErr().println("warning: " + w));
      int packs = good.config().banks().stream().mapToInt(b -> b.policy().packs().size()).sum();
      line.getOut().println(file + ": usable, " + packs + (packs == 1 ? " pack" : " packs"));
      return ExitCode.OK;
    }
    ((ConfigResult.Bad) result).faults().forEach(line.getErr()::println);
    return ExitCode.CONFIG;
  }

  /** Reads the file; a file that cannot be read is one fault of the whole file. */
  static ConfigResult read(Path file) {
    List<ConfigFault> unreadable = new ArrayList<>();
    String text = text(file, "configuration", unreadable);
    return text == null
        ? new ConfigResult.Bad(unreadable)
        : ConfigReader.read(file.toString(), text);
  }

  /**
   * The file's text; null, with the one fault of the whole file told, where it cannot be read.
   *
   * @param kind what it should be, “configuration”
   */
  static @Nullable String text(Path file, String kind, List<ConfigFault> faults) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return unreadable(file, "is no file", faults);
      }
      if (Files.exists(file) && Files.size(file) > LARGEST) {
        return unreadable(file, "is larger than 1 MB: this is no " + kind, faults);
      }
      return Files.readString(file);
    } catch (java.nio.file.NoSuchFileException e) {
      return unreadable(file, "there is no such file", faults);
    } catch (java.nio.charset.MalformedInputException e) {
      return unreadable(file, "is not UTF-8 text", faults);
    } catch (java.nio.file.AccessDeniedException e) {
      return unreadable(file, "may not be read by this user", faults);
    } catch (IOException e) {
      return unreadable(file, "cannot be read: " + e.getMessage(), faults);
    }
  }

  private static @Nullable String unreadable(Path file, String why, List<ConfigFault> faults) {
    faults.add(new ConfigFault(file.toString(), 0, 0, "", why));
    return null;
  }
}
