package io.bankd.daemon.cli;

import io.bankd.daemon.DrivenBank;
import io.bankd.daemon.log.Logging;
import io.bankd.daemon.replay.Replay;
import io.bankd.daemon.replay.ReplayPrinter;
import io.bankd.daemon.view.Screen;
import io.bankd.unit.Moment;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The daemon driven by a tape. */
@Command(
    name = "replay",
    description = {
      "Drive the daemon from a recording: every rule runs as it ran then, on no hardware at all. The"
          + " same file always gives the same output, to the byte.",
      "",
      "Several files of one recording, in order, go on from each other."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  bank-daemon replay --explain bank-000012.tape",
      "  bank-daemon replay --candump - bank-000012.tape | bank-daemon can-check",
      "",
      "Exit codes: 64 wrong command line, 65 no tape of ours, 69 a file cannot be written."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The recording.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--explain",
      description =
          "Print when and why a limit moved: charge and discharge current, charge voltage.")
  boolean explain;

  @Option(
      names = "--least",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description =
          "The smallest movement of a current limit to explain, of the bank's nominal current; a"
              + " limit that becomes or leaves 0 A is always explained (default: 2).")
  double least = 2;

  @Option(names = "--events", description = "Print what happened, as the records would have it.")
  boolean events;

  @Option(
      names = "--candump",
      paramLabel = "FILE",
      description = "Write every CAN frame as “candump -L” does, in service time; - is the output.")
  @Nullable String candump;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Times as fast as it happened, above 0 (default: as fast as can be).")
  @Nullable Double speed;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    Double times = speed;
    if (times != null && !(times > 0)) {
      String wrong = "--speed: " + times + " is out of range; allowed is above 0";
      throw new CommandLine.ParameterException(line, wrong);
    }
    if (!(least >= 0 && least <= 100)) {
      String wrong = "--least: " + least + " is out of range; allowed is 0…100";
      throw new CommandLine.ParameterException(line, wrong);
    }
    Logging.toStandardError("off");
    PrintWriter out = line.getOut();
    try {
      PrintWriter frames = frames(out);
      ReplayPrinter printer =
          new ReplayPrinter(explain ? least : null, events, out::println, frames);
      Replay replay = new Replay(printer, times == null ? moment -> {} : pace(times));
      for (Path file : files) {
        try {
          replay.play(file);
        } catch (IOException e) {
          line.getErr().println(e.getMessage());
          return ExitCode.DATA;
        }
      }
      printer.close();
      summary(replay, frames == out ? line.getErr() : out);
      out.flush();
      boolean failed = frames != null && frames.checkError();
      if (frames != null && frames != out) {
        frames.close();
      }
      if (failed) {
        line.getErr().println("--candump: " + candump + " cannot be written to the end");
        return ExitCode.UNAVAILABLE;
      }
      return ExitCode.OK;
    } catch (IOException e) {
      line.getErr().println("--candump: " + candump + " cannot be written: " + e.getMessage());
      return ExitCode.UNAVAILABLE;
    }
  }

  private void summary(Replay replay, PrintWriter to) {
    if (explain || events) {
      replay.summary().remarks().forEach(to::println);
      return;
    }
    replay.summary().lines().forEach(to::println);
    for (DrivenBank bank : replay.banks()) {
      to.println();
      to.println("bank " + bank.name() + " at the end:");
      Screen.head(bank.newest()).forEach(to::println);
      to.println();
      Screen.packs(bank.newest()).forEach(to::println);
    }
    to.flush();
  }

  private @Nullable PrintWriter frames(PrintWriter out) throws IOException {
    String where = candump;
    if (where == null) {
      return null;
    }
    return where.equals("-")
        ? out
        : new PrintWriter(new BufferedWriter(Files.newBufferedWriter(Path.of(where)), 1 << 16));
  }

  /** Waits until the tape's time has come. */
  private static Consumer<Moment> pace(double times) {
    long begin = System.nanoTime();
    Moment[] first = new Moment[1];
    return moment -> {
      first[0] = first[0] == null ? moment : first[0];
      long due = begin + (long) (moment.since(first[0]).toNanos() / times);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    };
  }
}
