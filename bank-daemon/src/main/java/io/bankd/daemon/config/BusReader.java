package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.dialect.PackDialects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the buses of a bank. */
final class BusReader {
  /** What to do instead of asking for RFC 2217, of which no library that is kept up is known. */
  private static final String RAW =
      "RFC 2217 and Telnet are not spoken; set the gateway's port to raw TCP server and the baud rate"
          + " in the gateway, then write tcp: 192.168.1.50:8899";

  private BusReader() {}

  /**
   * The buses of one bank.
   *
   * @param lines every line named so far in the file, which no other bus may use
   */
  static List<BusConfig> read(List<Section> sections, Set<BusEndpoint> lines) {
    List<BusConfig> buses = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : sections) {
      String name = section.text("name", sections.size() == 1 ? "rs485" : "");
      // Reading goes on where a name is wrong: packs are told apart all the same.
      String label = "?" + buses.size();
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,15}")) {
        String problem = name.isEmpty() ? "is missing" : "“" + name + "” is no name";
        section.error(
            "name", problem + "; several buses need names of up to 16 letters and digits");
      } else if (!names.add(name)) {
        section.error("name", "“" + name + "” is the name of another bus of this bank");
      } else {
        label = name;
      }
      BusConfig bus = bus(section, name, sections.size() == 1 ? "" : label);
      if (!lines.add(bus.endpoint())) {
        String line = bus.endpoint() + " is used twice; a line has one master";
        section.error(section.has("tcp") ? "tcp" : "serial", line);
      }
      buses.add(bus);
    }
    return buses;
  }

  private static BusConfig bus(Section section, String name, String label) {
    int baud = section.integer("baud", 1200, 115_200, 9600);
    BusEndpoint endpoint = endpoint(section, baud);
    String dialect = section.oneOf("dialect", "pace", PackDialects.names());
    List<PackAddress> addresses = PackList.read(section);
    boolean allowPackWrite = section.bool("allow-pack-write", false);
    BusTiming timing = TimingReader.read(section, TimingReader.usual(endpoint, baud));
    section.refuseUnknown();
    List<PackId> packs = addresses.stream().map(a -> new PackId(label, a)).toList();
    return new BusConfig(name, endpoint, baud, dialect, packs, allowPackWrite, timing);
  }

  private static BusEndpoint endpoint(Section section, int baud) {
    String serial = section.text("serial");
    String tcp = section.text("tcp");
    if (isTelnet(section)) {
      return new BusEndpoint.Tcp("localhost", 1);
    }
    if (serial != null && tcp != null) {
      section.error("tcp", "stands beside serial; a bus has one of the two");
    }
    if (tcp != null) {
      return tcp(section, tcp);
    }
    if (serial == null) {
      section.missing("serial", "name the port, such as /dev/bank-rs485, or a gateway with tcp:");
      return new BusEndpoint.Serial("/dev/null", baud);
    }
    if (!serial.startsWith("/")) {
      section.error("serial", "“" + serial + "” is no full path; write it from / on");
    }
    if (serial.matches("/dev/ttyUSB\\d+")) {
      section
          .faults()
          .warning(
              section.markOf("serial"),
              section.at("serial"),
              serial
                  + " may be another adaptor after the next start; use a /dev/serial/by-id name");
    }
    return new BusEndpoint.Serial(serial, baud);
  }

  private static boolean isTelnet(Section section) {
    for (String key : List.of("rfc2217", "telnet", "serial", "tcp")) {
      boolean named = section.has(key) && (key.equals("rfc2217") || key.equals("telnet"));
      if (named || section.text(key, "").matches("(rfc2217|telnet)://.*")) {
        section.error(key, RAW);
        return true;
      }
    }
    return false;
  }

  private static BusEndpoint tcp(Section section, String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    boolean hostLike = colon > 0 && text.substring(0, colon).matches("[A-Za-z0-9._\\[\\]:-]+");
    if (!hostLike || !port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
      section.error("tcp", "“" + text + "” is no host:port, such as 192.168.1.50:8899");
      return new BusEndpoint.Tcp("localhost", 1);
    }
    return new BusEndpoint.Tcp(text.substring(0, colon), Integer.parseInt(port));
  }

  /** A bus too slow for its packs would leave every reading too old: nothing would be offered. */
  static void refuseSlow(Section section, List<BusConfig> buses, BankPolicy policy) {
    for (BusConfig bus : buses) {
      Duration round = round(bus);
      if (round.compareTo(policy.ages().fresh()) > 0) {
        section.error(
            "buses",
            bus.packs().size()
                + " packs at "
                + bus.baud()
                + " baud take "
                + round.toMillis() / 1000.0
                + " s to be read once, longer than a reading counts as fresh ("
                + Durations.words(policy.ages().fresh())
                + "); raise the baud rate, or spread the packs over several buses");
      }
    }
  }

  /** Every pack's measurements and a quarter of the statuses, on the wire and turning around. */
  private static Duration round(BusConfig bus) {
    BusTiming timing = bus.timing();
    Duration pause = timing.gap().minus(TimingReader.usual(bus.endpoint(), bus.baud()).gap());
    Duration turn = Duration.ofMillis(25).plus(pause);
    int packs = bus.packs().size();
    Duration measurements = timing.wire(162).plus(turn).multipliedBy(packs);
    Duration statuses = timing.wire(116).plus(turn).multipliedBy((packs + 3) / 4);
    return measurements.plus(statuses);
  }
}
