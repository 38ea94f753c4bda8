package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import io.bankd.can.dialect.DialectOptions;
import io.bankd.can.dialect.Dialects;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.spec.PackSpec;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    RecordsConfig records = records(root.section("state"), root.section("control"));
    RecordingConfig recording = recording(root.has("record"), root.section("record"));
    root.refuseUnknown();
    return new DaemonConfig(banks, http, level, records, recording);
  }

  private BankConfig bank(Section section, Set<String> interfaces, Set<BusEndpoint> lines) {
    String name = section.text("name", "bank");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
      section.error("name", "“" + name + "” is no name; use up to 32 letters, digits, - and _");
    }
    PackSpec spec = SpecReader.read(section);
    List<BusConfig> buses = BusReader.read(section.sections("buses"), lines);
    List<InverterConfig> inverters = new ArrayList<>();
    for (Section inverter : section.sections("inverters")) {
      inverters.add(inverter(inverter, interfaces));
    }
    List<PackId> packs = buses.stream().flatMap(bus -> bus.packs().stream()).toList();
    List<PackId> some = packs.isEmpty() ? List.of(PackId.of(2)) : packs;
    BankPolicy policy = PolicyReader.read(section, spec, some);
    // What is wrong has just been said; what is wrong by the factory's settings alone is no fault.
    BankPolicy factory = PolicyReader.read(section.unheard(), PackSpec.of(spec.model()), some);
    BusReader.refuseSlow(section, buses, policy);
    section.refuseUnknown();
    return new BankConfig(name, policy, factory, buses, inverters);
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
    Duration wanted = Dialects.named(dialect).orElseThrow().period();
    Duration fastest = Collections.min(List.of(wanted, Duration.ofMillis(200)));
    Duration period = section.duration("period", fastest, Duration.ofSeconds(2), wanted);
    Duration spacing =
        section.duration("spacing", Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(5));
    DialectOptions options = OptionsReader.read(section.section("options"), dialect);
    section.refuseUnknown();
    return new InverterConfig(can == null ? "can0" : can, dialect, period, spacing, options);
  }

  private static RecordsConfig records(Section state, Section control) {
    Path directory = path(state, "directory", "/var/lib/bank-daemon");
    int events = state.integer("events", 1_000, 10_000_000, RecordsConfig.DEFAULT.events());
    state.refuseUnknown();
    Path socket = path(control, "socket", "/run/bank-daemon/control.sock");
    // The kernel's own limit, see unix(7).
    if (socket != null && socket.toString().getBytes(StandardCharsets.UTF_8).length > 107) {
      control.error("socket", "“" + socket + "” is longer than the 107 bytes a socket may have");
    }
    control.refuseUnknown();
    return new RecordsConfig(directory, events, socket);
  }

  private static RecordingConfig recording(boolean given, Section record) {
    RecordingConfig otherwise = RecordingConfig.DEFAULT;
    boolean enabled = record.bool("enabled", given);
    Path directory = path(record, "directory", "/var/lib/bank-daemon/tapes");
    int files = record.integer("files", 2, 1_000, otherwise.files());
    int megabytes = record.integer("megabytes", 1, 1_000, otherwise.megabytes());
    record.refuseUnknown();
    return new RecordingConfig(enabled, directory, files, megabytes);
  }

  private static @Nullable Path path(Section section, String key, String example) {
    String text = section.text(key);
    if (text == null) {
      return null;
    }
    if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
      section.error(key, "“" + text + "” is no full path, such as " + example);
      return null;
    }
    return Path.of(text);
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
