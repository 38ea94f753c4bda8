package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import io.bankd.can.dialect.Dialects;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusTiming;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the configuration file (YAML 1.2) into {@link DaemonConfig}, or into all its faults. */
public final class ConfigReader {
  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

  private final Faults faults;

  private ConfigReader(Faults faults) {
    this.faults = faults;
  }

  /**
   * Reads a whole file.
   *
   * @param file its name as the user gave it, for the messages
   * @param text its content
   */
  public static ConfigResult read(String file, String text) {
    Faults faults = new Faults(file);
    DaemonConfig config = new ConfigReader(faults).read(text);
    return faults.none() && config != null
        ? new ConfigResult.Good(config, faults.warnings())
        : new ConfigResult.Bad(faults.errors());
  }

  private @Nullable DaemonConfig read(String text) {
    Node root;
    try {
      LoadSettings settings = LoadSettings.builder().setLabel("configuration").build();
      root = new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      faults.error(e.getProblemMark(), "", "is not YAML here: " + e.getProblem());
      return null;
    } catch (YamlEngineException e) {
      faults.error(Optional.empty(), "", "is not YAML: " + e.getMessage());
      return null;
    } catch (StackOverflowError e) {
      faults.error(Optional.empty(), "", "is nested too deeply for a configuration");
      return null;
    }
    if (root == null) {
      faults.error(Optional.empty(), "", "is empty; start from one of the example configurations");
      return null;
    }
    if (!(root instanceof MappingNode mapping)) {
      faults.error(root, "", "is not a mapping; it begins with “banks:”");
      return null;
    }
    return daemon(new Section(faults, "", mapping.getStartMark(), mapping));
  }

  private DaemonConfig daemon(Section root) {
    List<BankConfig> banks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> interfaces = new HashSet<>();
    Set<BusEndpoint> lines = new HashSet<>();
    for (Section section : root.sections("banks")) {
      BankConfig bank = bank(section, interfaces, lines);
      if (!names.add(bank.name())) {
        section.error(
            "name", "“" + bank.name() + "” is the name of another bank; choose a new one");
      }
      banks.add(bank);
    }
    HttpConfig http = http(root.section("http"));
    Section log = root.section("log");
    String level = log.oneOf("level", "info", LEVELS);
    log.refuseUnknown();
    root.refuseUnknown();
    return new DaemonConfig(banks, http, level);
  }

  private BankConfig bank(Section section, Set<String> interfaces, Set<BusEndpoint> lines) {
    String name = section.text("name", "bank");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
      section.error("name", "“" + name + "” is no name; use up to 32 letters, digits, - and _");
    }
    section.oneOf("pack-model", PackSpec.AM5000.name(), List.of(PackSpec.AM5000.name()));
    List<BusConfig> buses = buses(section.sections("buses"), lines);
    List<InverterConfig> inverters = new ArrayList<>();
    for (Section inverter : section.sections("inverters")) {
      inverters.add(inverter(inverter, interfaces));
    }
    List<PackId> packs = buses.stream().flatMap(bus -> bus.packs().stream()).toList();
    BankPolicy policy = policy(section, packs.isEmpty() ? List.of(PackId.of(2)) : packs);
    refuseSlowBuses(section, buses, policy);
    section.refuseUnknown();
    return new BankConfig(name, policy, buses, inverters);
  }

  private List<BusConfig> buses(List<Section> sections, Set<BusEndpoint> lines) {
    List<BusConfig> buses = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : sections) {
      String name = section.text("name", sections.size() == 1 ? "rs485" : "");
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,15}")) {
        String problem = name.isEmpty() ? "is missing" : "“" + name + "” is no name";
        section.error(
            "name", problem + "; several buses need names of up to 16 letters and digits");
      } else if (!names.add(name)) {
        section.error("name", "“" + name + "” is the name of another bus of this bank");
      }
      BusConfig bus = bus(section, name, sections.size() == 1 ? "" : name);
      if (!lines.add(bus.endpoint())) {
        String line = bus.endpoint() + " is used twice; a line has one master";
        section.error(section.has("tcp") ? "tcp" : "serial", line);
      }
      buses.add(bus);
    }
    return buses;
  }

  private BusConfig bus(Section section, String name, String label) {
    int baud = section.integer("baud", 1200, 115_200, 9600);
    BusEndpoint endpoint = endpoint(section, baud);
    String dialect = section.oneOf("dialect", "pace", List.of("pace"));
    List<PackAddress> addresses = PackList.read(section);
    section.refuseUnknown();
    List<PackId> packs = addresses.stream().map(a -> new PackId(label, a)).toList();
    return new BusConfig(name, endpoint, baud, dialect, packs);
  }

  private static BusEndpoint endpoint(Section section, int baud) {
    String serial = section.text("serial");
    String tcp = section.text("tcp");
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

  private static InverterConfig inverter(Section section, Set<String> interfaces) {
    String can = section.text("can");
    if (can == null) {
      section.missing("can", "name the interface as “ip link” shows it, such as can0");
    } else if (!can.matches("[A-Za-z0-9_.-]{1,15}")) {
      section.error("can", "“" + can + "” is no interface name of up to 15 characters");
    } else if (!interfaces.add(can)) {
      section.error(
          "can", "“" + can + "” is used twice; two senders on one bus contradict each other");
    }
    String dialect = section.oneOf("dialect", "pylon12", List.copyOf(Dialects.names()));
    Duration period =
        section.duration(
            "period", Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(1));
    Duration spacing =
        section.duration("spacing", Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(5));
    section.refuseUnknown();
    return new InverterConfig(can == null ? "can0" : can, dialect, period, spacing);
  }

  private static BankPolicy policy(Section bank, List<PackId> packs) {
    PackSpec spec = PackSpec.AM5000;
    BankPolicy policy = BankPolicy.of(spec, packs);
    Section limits = bank.section("limits");
    BankPolicy.Voltages voltages = voltages(limits, spec, policy.voltages());
    Ratio most = Ratio.ofPercent(90);
    Ratio spread = limits.percent("assumed-spread", Ratio.ZERO, most, policy.assumedSpread());
    limits.refuseUnknown();
    return policy
        .withAges(ages(bank.section("ages"), policy.ages()))
        .withVoltages(voltages)
        .withAssumedSpread(spread);
  }

  /** Each within what the one before leaves; a default gives way to what is written. */
  private static BankPolicy.Voltages voltages(
      Section limits, PackSpec spec, BankPolicy.Voltages otherwise) {
    // Nobody means to charge below 3 V a cell; it leaves room below for the discharge voltage.
    Voltage least = Voltage.ofMillivolts(3000 * spec.cellCount());
    Voltage charge = limits.voltage("charge-voltage", least, spec.maxVoltage(), otherwise.charge());
    Voltage rest =
        limits.voltage("rest-voltage", least, charge, Voltage.min(otherwise.rest(), charge));
    Voltage below = rest.minus(Voltage.ofMillivolts(1));
    Voltage discharge =
        limits.voltage(
            "discharge-voltage",
            spec.minVoltage(),
            below,
            Voltage.min(otherwise.discharge(), below));
    return new BankPolicy.Voltages(charge, rest, discharge);
  }

  private static BankPolicy.Ages ages(Section ages, BankPolicy.Ages otherwise) {
    Duration fresh = ages.duration("fresh", sec(1), sec(9), otherwise.fresh());
    Duration soonest = fresh.plusMillis(500);
    Duration usual = otherwise.excluded();
    Duration excluded =
        ages.duration("excluded", soonest, sec(10), soonest.compareTo(usual) > 0 ? soonest : usual);
    Duration absent = ages.duration("absent", sec(5), sec(600), otherwise.absent());
    Duration silent = ages.duration("silent", sec(1), sec(600), otherwise.silent());
    ages.refuseUnknown();
    return new BankPolicy.Ages(fresh, excluded, absent, silent);
  }

  /** A bus too slow for its packs would leave every reading too old: nothing would be offered. */
  private static void refuseSlowBuses(Section section, List<BusConfig> buses, BankPolicy policy) {
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
    BusTiming timing = BusTiming.serial(bus.baud());
    Duration turn = Duration.ofMillis(25);
    int packs = bus.packs().size();
    Duration measurements = timing.wire(162).plus(turn).multipliedBy(packs);
    Duration statuses = timing.wire(116).plus(turn).multipliedBy((packs + 3) / 4);
    return measurements.plus(statuses);
  }

  private static Duration sec(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static HttpConfig http(Section section) {
    HttpConfig otherwise = HttpConfig.DEFAULT;
    boolean enabled = section.bool("enabled", true);
    String bind = section.text("bind", otherwise.bind());
    if (!NetUtil.isValidIpV4Address(bind) && !NetUtil.isValidIpV6Address(bind)) {
      section.error("bind", "“" + bind + "” is no IP address of this machine, such as 127.0.0.1");
    }
    int port = section.integer("port", 1, 65_535, otherwise.port());
    section.refuseUnknown();
    return new HttpConfig(enabled, bind, port);
  }
}
