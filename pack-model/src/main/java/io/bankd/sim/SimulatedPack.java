package io.bankd.sim;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A pack made of physics: cells in series, a cable, heat, and a BMS that opens its MOSFETs. */
final class SimulatedPack {
  private static final double CABLE_OHMS = 0.006;
  /* 45 kg of cells and steel that lose some watts per kelvin to the room. */
  private static final double JOULES_PER_KELVIN = 45_000;
  private static final double WATTS_PER_KELVIN = 4;
  /* Where the four sensors sit: the middle of a pack is warmer than its ends. */
  private static final double[] SENSOR_OFFSETS = {0.0, 0.6, 0.8, 0.2};
  /*
   * A step is far shorter than anything that moves in a cell, and no longer than a protection's
   * delay where one may be near.
   */
  private static final double STEP_SECONDS = 1.0;
  private static final double CALM_SECONDS = 5.0;
  private static final double WILD_SECONDS = 0.1;
  private static final double WILD_AMPERES = 100;

  private final PackId id;
  private final PackSpec spec;
  private final SimulatedCells cells;
  private final SimulatedGauge gauge;
  private final SimulatedBms bms;
  private final Measured measured = new Measured();
  private final double cableOhms;
  /* How much warmer than the room it is where it stands. */
  private final double warmer;
  private final int cyclesAtStart;
  private double ambient;
  private double celsius;
  private double amperes;

  SimulatedPack(
      PackId id, PackSpec spec, Scenario.Start start, Difference difference, Random random) {
    this.id = id;
    this.spec = spec;
    double spread = start.resistanceSpread().fraction();
    double ownSoc = start.soc().fraction() + start.socSpread().fraction() * swing(random);
    double ownOhms = spec.cellCount() * SimulatedCells.OHMS * (1 + spread * swing(random));
    double soc = share(difference.value(Trait.SOC, -1), ownSoc);
    double ohms = thousandth(difference.value(Trait.RESISTANCE, -1), ownOhms);
    int nominal = difference.value(Trait.CAPACITY, spec.designCapacity().milliampereHours());
    this.cells = new SimulatedCells(spec.cellCount(), nominal / 1000.0, soc, ohms, random);
    double ownCable = CABLE_OHMS * (1 + spread * swing(random));
    this.cableOhms = thousandth(difference.value(Trait.CABLE, -1), ownCable);
    int room = start.temperature().decidegrees();
    this.warmer = (difference.value(Trait.TEMPERATURE, room) - room) / 10.0;
    this.ambient = room / 10.0 + warmer;
    this.celsius = ambient;
    this.cyclesAtStart = difference.value(Trait.CYCLES, 20 + random.nextInt(200));
    cells.unbalance(difference.value(Trait.IMBALANCE, 0) / 1000.0);
    this.gauge = new SimulatedGauge(cells.capacity(), soc * cells.capacity(), random);
    this.bms = new SimulatedBms(gauge);
    if (difference.has(Trait.WEAK_CELL)) {
      cells.weaken(Math.min(difference.value(Trait.WEAK_CELL, 1), spec.cellCount()) - 1);
    }
  }

  private static double share(int basisPoints, double otherwise) {
    return basisPoints < 0 ? otherwise : basisPoints / 10_000.0;
  }

  private static double thousandth(int microohms, double otherwise) {
    return microohms < 0 ? otherwise : microohms / 1e6;
  }

  /* −1…1. */
  private static double swing(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  /** From now on its sensor shows so much of the current, and so many amperes more. */
  void distort(double gain, double offset) {
    gauge.distort(gain, offset);
  }

  /** Somebody has charged or discharged it elsewhere, and its BMS has counted that. */
  void recharge(double soc) {
    cells.recharge(soc);
    gauge.recharge(soc);
  }

  /** Lets the current of the last busbar solution flow, in a room of that many degrees. */
  void advance(double seconds, double decay, double room) {
    ambient = room + warmer;
    double heat = amperes * amperes * cableOhms / 2 + cells.heat(amperes);
    cells.advance(seconds, decay, amperes, bms.drain(), bms.balancing());
    celsius += seconds * (heat - WATTS_PER_KELVIN * (celsius - ambient)) / JOULES_PER_KELVIN;
  }

  /** Lets the electronics look at what has become of the cells. */
  void look(double seconds, double outside, boolean loaded) {
    measured.lowestCell = thousandths(cells.lowest(amperes));
    measured.highestCell = thousandths(cells.highest(amperes));
    measured.pack = thousandths(cells.electromotive() + amperes * cells.ohms());
    measured.current = gauge.milliamperes(amperes);
    measured.coldest = tenths(celsius + SENSOR_OFFSETS[0]);
    measured.hottest = tenths(celsius + SENSOR_OFFSETS[2]);
    measured.environment = tenths(ambient);
    measured.soc = gauge.soc();
    measured.outside = thousandths(outside);
    measured.loaded = loaded;
    bms.look(seconds, measured, cells.capacity(), cells.unbalanced(amperes));
  }

  /** Volts of all cells if the current stopped this instant. */
  double electromotive() {
    return cells.electromotive();
  }

  double ohms() {
    return cableOhms + cells.ohms();
  }

  /** How long its current may flow before somebody has to look again. */
  double stepSeconds() {
    if (Math.abs(amperes) > WILD_AMPERES) {
      return WILD_SECONDS;
    }
    return bms.isAsleep() || measured.isCalm() ? CALM_SECONDS : STEP_SECONDS;
  }

  SimulatedBms bms() {
    return bms;
  }

  double amperes() {
    return amperes;
  }

  void carry(double amperes) {
    this.amperes = amperes;
  }

  /** Ah in a cell, the truth that no pack knows. */
  double charge(int cellNumber) {
    return cells.charge(cellNumber - 1);
  }

  /** Ah from the emptiest to the fullest of its cells. */
  double imbalance() {
    return cells.imbalance();
  }

  /** Mean state of charge of the cells, 0…1. */
  double truth() {
    return cells.soc();
  }

  /** What the pack would answer, in the steps of the wire. */
  PackReading reading(Moment at) {
    double volts = 0;
    int[] millivolts = new int[cells.count()];
    for (int i = 0; i < cells.count(); i++) {
      volts += cells.volts(i, amperes);
      millivolts[i] = thousandths(cells.volts(i, amperes));
    }
    List<Temperature> sensors = new ArrayList<>();
    for (double offset : SENSOR_OFFSETS) {
      sensors.add(decidegrees(celsius + offset));
    }
    return new PackReading(
        id,
        at,
        CellVoltages.ofMillivolts(millivolts),
        sensors,
        decidegrees(celsius + Math.abs(amperes) / 20),
        decidegrees(ambient),
        Voltage.ofMillivolts(thousandths(volts)),
        Current.ofMilliamperes(gauge.milliamperes(amperes)),
        tens(gauge.remaining()),
        tens(gauge.capacity()),
        spec.designCapacity(),
        cyclesAtStart
            + (int) (1000 * gauge.discharged() / spec.designCapacity().milliampereHours()),
        null,
        null);
  }

  PackStatus status(Moment at) {
    return bms.status(id, at);
  }

  PackIdentity identity(Moment at) {
    return new PackIdentity(id, at, "SIM-" + spec.name() + " 1.0", "SIM-" + id);
  }

  private static int thousandths(double volts) {
    return (int) Math.round(1000 * volts);
  }

  private static int tenths(double celsius) {
    return (int) Math.round(10 * celsius);
  }

  private static Temperature decidegrees(double celsius) {
    return Temperature.ofDecidegrees(tenths(celsius));
  }

  private static Capacity tens(double ampereHours) {
    return Capacity.ofMilliampereHours(10 * (int) Math.round(100 * ampereHours));
  }
}
