package io.bankd.daemon;

import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanBus;
import io.bankd.can.CanDialect;
import io.bankd.can.InverterMeasurement;
import io.bankd.can.Portion;
import io.bankd.can.SendSchedule;
import io.bankd.can.Spacing;
import io.bankd.can.dialect.Dialects;
import io.bankd.daemon.config.BankConfig;
import io.bankd.daemon.config.InverterConfig;
import io.bankd.daemon.link.IpLink;
import io.bankd.daemon.metrics.Metrics;
import io.bankd.daemon.systemd.Watchdog;
import io.bankd.obey.InverterReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The inverters of one bank: how each is told, whether it is heard, and what is wrong there. */
public final class BankOutputs {
  private final BankConfig config;
  private final Clock clock;
  private final Metrics metrics;
  private final Watchdog watchdog;
  private final BankBoard board;
  private final Supplier<BankSnapshot> newest;
  private final List<InverterOutput> all = new CopyOnWriteArrayList<>();

  /**
   * No outputs yet.
   *
   * @param board where they leave what inverters measure
   * @param newest the bank as it is now
   */
  BankOutputs(
      BankConfig config,
      Clock clock,
      Metrics metrics,
      Watchdog watchdog,
      BankBoard board,
      Supplier<BankSnapshot> newest) {
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
    this.watchdog = watchdog;
    this.board = board;
    this.newest = newest;
  }

  /** One output more, with nobody who takes its turns yet. */
  InverterOutput add(InverterConfig inverter, CanBus bus) {
    CanDialect dialect = Dialects.named(inverter.dialect(), inverter.options()).orElseThrow();
    CanCounters counters = new CanCounters(metrics, config.name(), inverter.can());
    CanLink link = new CanLink(inverter.can());
    CanFindings findings = new CanFindings(metrics, config.name(), inverter.can());
    Portion portion = config.portion(inverter);
    CanTurn turn =
        new CanTurn(
            bus,
            dialect,
            new CanWords(config.policy(), dialect, portion),
            new SendSchedule(clock.now(), inverter.period(), dialect.gap()),
            new Spacing(inverter.spacing(), n -> LockSupport.parkNanos(clock.realNanos(n))),
            counters,
            link,
            new Reach(since -> board.untold(inverter.can(), since)));
    CanLoop loop = new CanLoop(clock, turn, newest, watchdog.pulse("can " + inverter.can()));
    CanEar ear = ear(inverter.can(), bus, dialect, counters, link, findings);
    InverterOutput output = new InverterOutput(link, turn, loop, ear, findings, portion);
    all.add(output);
    metrics.told(config.name(), inverter.can(), turn::toldCharge, turn::toldDischarge);
    metrics.inverterUp(config.name(), inverter.can(), () -> ear.report().up());
    return output;
  }

  private CanEar ear(
      String can,
      CanBus bus,
      CanDialect dialect,
      CanCounters counters,
      CanLink link,
      CanFindings findings) {
    IpLink ip = new IpLink();
    LinkWatch setUp = bus.isInterface() ? new LinkWatch(ip::look, can, findings) : null;
    Consumer<InverterMeasurement> measured =
        m -> board.put(can, new InverterReading(m.voltage(), m.current(), m.at()));
    return new CanEar(clock, bus, dialect, counters, link, findings, setUp, measured);
  }

  /** Whether frames can be sent over each. */
  boolean areWorking() {
    return all.stream().allMatch(output -> output.link().isWorking());
  }

  /** Whether each inverter is heard, by its interface. */
  Map<String, Boolean> heard() {
    Map<String, Boolean> heard = new TreeMap<>();
    all.forEach(output -> heard.put(output.link().name(), output.ear().report().up()));
    return heard;
  }

  /** What is wrong with them, in words by interface and kind. */
  Map<String, String> findings() {
    Map<String, String> found = new TreeMap<>();
    for (InverterOutput output : all) {
      String can = output.link().name();
      output
          .findings()
          .all()
          .forEach((f, words) -> found.put(can + " " + f.label(), can + ": " + words));
    }
    return found;
  }

  /** How each inverter is reached, a line each, and below it what is wrong. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (InverterOutput output : all) {
      lines.add(output.toString());
      output.findings().all().values().forEach(words -> lines.add("  " + words));
    }
    return lines;
  }
}
