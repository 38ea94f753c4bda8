package io.bankd.daemon;

import io.bankd.bank.BankCommand;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanBus;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.daemon.tape.BusTape;
import io.bankd.daemon.tape.Recording;
import io.bankd.daemon.tape.TapeChannel.Part;
import io.bankd.daemon.tape.TapeKind;
import io.bankd.daemon.tape.TapedCanBus;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.limit.PackLimits;
import io.bankd.pack.Direction;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.rs485.BusFindings;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PollPlan;
import io.bankd.rs485.Rs485Master;
import io.bankd.rs485.dialect.PackDialects;
import io.bankd.spec.PackSpec;
import io.bankd.spec.SettingValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One bank at work: a thread for each bus, one for the bank, two for each inverter, and nothing
 * shared between them but immutable values.
 */
public final class BankService implements AutoCloseable {
  private static final String RESET = "reset ";
  private static final String RESTORE_DEFAULTS = "restore-defaults";

  private final BankConfig config;
  private final Clock clock;
  private final Metrics metrics;
  private final Watchdog watchdog;
  private final BankBoard board = new BankBoard();
  private volatile boolean setAside;
  private final BankLoop bank;
  private final Loops polling;
  private final Loops deciding;
  private final Loops telling;
  private final List<Runnable> ends = new ArrayList<>();
  private final BankOutputs outputs;
  private final Recording recording;

  /**
   * A bank that has not begun.
   *
   * @param lives what is remembered of each pack from an earlier run
   * @param figures what is remembered of the bank as a whole
   * @param setAside whether an operator has set the configured settings of the packs aside
   * @param recording gets everything that passes over the wires
   */
  public BankService(
      BankConfig config,
      Clock clock,
      Metrics metrics,
      Watchdog watchdog,
      Map<PackId, Figures> lives,
      Figures figures,
      boolean setAside,
      Recording recording) {
    this.config = config;
    this.setAside = setAside;
    this.clock = clock;
    this.metrics = metrics;
    this.watchdog = watchdog;
    this.recording = recording;
    this.polling = new Loops(clock);
    this.deciding = new Loops(clock);
    this.telling = new Loops(clock);
    this.bank =
        new BankLoop(
            clock, board, policy(), watchdog.pulse("bank " + config.name()), lives, figures);
    this.outputs = new BankOutputs(config, clock, metrics, watchdog, board, bank::newest);
    board.expect(config.inverters().stream().map(InverterConfig::can).toList());
    int channel = recording.channel(config.name(), Part.BANK, "");
    bank.onStep(now -> recording.put(TapeKind.STEP, channel, now, new byte[0]));
    metrics.bank(config.name(), config.policy().spec().name(), bank::newest);
  }

  /**
   * Starts everything, right stair first: by the time the first pack answers somebody can be told.
   *
   * @param lines what carries the characters of each bus
   * @param canBuses what carries the frames of each output
   */
  public void start(BusLines lines, Function<InverterConfig, CanBus> canBuses) {
    config.inverters().forEach(inverter -> tell(inverter, canBuses.apply(inverter)));
    deciding.start("bank", bank);
    config.buses().forEach(bus -> poll(bus, lines));
  }

  private void tell(InverterConfig inverter, CanBus bus) {
    int channel = recording.channel(config.name(), Part.CAN, inverter.can());
    InverterOutput output = outputs.add(inverter, new TapedCanBus(bus, recording, channel));
    bank.listen(snapshot -> output.loop().wake());
    ends.add(bus::close);
    telling.start("can-" + inverter.can(), output.loop());
    telling.start("can-" + inverter.can() + "-ear", output.ear());
  }

  private void poll(BusConfig bus, BusLines lines) {
    List<PackAddress> addresses = addresses(bus);
    BusRecorder recorder = recorder(bus);
    BusTape tape = new BusTape(recording, recording.channel(config.name(), Part.BUS, bus.name()));
    PackDialect dialect = dialect(bus);
    PollPlan plan =
        new PollPlan(
            addresses, dialect.subjects(), dialect.shortest(), this::isNearLimit, recorder);
    BusListener heard = BusListener.all(plan.ear(), listener(bus, recorder));
    BusListener listener = BusListener.all(tape, heard);
    Rs485Master master = lines.master(bus.endpoint(), dialect, bus.timing(), listener, tape);
    ends.add(master::close);
    Watchdog.Pulse pulse = watchdog.pulse("bus " + bus.name());
    polling.start(
        "bus-" + bus.name(), new PollLoop(clock, master, plan, pulse, () -> newest().asks()));
  }

  private static List<PackAddress> addresses(BusConfig bus) {
    return bus.packs().stream().map(PackId::address).toList();
  }

  PackDialect dialect(BusConfig bus) {
    return PackDialects.named(bus.dialect(), config.policy().spec().cellCount()).orElseThrow();
  }

  BusRecorder recorder(BusConfig bus) {
    String label = bus.packs().get(0).bus();
    return new BusRecorder(
        config.name(), bus.name(), label, board, metrics, clock::now, addresses(bus));
  }

  /** Writes down what happens on a bus, and what an installer can put right. */
  static BusListener listener(BusConfig bus, BusRecorder recorder) {
    return BusListener.all(recorder, new BusFindings(addresses(bus), recorder));
  }

  BankBoard board() {
    return board;
  }

  BankLoop loop() {
    return bank;
  }

  /** Whether what a pack measures already takes from what it may carry. */
  private boolean isNearLimit(PackReading reading) {
    PackSpec spec = config.policy().spec();
    PackLimits limits = spec.derating().limits(reading);
    return limits.in(Direction.CHARGE).compareTo(spec.continuousCharge()) < 0
        || limits.in(Direction.DISCHARGE).compareTo(spec.continuousDischarge()) < 0;
  }

  public String name() {
    return config.name();
  }

  /** The bank as it is now. */
  public BankSnapshot newest() {
    return bank.newest();
  }

  BankConfig config() {
    return config;
  }

  List<PackId> packs() {
    return config.policy().packs();
  }

  /** Whether the configured settings of the packs have been set aside. */
  boolean isSetAside() {
    return setAside;
  }

  /** The packs' settings in force. */
  List<SettingValue> settings() {
    return policy().spec().figures();
  }

  private BankPolicy policy() {
    return setAside ? config.factoryPolicy() : config.policy();
  }

  /** Sets the configured settings of the packs aside: the factory's are in force. */
  CompletableFuture<List<Event>> restoreDefaults() {
    record(RESTORE_DEFAULTS);
    setAside = true;
    return bank.govern(policy());
  }

  /** Carries out a command on the bank's thread, and gives what happened on the way. */
  CompletableFuture<List<Event>> command(BankCommand command) {
    if (command instanceof BankCommand.ResetPack reset) {
      record(RESET + reset.pack());
    }
    return bank.command(command);
  }

  private void record(String order) {
    recording.put(TapeKind.COMMAND, recording.channel(config.name(), Part.BANK, ""), order);
  }

  /** Carries out what is on a tape as an operator's command; what no version knows is let be. */
  void obey(String order) {
    if (order.equals(RESTORE_DEFAULTS)) {
      restoreDefaults();
    }
    packs().stream()
        .filter(pack -> order.equals(RESET + pack))
        .forEach(pack -> bank.command(new BankCommand.ResetPack(pack)));
  }

  /** Tells {@code listener} each new snapshot, on the bank's thread; it must return quickly. */
  public void listen(Consumer<BankSnapshot> listener) {
    bank.listen(listener);
  }

  /** Whether limits are being told that packs stand behind. */
  public boolean ready() {
    return newest().phase() == BankPhase.RUNNING && outputs.areWorking();
  }

  /** The inverters it tells. */
  public BankOutputs outputs() {
    return outputs;
  }

  /** The last frames offer nothing; then everything stops. */
  @Override
  public void close() {
    telling.close();
    deciding.close();
    polling.close();
    ends.forEach(Runnable::run);
  }
}
