package io.bankd.daemon.cli;

import io.bankd.can.socket.SocketCanBus;
import io.bankd.daemon.BusLines;
import io.bankd.daemon.Clock;
import io.bankd.daemon.Daemon;
import io.bankd.daemon.config.ConfigResult;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.log.Logging;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.systemd.SystemdNotifier;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The daemon itself. */
@Command(
    name = "run",
    description = {
      "Run the daemon: poll the packs, work out the limits, tell the inverter.",
      "",
      "It starts without serial port and without CAN interface and takes them as they come. SIGTERM"
          + " stops it; its last frames offer the inverter nothing."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 64 wrong command line, 69 unavailable, 78 wrong configuration; 143 when stopped by SIGTERM."
    })
public final class RunCommand implements Callable<Integer> {
  /* A card that needs longer to read some kilobytes must not keep the inverter waiting. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (YAML); examples are in deploy/examples.",
      required = true)
  Path file = Path.of("");

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var err = Objects.requireNonNull(spec).commandLine().getErr();
    ConfigResult result = CheckConfigCommand.read(file);
    if (result instanceof ConfigResult.Bad bad) {
      bad.faults().forEach(err::println);
      return ExitCode.CONFIG;
    }
    ConfigResult.Good good = (ConfigResult.Good) result;
    Logging.toStandardError(good.config().logLevel());
    var log = LoggerFactory.getLogger(RunCommand.class);
    good.warnings().forEach(warning -> log.warn("configuration: {}", warning));
    try {
      run(good.config());
    } catch (IOException e) {
      log.error("cannot start: {}", e.getMessage());
      Logging.close();
      return ExitCode.UNAVAILABLE;
    }
    return ExitCode.OK;
  }

  private void run(DaemonConfig config) throws IOException, InterruptedException {
    Store store = Places.store(config.records(), System.getenv());
    Restored restored = store.restored(PATIENCE);
    Clock clock = Clock.continuing(restored.serviceTime());
    Daemon daemon = new Daemon(config, clock, notifier(), Version.text(), store, restored);
    daemon.configured(fingerprint(file));
    daemon.record(Files.readString(file), Places.tapes(config, System.getenv()));
    daemon.listen(Places.socket(config.records(), System.getenv()));
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("bus-io", true), NioIoHandler.newFactory());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, stopped), "stop"));
    daemon.start(
        BusLines.of(group, clock), inverter -> new SocketCanBus(inverter.can(), clock::nanos));
    stopped.await();
  }

  private static String fingerprint(Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop(Daemon daemon, CountDownLatch stopped) {
    daemon.close();
    Logging.close();
    stopped.countDown();
  }

  private static ServiceNotifier notifier() throws IOException {
    String socket = System.getenv("NOTIFY_SOCKET");
    return socket == null || socket.isEmpty()
        ? ServiceNotifier.NONE
        : SystemdNotifier.connect(socket, new DefaultThreadFactory("notify", true));
  }
}
