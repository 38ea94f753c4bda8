package io.bankd.daemon;

import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanBus;
import io.bankd.can.CanFrame;
import io.bankd.can.ReceiveResult;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.BusConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.systemd.ServiceNotifier;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.daemon.tape.Recording;
import io.bankd.daemon.tape.TapeChannel;
import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.pack.PackId;
import io.bankd.rs485.BusEndpoint;
import io.bankd.rs485.BusListener;
import io.bankd.rs485.RetoldLine;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A bank whose turns one hand takes, in the order of a time that is handed in: the loops of {@link
 * BankService} without their threads, so that the same input gives the same output.
 */
public final class DrivenBank {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final BankService service;
  private final Clock clock;
  private final Map<String, Line> lines = new HashMap<>();
  private final List<Teller> tellers = new ArrayList<>();
  private final InverterEvents supervision = new InverterEvents();
  private final boolean stepsByItself;
  private Moment stepDue;

  private record Line(RetoldLine retold, BusListener listener, BusEndpoint endpoint) {}

  /* One output, and when its next turn is due. */
  private static final class Teller {
    final InverterOutput output;
    Moment due;

    Teller(InverterOutput output, Moment due) {
      this.output = output;
      this.due = due;
    }
  }

  /**
   * A bank at the beginning of its time.
   *
   * @param clock moved by who drives, never back
   * @param stepsByItself whether the bank steps as its loop does, at every report and from time to
   *     time; else only by {@link #step}
   * @param canBuses what takes the frames of each output
   */
  public DrivenBank(
      BankConfig config,
      Clock clock,
      Map<PackId, Figures> lives,
      Figures figures,
      boolean setAside,
      boolean stepsByItself,
      Function<InverterConfig, CanBus> canBuses) {
    this.clock = clock;
    this.stepsByItself = stepsByItself;
    Recording off = Recording.off(TapeChannel.of(List.of(config)));
    Watchdog nobody = new Watchdog(ServiceNotifier.NONE);
    service =
        new BankService(
            config, clock, new Metrics("replay"), nobody, lives, figures, setAside, off);
    stepDue = clock.now();
    for (BusConfig bus : config.buses()) {
      BusListener listener = BankService.listener(bus, service.recorder(bus));
      RetoldLine retold = new RetoldLine(service.dialect(bus), bus.timing(), listener);
      lines.put(bus.name(), new Line(retold, listener, bus.endpoint()));
    }
    for (InverterConfig inverter : config.inverters()) {
      InverterOutput output = service.outputs().add(inverter, canBuses.apply(inverter));
      tellers.add(new Teller(output, clock.now()));
    }
  }

  public String name() {
    return service.name();
  }

  public BankSnapshot newest() {
    return service.newest();
  }

  /** Tells each new snapshot. */
  public void listen(Consumer<BankSnapshot> listener) {
    service.listen(listener);
  }

  /** What changed about the inverters since this was last asked. */
  public List<Event> inverterEvents() {
    return supervision.next(service.outputs().heard(), clock.now());
  }

  public void sent(String bus, byte[] characters) {
    line(bus).retold.sent(characters, clock.now());
    stepIfNews();
  }

  public void heard(String bus, byte[] characters) {
    line(bus).retold.heard(characters, clock.now());
    stepIfNews();
  }

  /** The master was through with its question. */
  public void ended(String bus) {
    line(bus).retold.ended();
    stepIfNews();
  }

  /** The master waited no longer. */
  public void silent(String bus) {
    line(bus).retold.silent();
    stepIfNews();
  }

  public void opened(String bus) {
    Line line = line(bus);
    line.listener.portOpened(line.endpoint);
  }

  public void gone(String bus, String why) {
    Line line = line(bus);
    line.retold.gone(why);
    line.listener.portLost(line.endpoint, why);
  }

  /** Another node of an output's CAN bus said this. */
  public void heard(String can, CanFrame frame) {
    tellers.stream()
        .filter(teller -> teller.output.link().name().equals(can))
        .forEach(teller -> teller.output.ear().take(new ReceiveResult.Heard(frame)));
  }

  /** An operator asked for this. */
  public void order(String text) {
    service.obey(text);
    if (stepsByItself) {
      step();
    }
  }

  /** When a turn is due next. */
  public Moment due() {
    Moment due = stepsByItself ? stepDue : clock.now().plus(BankLoop.TURN);
    for (Teller teller : tellers) {
      due = teller.due.isBefore(due) ? teller.due : due;
    }
    return due;
  }

  /** Takes the turns that are due. */
  public void turn() {
    Moment now = clock.now();
    if (stepsByItself && !stepDue.isAfter(now)) {
      step();
    }
    tellers.stream().filter(teller -> !teller.due.isAfter(now)).forEach(this::tell);
  }

  /** The last words of an orderly stop. */
  public void stop() {
    tellers.forEach(teller -> teller.output.turn().goodbye());
  }

  private void stepIfNews() {
    if (service.board().hasNews() && stepsByItself) {
      step();
    }
  }

  /** As the bank's thread does it, which wakes those that tell. */
  public void step() {
    service.loop().turn();
    stepDue = clock.now().plus(BankLoop.TURN);
    tellers.forEach(this::tell);
  }

  private void tell(Teller teller) {
    teller.output.ear().take(new ReceiveResult.Silence());
    Moment now = clock.now();
    Moment next = teller.output.turn().turn(service.newest(), now);
    if (!next.isAfter(now)) {
      next = teller.output.turn().turn(service.newest(), now);
    }
    // A turn that wants another at once, and yet another, must not hold time up.
    teller.due = next.isAfter(now) ? next : now.plus(SHORTEST);
  }

  private Line line(String bus) {
    Line line = lines.get(bus);
    if (line == null) {
      throw new IllegalArgumentException("bank " + name() + " has no bus " + bus);
    }
    return line;
  }
}
