package io.bankd.daemon.cli;

import io.bankd.daemon.BusLines;
import io.bankd.daemon.Clock;
import io.bankd.pack.PackAddress;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.rs485.scan.BusScan;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A line as it was typed, and the protocols and rates that are tried on it.
 *
 * @param port of a serial line; null where it is a gateway's
 * @param tcp host and port of a gateway; null where it is a serial line
 */
record ScanWays(
    CommandSpec spec,
    @Nullable String port,
    @Nullable String tcp,
    String protocol,
    String baud,
    int cells) {
  private static final List<String> PROTOCOLS = List.of("auto", "pace", "pylon", "pylon-pace");

  /** From the factory, then as newer boards and Pylontech have them. */
  private static final List<Integer> RATES = List.of(9600, 115_200, 19_200);

  /** Every protocol at the first rate, then at the next. */
  List<BusScan.Way> all() {
    Named.oneOf(spec, "--protocol", protocol, PROTOCOLS);
    Named.require(spec, cells >= 1 && cells <= 32, "--cells: " + cells + " is out of range; 1…32");
    List<String> names = protocol.equals("auto") ? List.of("pace", "pylon") : List.of(protocol);
    List<BusScan.Way> ways = new ArrayList<>();
    for (int rate : rates()) {
      for (String name : names) {
        BusTiming timing = tcp == null ? BusTiming.serial(rate) : BusTiming.tcp(rate);
        ways.add(new BusScan.Way(PackDialects.named(name, cells).orElseThrow(), timing));
      }
    }
    return ways;
  }

  private List<Integer> rates() {
    if (baud.equals("auto")) {
      Named.require(spec, tcp == null, "--baud auto: a gateway sets its line's rate itself");
      return RATES;
    }
    Named.require(
        spec,
        baud.matches("\\d{4,6}")
            && Integer.parseInt(baud) >= 1200
            && Integer.parseInt(baud) <= 115_200,
        "--baud: “" + baud + "” is out of range; allowed are 1200…115200 and auto");
    return List.of(Integer.parseInt(baud));
  }

  /** The line, which is opened at this rate where it is a serial one. */
  BusEndpoint endpoint(int rate) {
    String gateway = tcp;
    if (gateway == null) {
      return new BusEndpoint.Serial(Objects.requireNonNull(port), rate);
    }
    Named.require(
        spec,
        !gateway.matches("(rfc2217|telnet)://.*"),
        "--tcp: RFC 2217 and Telnet are not spoken; set the gateway's port to raw TCP server, and give"
            + " host:port");
    int colon = gateway.lastIndexOf(':');
    String number = gateway.substring(colon + 1);
    Named.require(
        spec,
        colon > 0 && number.matches("[1-9]\\d{0,4}") && Integer.parseInt(number) <= 65_535,
        "--tcp: “" + gateway + "” is no host:port, such as 192.168.1.50:8899");
    return new BusEndpoint.Tcp(gateway.substring(0, colon), Integer.parseInt(number));
  }

  /**
   * Scans the line.
   *
   * @param tried in this order, until a pack answers
   */
  BusScan.Result scan(
      List<BusScan.Way> tried,
      BusScan.Effort effort,
      List<PackAddress> expected,
      Consumer<String> progress) {
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), NioIoHandler.newFactory());
    try {
      BusLines lines = BusLines.of(group, Clock.real());
      return new BusScan(
              (way, listener) ->
                  lines.master(
                      endpoint(way.timing().baud()), way.dialect(), way.timing(), listener),
              effort,
              progress)
          .run(tried, expected);
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
