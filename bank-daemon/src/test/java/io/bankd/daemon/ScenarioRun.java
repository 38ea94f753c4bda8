package io.bankd.daemon;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.can.CanDialect;
import io.bankd.can.InverterMessage;
import io.bankd.can.dialect.Dialects;
import io.bankd.can.sim.SimulatedInverter;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackReport;
import io.bankd.pack.PackStatus;
import io.bankd.rs485.PackDialect;
import io.bankd.rs485.PackQuestion;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.pace.PaceDialect;
import io.bankd.sim.Scenario;
import io.bankd.sim.SimulatedBank;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A scenario through everything that is pure: the packs' frames, the bank, the inverter's frames,
 * the inverter, the physics; a quarter of a second at a time and as fast as the machine can.
 */
final class ScenarioRun {
  static final List<PackId> PACKS = IntStream.rangeClosed(2, 15).mapToObj(PackId::of).toList();
  private static final int TICK_MS = 250;
  private static final int TRIES = 2;
  /* One tick until a frame is heard, and one until it is followed. */
  private static final int TICKS_OF_THE_ROAD = 2;

  private final Scenario scenario;
  private final List<PackId> ids;
  private final SimulatedBank packs;
  private final SimulatedInverter inverter;
  private final PackDialect wire = new PaceDialect();
  private final CanDialect can = Dialects.named("pylon12").orElseThrow();
  private final BankController controller;
  private final Deque<BankLimits> allowed = new ArrayDeque<>();

  private BankReadings readings = BankReadings.none();
  BankSnapshot bank;
  Current flow = Current.ZERO;

  /** What was said, one after the other, and every reason of a limit. */
  final List<String> said = new ArrayList<>();

  final Set<String> reasons = new LinkedHashSet<>();
  final Set<PackCondition> protections = EnumSet.noneOf(PackCondition.class);
  int highestCell;
  int lowestCell = Integer.MAX_VALUE;
  int highestBus;

  /** In milliamperes: the most in a pack, and beyond every limit told since the inverter's lag. */
  int worstPack;

  int excess;
  int runningTicks;
  int ticks;

  ScenarioRun(Scenario scenario) {
    this(scenario, PACKS);
  }

  ScenarioRun(Scenario scenario, List<PackId> ids) {
    this.scenario = scenario;
    this.ids = ids;
    this.packs = new SimulatedBank(PackSpec.AM5000, ids, scenario, 7);
    this.controller = new BankController(BankPolicy.of(PackSpec.AM5000, ids));
    this.bank = controller.start(Moment.ofMillis(0));
    this.inverter = new SimulatedInverter(can, scenario.inverter());
  }

  ScenarioRun until(int second) {
    while (ticks * TICK_MS < second * 1000) {
      ticks++;
      tick(Moment.ofMillis((long) ticks * TICK_MS));
    }
    return this;
  }

  private void tick(Moment now) {
    Current wish = packs.wish(Duration.ofMillis((long) ticks * TICK_MS));
    flow = inverter.obey(wish, packs.busVoltage(), now);
    packs.advance(Duration.ofMillis(TICK_MS), flow);
    PackId asked = ids.get(ticks % ids.size());
    poll(asked, PackQuestion.Kind.ANALOG, now);
    poll(asked, PackQuestion.Kind.STATUS, now);
    bank = controller.step(bank, readings, now);
    bank.events().forEach(event -> said.add(event.text()));
    InverterMessage message = Announcement.of(bank);
    if (message != null) {
      can.encode(message).forEach(frame -> inverter.hear(frame, now));
    }
    watch();
  }

  private void poll(PackId pack, PackQuestion.Kind kind, Moment now) {
    for (int tried = 0; tried < TRIES; tried++) {
      PackReport report = answer(new PackQuestion(pack.address(), kind), pack, now);
      if (report != null) {
        readings = readings.with(report);
        return;
      }
    }
  }

  /* By way of its frame; null where none arrives that can be read. */
  private @Nullable PackReport answer(PackQuestion question, PackId pack, Moment now) {
    boolean analog = question.kind() == PackQuestion.Kind.ANALOG;
    PackReport report = analog ? packs.reading(pack, now) : packs.status(pack, now);
    if (report == null) {
      return null;
    }
    note(report);
    byte[] arriving = packs.onTheLine(pack, wire.answer(question, report).encode());
    return AsciiFrame.parse(arriving) instanceof AsciiFrame frame
        ? wire.read(question, frame).report(pack, now)
        : null;
  }

  private void note(PackReport report) {
    if (report instanceof PackReading reading) {
      highestCell = Math.max(highestCell, reading.cells().highest().millivolts());
      lowestCell = Math.min(lowestCell, reading.cells().lowest().millivolts());
    } else if (report instanceof PackStatus status) {
      protections.addAll(status.protections());
    }
  }

  private void watch() {
    BankLimits limits = bank.limits();
    reasons.add(limits.cclReason().text());
    reasons.add(limits.dclReason().text());
    reasons.add(limits.cvlReason().text());
    runningTicks += bank.phase() == BankPhase.RUNNING ? 1 : 0;
    for (PackId pack : ids) {
      worstPack = Math.max(worstPack, Math.abs(packs.packCurrent(pack).milliamperes()));
    }
    highestBus = Math.max(highestBus, packs.busVoltage().millivolts());
    long lag = scenario.inverter().lag().toMillis() / TICK_MS + TICKS_OF_THE_ROAD;
    if (allowed.size() > lag) {
      int in = allowed.stream().mapToInt(l -> l.ccl().milliamperes()).max().orElseThrow();
      int out = allowed.stream().mapToInt(l -> l.dcl().milliamperes()).max().orElseThrow();
      excess = Math.max(excess, Math.max(flow.milliamperes() - in, -flow.milliamperes() - out));
      allowed.removeFirst();
    }
    allowed.add(limits);
  }

  /** The run in a line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-14s %-8s cells %4d…%4d mV, bus to %.2f V, worst pack %5.1f A, excess %5.1f A, CCL %5.1f A: %s",
        scenario.name(),
        bank.phase().name().toLowerCase(Locale.ROOT),
        lowestCell,
        highestCell,
        highestBus / 1000.0,
        worstPack / 1000.0,
        excess / 1000.0,
        bank.limits().ccl().milliamperes() / 1000.0,
        bank.limits().cclReason());
  }
}
