package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.spec.PackSpec;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the configuration file (YAML 1.2) into {@link DaemonConfig}, or into all its faults. */
public final class ConfigReader {
  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug");

  private static final Document FILE =
      new Document("configuration", "banks", "one of the example configurations");

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
    Section root = FILE.read(faults, text);
    return root == null ? null : daemon(root);
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
    root.refuseUnknown();
    return new DaemonConfig(banks, http, level, records);
  }

  private BankConfig bank(Section section, Set<String> interfaces, Set<BusEndpoint> lines) {
    String name = section.text("name", "bank");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,31}")) {
      section.error("name", "“" + name + "” is no name; use up to 32 letters, digits, - and _");
    }
    PackSpec spec = SpecReader.read(section);
    List<BusConfig> buses = BusReader.read(section.sections("buses"), lines);
    List<InverterConfig> inverters = InverterReader.read(section.sections("inverters"), interfaces);
    List<PackId> packs = buses.stream().flatMap(bus -> bus.packs().stream()).toList();
    List<PackId> some = packs.isEmpty() ? List.of(PackId.of(2)) : packs;
    BankPolicy policy = PolicyReader.read(section, spec, some);
    // What is wrong has just been said; what is wrong by the factory's settings alone is no fault.
    BankPolicy factory = PolicyReader.read(section.unheard(), PackSpec.of(spec.model()), some);
    BusReader.refuseSlow(section, buses, policy);
    section.refuseUnknown();
    return new BankConfig(name, policy, factory, buses, inverters);
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
