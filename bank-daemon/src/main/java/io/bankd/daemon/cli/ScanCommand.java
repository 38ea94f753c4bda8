package io.bankd.daemon.cli;

import io.bankd.daemon.json.Json;
import io.bankd.daemon.view.ScanPage;
import io.bankd.pack.PackAddress;
import io.bankd.rs485.scan.BusScan;
import io.bankd.rs485.scan.ScanSheet;
import io.bankd.rs485.scan.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commissioning check of a live bus. */
@Command(
    name = "scan",
    description = {
      "Check a bus before the bank is started: listen, ask every address, read every pack, and print"
          + " a pass sheet that says what to put right, with the DIP switches to set.",
      "",
      "Only asks, and changes nothing in any pack. The line must be free: stop the daemon first."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Exit code 0: nothing failed; 1: something has to be put right; 64: wrong command line;",
      "69: the line cannot be used.",
      "",
      "Examples:",
      "  bank-daemon scan --port /dev/ttyUSB0 --packs 2-5",
      "  bank-daemon scan --tcp 192.168.1.50:8899 --packs 2-15,0 --json"
    })
public final class ScanCommand implements Callable<Integer> {
  /** Something on the sheet has failed. */
  static final int FAILED = 1;

  static final class Line {
    @Option(
        names = "--port",
        paramLabel = "PATH",
        description = "The serial port.",
        required = true)
    @Nullable String port;

    @Option(
        names = "--tcp",
        paramLabel = "HOST:PORT",
        description = "A serial server that passes characters on as they are.",
        required = true)
    @Nullable String tcp;
  }

  @ArgGroup(multiplicity = "1")
  Line line = new Line();

  @Option(
      names = "--packs",
      paramLabel = "LIST",
      description = "The addresses there should be: 2-5, or 2,3,7, or 2-15,0.")
  @Nullable String packs;

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "pace, pylon, pylon-pace, or auto: pace first, then pylon (default: auto).")
  String protocol = "auto";

  @Option(
      names = "--baud",
      paramLabel = "N",
      defaultValue = "9600",
      description =
          "1200…115200, or auto: 9600, 115200, 19200 until a pack answers (default: 9600).")
  String baud = "9600";

  @Option(
      names = "--cells",
      paramLabel = "N",
      defaultValue = "16",
      description = "Cells in series in each pack, 1…32 (default: 16).")
  int cells = 16;

  @Option(
      names = "--listen",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "Only listen for so long at first, 1…600 (default: 3).")
  int listen = 3;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "12",
      description = "Read every pack so often, 3…1000 (default: 12).")
  int rounds = 12;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(names = "--ascii", description = "Draw and write with plain characters.")
  boolean ascii;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec self = Objects.requireNonNull(spec);
    PrintWriter out = self.commandLine().getOut();
    PrintWriter err = self.commandLine().getErr();
    List<PackAddress> expected = AddressList.read(self, "--packs", packs);
    ScanWays ways = new ScanWays(self, line.port, line.tcp, protocol, baud, cells);
    String where = ways.endpoint(9600).toString();
    List<BusScan.Way> tried = ways.all();
    Named.require(
        self, listen >= 1 && listen <= 600, "--listen: " + listen + " is out of range; 1…600");
    Named.require(
        self, rounds >= 3 && rounds <= 1000, "--rounds: " + rounds + " is out of range; 3…1000");
    Consumer<String> progress = json ? words -> {} : words -> err.println(plain(words) + " …");
    BusScan.Effort effort = new BusScan.Effort(Duration.ofSeconds(listen), rounds);
    BusScan.Result result = ways.scan(tried, effort, expected, progress);
    if (result instanceof BusScan.Result.NoLine gone) {
      err.println(plain(gone.why()));
      return ExitCode.UNAVAILABLE;
    }
    ScanSheet sheet = ((BusScan.Result.Done) result).sheet();
    if (json) {
      out.println(Json.write(ScanObject.of(sheet, where)));
    } else {
      new ScanPage(sheet, where).lines().forEach(text -> out.println(plain(text)));
    }
    out.flush();
    return sheet.verdict() == Verdict.FAIL ? FAILED : ExitCode.OK;
  }

  private String plain(String text) {
    return ascii ? PlainCharacters.of(text) : text;
  }
}
