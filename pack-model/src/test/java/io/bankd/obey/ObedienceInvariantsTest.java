package io.bankd.obey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.history.Event;
import io.bankd.history.Figures;
import io.bankd.history.Severity;
import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What must hold of every inverter, whatever it does and whatever was remembered of it. */
class ObedienceInvariantsTest {
  private static final Nameplate BANK = ObedienceBench.nameplate(4);
  private static final ObedienceMonitor MONITOR = new ObedienceMonitor(BANK);

  private static Current any(Random random, int most) {
    return Current.ofMilliamperes(random.nextInt(4) == 0 ? 0 : random.nextInt(most));
  }

  /** Figures as they may be found on a disk: some sane, some not. */
  private static Figures figures(Random random) {
    Figures figures = Figures.NONE;
    for (String way : new String[] {"charge", "discharge", "voltage"}) {
      Figures lever =
          Figures.NONE
              .with("trim", random.nextInt(80_000) - 5000)
              .with("cap", random.nextBoolean() ? Lever.FREE : random.nextInt(450_000) - 10_000)
              .with("ceiling", random.nextBoolean() ? Lever.FREE : 40_000 + random.nextInt(20_000));
      Figures conduct =
          Figures.NONE
              .with("stage", random.nextInt(9) - 1)
              .with("strikes", random.nextInt(9) - 1)
              .with("reports", random.nextInt(100))
              .with("since", random.nextLong())
              .with("lever", lever);
      figures = random.nextInt(5) == 0 ? figures : figures.with(way, conduct);
    }
    for (String way : new String[] {"charging", "discharging"}) {
      Figures check =
          Figures.NONE
              .with("verdict", random.nextInt(5) - 1)
              .with("ratio", random.nextInt(24_000) - 2000)
              .with("samples", random.nextInt(20));
      figures = random.nextInt(3) == 0 ? figures.with(way, check) : figures;
    }
    Figures lag =
        Figures.NONE.with("ms", random.nextInt(90_000)).with("samples", random.nextInt(9));
    return random.nextBoolean() ? figures : figures.with("lag", lag);
  }

  private static Measured measured(Random random, Moment at) {
    int charging = random.nextInt(900_000) - 450_000;
    Voltage voltage = Voltage.ofMillivolts(44_000 + random.nextInt(14_000));
    Current inverter = Current.ofMilliamperes(charging / 100 * (50 + random.nextInt(100)));
    return new Measured(
        Current.ofMilliamperes(charging),
        voltage,
        at,
        random.nextInt(4) > 0,
        Voltage.ofMillivolts(3300 + random.nextInt(400)),
        Voltage.ofMillivolts(2600 + random.nextInt(700)),
        random.nextBoolean() ? null : new InverterReading(voltage, inverter, at));
  }

  @Property(tries = 10_000)
  void onlyEverTakesFromWhatIsAllowed(@ForAll long seed) {
    Random random = new Random(seed);
    long millis = 100_000;
    Obedience state = Obedience.restored(figures(random), BANK, Moment.ofMillis(millis));
    Measured last = measured(random, Moment.ofMillis(millis));
    for (int i = 0; i < 80; i++) {
      millis += random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(4000);
      Moment now = Moment.ofMillis(millis);
      Current ccl = any(random, 300_000);
      Current dcl = any(random, 300_000);
      Voltage cvl = Voltage.ofMillivolts(53_600 + random.nextInt(1601));
      Current toldCcl = state.most(Direction.CHARGE, ccl);
      Current toldDcl = state.most(Direction.DISCHARGE, dcl);
      Told told = new Told(random.nextInt(20) > 0, ccl, dcl, cvl, toldCcl, toldDcl);
      last = random.nextInt(3) == 0 ? measured(random, now) : last;
      state = MONITOR.next(state, told, random.nextInt(9) == 0 ? null : last, now).state();
      for (Direction way : Direction.values()) {
        Current allowed = any(random, 400_000);
        assertThat(state.most(way, allowed)).isBetween(Current.ZERO, allowed);
        assertThat(state.sensorRatio(way).basisPoints()).isBetween(5000, 10_000);
      }
      assertThat(state.most(cvl)).isLessThanOrEqualTo(cvl);
      assertThat(state.most(cvl).millivolts()).isBetween(44_800, 57_600);
    }
  }

  @Property(tries = 10_000)
  void anObedientInverterThatIsLateNeverGetsALever(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 15) int packs,
      @ForAll @IntRange(min = 0, max = 90) int halfSeconds,
      @ForAll @IntRange(min = 0, max = 20) int gainPerMille) {
    Random random = new Random(seed);
    double lag = halfSeconds / 2.0;
    ObedienceBench bench =
        new ObedienceBench(packs, new SmallInverter().late(lag).gain(1 + gainPerMille / 1000.0));
    double nominal = 50.0 * packs;
    for (double seconds = 0; seconds < 150; ) {
      bench.ccl = random.nextInt(4) == 0 ? 0 : nominal * random.nextDouble();
      bench.dcl = random.nextInt(4) == 0 ? 0 : nominal * random.nextDouble();
      bench.demand = nominal * (random.nextInt(9) - 4) / 3;
      double span = 1 + random.nextInt(50);
      bench.run(span);
      seconds += span;
      for (Way way : Way.values()) {
        assertThat(bench.stage(way).pullsALever()).as("%s, %s s late", way, lag).isFalse();
      }
    }
  }

  @Property(tries = 10_000)
  void whoTakesTwiceWhatIsAllowedIsFoundWithinTheStatedTime(
      @ForAll @IntRange(min = 1, max = 15) int packs,
      @ForAll @IntRange(min = 1, max = 60) int lagSeconds,
      @ForAll @IntRange(min = 0, max = 100) int percent,
      @ForAll boolean charging) {
    SmallInverter deaf = new SmallInverter().deafToCcl().deafToDcl();
    ObedienceBench bench = new ObedienceBench(packs, deaf);
    Figures lag = Figures.NONE.with("lag", new Lag(1000L * lagSeconds, 0).figures());
    bench.state = Obedience.restored(lag, bench.bank, bench.now());
    double nominal = 50.0 * packs;
    bench.ccl = nominal;
    bench.dcl = nominal;
    bench.demand = charging ? nominal : -nominal;
    bench.run(10);
    bench.ccl = nominal * percent / 200;
    bench.dcl = bench.ccl;
    double stated = bench.state.detection().toMillis() / 1000.0;
    assertThat(stated).isBetween(lagSeconds + 4.0, lagSeconds + 12.0);
    bench.run(stated + 2 * ObedienceBench.TICK / 1000.0);
    assertThat(bench.stage(charging ? Way.CHARGE : Way.DISCHARGE).isDisobedient()).isTrue();
    assertThat(bench.events).extracting(Event::severity).contains(Severity.WARNING);
  }

  @Property(tries = 10_000)
  void aRestartLoosensNothingAndForgetsNothing(@ForAll long seed) {
    Random random = new Random(seed);
    SmallInverter inverter = new SmallInverter().late(random.nextInt(20)).gain(1.3);
    ObedienceBench bench =
        new ObedienceBench(3, random.nextBoolean() ? inverter : inverter.deafToCcl());
    bench.volts = 53 + random.nextDouble() * 2;
    for (int i = 0; i < 4; i++) {
      bench.ccl = random.nextInt(150);
      bench.dcl = random.nextInt(150);
      bench.demand = random.nextInt(400) - 200;
      bench.run(random.nextInt(60));
      Obedience before = bench.state;
      bench.restart();
      assertThat(bench.state.figures()).isEqualTo(before.figures());
      assertThat(bench.state.lag()).isEqualTo(before.lag());
      for (Way way : Way.values()) {
        assertThat(bench.state.stage(way)).isEqualTo(before.stage(way));
        assertThat(bench.state.of(way).lever()).isEqualTo(before.of(way).lever());
        assertThat(bench.state.of(way).strikes()).isEqualTo(before.of(way).strikes());
      }
    }
  }

  @Property(tries = 10_000)
  void everyStateIsLeftAgainOnceTheInverterObeys(@ForAll long seed) {
    Random random = new Random(seed);
    long millis = 200_000;
    Obedience state = Obedience.restored(figures(random), BANK, Moment.ofMillis(millis));
    Current allowed = Current.ofAmperes(200);
    Voltage cvl = Voltage.ofMillivolts(55_200);
    for (int minute = 0; minute < 2000 && disobedient(state); minute++) {
      millis += 60_000;
      boolean charges = minute % 2 == 0;
      Current ccl = state.most(Direction.CHARGE, allowed);
      Current dcl = state.most(Direction.DISCHARGE, allowed);
      Current flows = charges ? ccl : dcl.negated();
      Voltage volts = Voltage.ofMillivolts(53_000);
      Measured measured =
          new Measured(
              flows,
              volts,
              Moment.ofMillis(millis),
              true,
              Voltage.ofMillivolts(3300),
              Voltage.ofMillivolts(3300),
              new InverterReading(volts, flows, Moment.ofMillis(millis)));
      Told told = new Told(true, allowed, allowed, cvl, ccl, dcl);
      state = MONITOR.next(state, told, measured, Moment.ofMillis(millis)).state();
    }
    state = MONITOR.next(state, Told.NOTHING, null, Moment.ofMillis(millis)).state();
    for (Way way : Way.values()) {
      assertThat(state.stage(way)).as(way + " after 2000 minutes").isEqualTo(Stage.OBEYS);
    }
    assertThat(state.most(cvl)).isEqualTo(cvl);
    assertThat(state.dangers()).isEmpty();
  }

  private static boolean disobedient(Obedience state) {
    for (Way way : Way.values()) {
      if (state.stage(way).isDisobedient()) {
        return true;
      }
    }
    return false;
  }
}
