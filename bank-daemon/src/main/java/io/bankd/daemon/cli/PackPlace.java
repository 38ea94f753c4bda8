package io.bankd.daemon.cli;

import io.bankd.daemon.BusLines;
import io.bankd.daemon.Clock;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.ConfigResult;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.RecordsConfig;
import io.bankd.daemon.control.ControlClient;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.BusTiming;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackWriter;
import io.bankd.rs485.Rs485Master;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.spec.PackModel;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pack on one line that a command has for itself.
 *
 * @param bank whose pack it is; empty where no configuration says
 * @param neighbours the other packs of its bus; none where no configuration says
 * @param allowWrite whether the configuration allows this pack to be changed
 * @param records of the daemon that otherwise has the line; null where no configuration says
 */
record PackPlace(
    PackId pack,
    String bank,
    PackModel model,
    BusEndpoint endpoint,
    PackDialect dialect,
    BusTiming timing,
    List<PackId> neighbours,
    boolean allowWrite,
    @Nullable RecordsConfig records) {

  /** Why a pack cannot be talked to, with the exit code. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    final int exitCode;

    Unfit(int exitCode, String why) {
      super(why);
      this.exitCode = exitCode;
    }
  }

  /** A pack that no configuration knows, on a serial port. */
  static PackPlace onPort(String port, int baud, String protocol, String pack) throws Unfit {
    if (!pack.matches("\\d|1[0-5]")) {
      throw new Unfit(ExitCode.USAGE, "“" + pack + "” is no address 0…15");
    }
    PackDialect dialect =
        PackDialects.named(protocol, PackModel.AM5000.cellCount())
            .orElseThrow(() -> new Unfit(ExitCode.USAGE, "--protocol: " + PackDialects.names()));
    PackAddress address = PackAddress.of(Integer.parseInt(pack));
    return new PackPlace(
        new PackId("", address),
        "",
        PackModel.AM5000,
        new BusEndpoint.Serial(port, baud),
        dialect,
        BusTiming.serial(baud),
        List.of(),
        false,
        null);
  }

  /** A pack of a configuration whose daemon does not run. */
  static PackPlace configured(Path file, String pack) throws Unfit {
    ConfigResult result = CheckConfigCommand.read(file);
    if (!(result instanceof ConfigResult.Good good)) {
      List<?> faults = ((ConfigResult.Bad) result).faults();
      throw new Unfit(ExitCode.CONFIG, String.valueOf(faults.get(0)));
    }
    DaemonConfig config = good.config();
    refuseWhileItRuns(Places.socket(config.records(), System.getenv()));
    for (BankConfig bank : config.banks()) {
      for (BusConfig bus : bank.buses()) {
        for (PackId id : bus.packs()) {
          if (id.toString().equals(pack)) {
            return of(config, bank, bus, id);
          }
        }
      }
    }
    throw new Unfit(ExitCode.USAGE, "there is no pack “" + pack + "” in " + file);
  }

  private static PackPlace of(DaemonConfig config, BankConfig bank, BusConfig bus, PackId id) {
    PackModel model = bank.policy().spec().model();
    return new PackPlace(
        id,
        bank.name(),
        model,
        bus.endpoint(),
        PackDialects.named(bus.dialect(), model.cellCount()).orElseThrow(),
        bus.timing(),
        bus.packs().stream().filter(other -> !other.equals(id)).toList(),
        bus.allowPackWrite(),
        config.records());
  }

  /** Two that ask on one line would each take the other's answers for their own. */
  private static void refuseWhileItRuns(Path socket) throws Unfit {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("command", "settings");
    try {
      ControlClient.ask(socket, request);
    } catch (IOException nobody) {
      return;
    }
    throw new Unfit(
        ExitCode.UNAVAILABLE,
        "the daemon runs and has the line (it answers on "
            + socket
            + "); stop it first: systemctl stop bank-daemon");
  }

  Unfit unavailable(String what) {
    return new Unfit(ExitCode.UNAVAILABLE, "pack " + pack + " on " + endpoint + " " + what);
  }

  /** Refuses a pack that is not the one somebody has in mind. */
  void compare(PackTables tables, String serial) throws Unfit {
    String says = tables.serial();
    if (says == null) {
      throw unavailable("does not say its serial (" + tables.trouble() + "); nothing was written");
    }
    if (!says.equals(serial)) {
      throw unavailable("says its serial is “" + says + "”, not this one; nothing was written");
    }
  }

  Rs485Master master(EventLoopGroup group, Clock clock) {
    return BusLines.of(group, clock).master(endpoint, dialect, timing, BusListener.NONE);
  }

  PackWriter writer(EventLoopGroup group, Clock clock) {
    BusLines lines = BusLines.of(group, clock);
    return new PackWriter(endpoint, dialect, group, lines.readers(), lines.clock());
  }
}
