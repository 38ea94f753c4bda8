package io.bankd.daemon.cli;

import io.bankd.daemon.BusLines;
import io.bankd.daemon.Clock;
import io.bankd.daemon.json.Json;
import io.bankd.daemon.view.ScanPage;
import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.scan.BusScan;
import io.bankd.rs485.scan.ScanSheet;
import io.bankd.rs485.scan.Verdict;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  private static final List<String> PROTOCOLS = List.of("auto", "pace", "pylon", "pylon-pace");

  /** From the factory, then as newer boards and Pylontech have them. */
  private static final List<Integer> RATES = List.of(9600, 115_200, 19_200);

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
    List<PackAddress> expected = expected();
    BusEndpoint endpoint = endpoint(9600);
    List<BusScan.Way> ways = ways();
    require(listen >= 1 && listen <= 600, "--listen: " + listen + " is out of range; 1…600");
    require(rounds >= 3 && rounds <= 1000, "--rounds: " + rounds + " is out of range; 3…1000");
    Consumer<String> progress = json ? words -> {} : words -> err.println(plain(words) + " …");
    BusScan.Result result = scan(ways, expected, progress);
    if (result instanceof BusScan.Result.NoLine gone) {
      err.println(plain(gone.why()));
      return ExitCode.UNAVAILABLE;
    }
    ScanSheet sheet = ((BusScan.Result.Done) result).sheet();
    if (json) {
      out.println(Json.write(ScanObject.of(sheet, endpoint.toString())));
    } else {
      new ScanPage(sheet, endpoint.toString()).lines().forEach(text -> out.println(plain(text)));
    }
    out.flush();
    return sheet.verdict() == Verdict.FAIL ? FAILED : ExitCode.OK;
  }

  private BusScan.Result scan(
      List<BusScan.Way> ways, List<PackAddress> expected, Consumer<String> progress) {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), NioIoHandler.newFactory());
    try {
      BusLines lines = BusLines.of(group, Clock.real());
      BusScan.Effort effort = new BusScan.Effort(Duration.ofSeconds(listen), rounds);
      return new BusScan(
              (way, listener) ->
                  lines.master(
                      endpoint(way.timing().baud()), way.dialect(), way.timing(), listener),
              effort,
              progress)
          .run(ways, expected);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private List<BusScan.Way> ways() {
    CommandSpec self = Objects.requireNonNull(spec);
    Named.oneOf(self, "--protocol", protocol, PROTOCOLS);
    require(cells >= 1 && cells <= 32, "--cells: " + cells + " is out of range; 1…32");
    List<String> names = protocol.equals("auto") ? List.of("pace", "pylon") : List.of(protocol);
    List<BusScan.Way> ways = new ArrayList<>();
    for (int rate : rates()) {
      for (String name : names) {
        BusTiming timing = line.tcp == null ? BusTiming.serial(rate) : BusTiming.tcp(rate);
        ways.add(new BusScan.Way(PackDialects.named(name, cells).orElseThrow(), timing));
      }
    }
    return ways;
  }

  private List<Integer> rates() {
    if (baud.equals("auto")) {
      require(line.tcp == null, "--baud auto: a gateway sets its line's rate itself");
      return RATES;
    }
    require(
        baud.matches("\\d{4,6}")
            && Integer.parseInt(baud) >= 1200
            && Integer.parseInt(baud) <= 115_200,
        "--baud: “" + baud + "” is out of range; allowed are 1200…115200 and auto");
    return List.of(Integer.parseInt(baud));
  }

  private BusEndpoint endpoint(int rate) {
    String tcp = line.tcp;
    if (tcp == null) {
      return new BusEndpoint.Serial(Objects.requireNonNull(line.port), rate);
    }
    require(
        !tcp.matches("(rfc2217|telnet)://.*"),
        "--tcp: RFC 2217 and Telnet are not spoken; set the gateway's port to raw TCP server, and give"
            + " host:port");
    int colon = tcp.lastIndexOf(':');
    String port = tcp.substring(colon + 1);
    require(
        colon > 0 && port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) <= 65_535,
        "--tcp: “" + tcp + "” is no host:port, such as 192.168.1.50:8899");
    return new BusEndpoint.Tcp(tcp.substring(0, colon), Integer.parseInt(port));
  }

  private List<PackAddress> expected() {
    String list = packs;
    if (list == null) {
      return List.of();
    }
    TreeSet<PackAddress> addresses = new TreeSet<>();
    for (String part : list.split(",", -1)) {
      String[] ends = part.strip().split("\\s*-\\s*", 2);
      boolean sound = true;
      for (String end : ends) {
        sound &= end.matches("\\d|1[0-5]");
      }
      require(sound, "--packs: “" + list + "” is no list of addresses, such as 2-5 or 2,3,7");
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int address = Integer.parseInt(ends[0]); address <= last; address++) {
        addresses.add(PackAddress.of(address));
      }
    }
    require(
        !addresses.contains(PackAddress.MASTER),
        "--packs: 1 is the master's own address, which is this daemon; packs are 2…15, and 0");
    require(!addresses.isEmpty(), "--packs: “" + list + "” names no pack");
    return List.copyOf(addresses);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }

  /** For terminals and printers that know nothing else. */
  private String plain(String text) {
    return ascii
        ? text.replace("…", "..")
            .replace("“", "\"")
            .replace("”", "\"")
            .replace("–", "-")
            .replace("Ω", "Ohm")
            .replace("°C", "C")
        : text;
  }
}
