package io.bankd.daemon;

import io.bankd.can.CanBus;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.DaemonConfig;
import io.bankd.daemon.config.HttpConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.config.RecordingConfig;
import io.bankd.daemon.control.ControlServer;
import io.bankd.daemon.http.HttpServer;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.store.Restored;
import io.bankd.daemon.store.Store;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.daemon.tape.Recording;
import io.bankd.daemon.tape.TapeChannel;
import io.bankd.daemon.tape.TapeHeader;
import io.bankd.daemon.view.Screen;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.PackId;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole daemon: its banks, its page for Prometheus, its word to systemd. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

  private final DaemonConfig config;
  private final Clock clock;
  private final ServiceNotifier notifier;
  private final Metrics metrics;
  private final Store store;
  private final String version;
  private final Restored restored;
  private final List<BankService> banks = new ArrayList<>();
  private final Recording recording;
  private final Liveness liveness;
  private final MultiThreadIoEventLoopGroup pages =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
  private @Nullable HttpServer http;
  private @Nullable MultiThreadIoEventLoopGroup operators;
  private @Nullable ControlServer control;
  private volatile String configuration = "";
  private volatile @Nullable Path tapes;

  /**
   * Builds everything and starts nothing; nothing outlives it.
   *
   * @param version shown on the metrics page
   */
  public Daemon(DaemonConfig config, Clock clock, ServiceNotifier notifier, String version) {
    this(config, clock, notifier, version, Store.none("nothing is recorded"), Restored.NOTHING);
  }

  /**
   * Builds everything and starts nothing.
   *
   * @param clock service time, which goes on where {@code restored} says that it stopped
   * @param version shown on the metrics page
   * @param store takes in what is to outlive this; closed with the daemon
   * @param restored what an earlier run left behind in it
   */
  public Daemon(
      DaemonConfig config,
      Clock clock,
      ServiceNotifier notifier,
      String version,
      Store store,
      Restored restored) {
    this.config = config;
    this.clock = clock;
    this.store = store;
    this.version = version;
    this.restored = restored;
    store.serviceTime(clock::now);
    this.notifier = notifier;
    this.metrics = new Metrics(version);
    Watchdog watchdog = new Watchdog(notifier);
    this.liveness = new Liveness(clock, watchdog);
    if (store.hasPlace()) {
      metrics.store(store::health);
    }
    List<TapeChannel> channels = TapeChannel.of(config.banks());
    this.recording = new Recording(channels, clock::now, before -> header(channels, before));
    metrics.recording(recording::health);
    for (BankConfig bank : config.banks()) {
      Map<PackId, Figures> lives = restored.lives(bank.name(), bank.policy().packs());
      Figures figures = restored.figures(bank.name());
      boolean setAside = SetAside.isInForce(bank, store);
      BankService service =
          new BankService(bank, clock, metrics, watchdog, lives, figures, setAside, recording);
      service.listen(snapshot -> beat());
      BankOutputs outputs = service.outputs();
      service.listen(new BankRecords(bank.name(), store, outputs::heard, outputs::findings));
      banks.add(service);
    }
  }

  /**
   * Records it where the configuration is not the one of the last run (REC-1).
   *
   * @param fingerprint the same for the same configuration
   */
  public void configured(String fingerprint) {
    String before = store.notes("").getOrDefault("configuration", fingerprint);
    if (!before.equals(fingerprint)) {
      String text = "the configuration has changed since the last run";
      store.record(Severity.INFO, "configuration", text, Map.of());
    }
    store.note("", "configuration", fingerprint);
  }

  /**
   * Says where recordings go, and begins with one where the configuration asks for it; to be called
   * before the start.
   *
   * @param yaml the configuration as it was read: a recording cannot be replayed without
   * @param directory where the tapes are kept
   */
  public void record(String yaml, Path directory) {
    configuration = yaml;
    tapes = directory;
    if (config.recording().enabled()) {
      startRecording();
    }
  }

  private boolean startRecording() {
    Path directory = tapes;
    RecordingConfig how = config.recording();
    return directory != null
        && recording.start(directory, how.files(), how.megabytes() * 1_000_000L);
  }

  private TapeHeader header(List<TapeChannel> channels, String before) {
    Map<String, TapeHeader.BankStart> starts = new LinkedHashMap<>();
    for (BankService bank : banks) {
      Map<String, Figures> lives = new LinkedHashMap<>();
      bank.newest().lives().forEach((pack, figures) -> lives.put(pack.toString(), figures));
      starts.put(
          bank.name(), new TapeHeader.BankStart(bank.isSetAside(), bank.newest().figures(), lives));
    }
    long now = clock.nanos();
    return new TapeHeader(
        version,
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        now,
        now,
        before,
        configuration,
        true,
        channels,
        starts);
  }

  private void beat() {
    if (liveness.step() && notifier != ServiceNotifier.NONE) {
      String status =
          banks.stream()
              .map(bank -> bank.name() + " " + Screen.line(bank.newest()))
              .collect(Collectors.joining("; "));
      notifier.tell("STATUS=" + status);
    }
  }

  /**
   * Binds the page, starts the banks, and says so. A dead battery or a missing interface is no
   * reason not to be ready: the service must not be started over and over because of it.
   *
   * @throws IOException in words, when the page cannot be served
   */
  public void start(BusLines lines, Function<InverterConfig, CanBus> canBuses) throws IOException {
    HttpConfig where = config.http();
    if (where.enabled()) {
      http =
          HttpServer.start(
              pages, where.bind(), where.port(), HealthPages.of(metrics, liveness, store, banks));
    }
    store.record(Severity.INFO, "start", "bank-daemon " + version + " starts", Map.of());
    String trouble = restored.trouble();
    if (trouble != null) {
      String text = "the packs start without what was remembered of them: " + trouble;
      LOG.warn("{}", text);
      store.record(Severity.WARNING, "start", text, Map.of());
    }
    banks.forEach(bank -> bank.start(lines, canBuses));
    notifier.tell("READY=1");
  }

  /**
   * Takes operators' commands on a socket from now on; to be called before the start.
   *
   * @throws ControlServer.AlreadyRunning when another daemon answers there
   */
  public void listen(Path socket) throws ControlServer.AlreadyRunning {
    var loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("control", true), NioIoHandler.newFactory());
    operators = loop;
    try {
      control =
          ControlServer.start(
              loop, socket, new OperatorDesk(banks, store, clock, recording, this::startRecording));
    } catch (ControlServer.AlreadyRunning e) {
      throw e;
    } catch (IOException e) {
      LOG.warn("no commands can be given: {}; set control.socket, all else goes on", e.toString());
    }
  }

  public List<BankService> banks() {
    return List.copyOf(banks);
  }

  /** The port of the page in use, 0 when there is none. */
  public int httpPort() {
    return http == null ? 0 : http.port();
  }

  @Override
  public void close() {
    notifier.tell("STOPPING=1");
    banks.forEach(BankService::close);
    banks.forEach(bank -> BankRecords.keep(store, bank.name(), bank.newest()));
    store.record(Severity.INFO, "stop", "bank-daemon stops", Map.of());
    store.close();
    recording.close();
    if (http != null) {
      http.close();
    }
    if (control != null) {
      control.close();
    }
    if (operators != null) {
      operators.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
    pages.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    notifier.close();
  }
}
