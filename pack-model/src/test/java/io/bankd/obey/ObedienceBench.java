package io.bankd.obey;

import io.bankd.history.Event;
import io.bankd.history.Step;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs that share evenly and are read one after the other, a limit that is turned by hand, an
 * inverter, and the monitor; a quarter of a second at a time.
 */
final class ObedienceBench {
  static final long TICK = 250;

  final int packs;
  final Nameplate bank;
  final ObedienceMonitor monitor;
  final SmallInverter inverter;
  final List<Event> events = new ArrayList<>();
  Obedience state;
  long millis;
  double ccl = 1000;
  double dcl = 1000;
  double cvl = 55.2;
  double volts = 52.8;
  double demand;
  boolean silent;
  int highestCell = 3300;
  int lowestCell = 3300;

  /** What the inverter says of itself as a share of what is true; 0 where it says nothing. */
  double tells;

  /** What each pack's sensor shows of its current. */
  final double[] sensor;

  /** Since when the inverter hears nothing of what is told; null while it does. */
  @Nullable Moment untoldSince;

  /** What flows besides the inverter's current, A. */
  double stray;

  private final double[] read;
  private final long[] readAt;
  private int turn;

  ObedienceBench(int packs, SmallInverter inverter) {
    this.packs = packs;
    this.inverter = inverter;
    bank = nameplate(packs);
    monitor = new ObedienceMonitor(bank);
    state = Obedience.start(Moment.ofMillis(0));
    sensor = new double[packs];
    Arrays.fill(sensor, 1);
    read = new double[packs];
    readAt = new long[packs];
  }

  static Nameplate nameplate(int packs) {
    return new Nameplate(
        Current.ofAmperes(50 * packs),
        Voltage.ofMillivolts(55_200),
        Voltage.ofMillivolts(53_600),
        Voltage.ofMillivolts(46_000),
        Voltage.ofMillivolts(3600),
        Voltage.ofMillivolts(2700),
        16);
  }

  Moment now() {
    return Moment.ofMillis(millis);
  }

  ObedienceBench run(double seconds) {
    long end = millis + Math.round(seconds * 1000);
    while (millis < end) {
      tick();
    }
    return this;
  }

  void tick() {
    double toldCcl = told(state.most(io.bankd.pack.Direction.CHARGE, milli(ccl)));
    double toldDcl = told(state.most(io.bankd.pack.Direction.DISCHARGE, milli(dcl)));
    double toldCvl =
        state.most(Voltage.ofMillivolts((int) Math.round(cvl * 1000))).millivolts() / 1000.0;
    if (untoldSince == null) {
      inverter.hear(millis, toldCcl, toldDcl, toldCvl);
    }
    millis += TICK;
    double amperes = inverter.flow(demand, volts, 1e6, millis) + stray;
    read[turn] = amperes / packs * sensor[turn];
    readAt[turn] = millis;
    turn = (turn + 1) % packs;
    Step<Obedience> step =
        monitor.next(
            state,
            new Told(
                    true,
                    milli(ccl),
                    milli(dcl),
                    Voltage.ofMillivolts((int) Math.round(cvl * 1000)),
                    milli(toldCcl),
                    milli(toldDcl))
                .untold(untoldSince),
            silent ? null : measured(),
            now());
    state = step.state();
    events.addAll(step.events());
  }

  private @Nullable Measured measured() {
    long oldest = Arrays.stream(readAt).min().orElse(0);
    if (oldest == 0) {
      return null;
    }
    Voltage voltage = Voltage.ofMillivolts((int) Math.round(volts * 1000));
    return new Measured(
        milli(Arrays.stream(read).sum()),
        voltage,
        Moment.ofMillis(oldest),
        true,
        Voltage.ofMillivolts(highestCell),
        Voltage.ofMillivolts(lowestCell),
        tells == 0 ? null : new InverterReading(voltage, milli(inverter.amperes * tells), now()));
  }

  void restart() {
    state = Obedience.restored(state.figures(), bank, now());
  }

  Stage stage(Way way) {
    return state.stage(way);
  }

  List<String> said() {
    return events.stream().map(Event::text).toList();
  }

  static Current milli(double amperes) {
    return Current.ofMilliamperes((int) Math.round(amperes * 1000));
  }

  private static double told(Current limit) {
    return limit.milliamperes() / 1000.0;
  }
}
