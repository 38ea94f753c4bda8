package io.bankd.sim;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.Direction;
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
  private static final double CELL_OHMS = 0.0006;
  private static final double CABLE_OHMS = 0.006;
  /* 45 kg of cells and steel that lose some watts per kelvin to the room. */
  private static final double JOULES_PER_KELVIN = 45_000;
  private static final double WATTS_PER_KELVIN = 4;
  /* Where the four sensors sit: the middle of a pack is warmer than its ends. */
  private static final double[] SENSOR_OFFSETS = {0.0, 0.6, 0.8, 0.2};

  private final PackId id;
  private final PackSpec spec;
  private final List<SimulatedCell> cells = new ArrayList<>();
  private final SimulatedBms bms;
  private final double cableOhms;
  private final double ambient;
  private final int cycles;
  private double celsius;
  private double amperes;

  SimulatedPack(PackId id, PackSpec spec, Scenario scenario, Random random) {
    this.id = id;
    this.spec = spec;
    this.bms = new SimulatedBms(spec.protections());
    double soc = scenario.startSoc() + scenario.socSpread() * swing(random);
    double ohms = CELL_OHMS * (1 + scenario.resistanceSpread() * swing(random));
    double nominal = spec.designCapacity().milliampereHours() / 1000.0;
    for (int i = 0; i < spec.cellCount(); i++) {
      double capacity = nominal * (1.01 + 0.01 * swing(random));
      double cellSoc = soc + 0.003 * swing(random);
      cells.add(new SimulatedCell(capacity, ohms * (1 + 0.05 * swing(random)), cellSoc));
    }
    this.cableOhms = CABLE_OHMS * (1 + scenario.resistanceSpread() * swing(random));
    this.ambient = scenario.startTemperature();
    this.celsius = ambient;
    this.cycles = 20 + random.nextInt(200);
  }

  /* −1…1. */
  private static double swing(Random random) {
    return 2 * random.nextDouble() - 1;
  }

  /** Makes one cell small, resistive and full before the others. */
  void weaken(int cellNumber) {
    SimulatedCell good = cells.get(cellNumber - 1);
    double soc = Math.min(0.992, good.soc() + 0.10);
    cells.set(cellNumber - 1, new SimulatedCell(good.ampereHours() * 0.85, good.ohms() * 3, soc));
  }

  /** Lets the current of the last busbar solution flow. */
  void advance(double seconds) {
    double heat = amperes * amperes * cableOhms / 2;
    for (SimulatedCell cell : cells) {
      heat += cell.heat(amperes);
      cell.advance(seconds, amperes);
    }
    celsius += seconds * (heat - WATTS_PER_KELVIN * (celsius - ambient)) / JOULES_PER_KELVIN;
    bms.look(seconds, reading(Moment.ofNanos(0)));
  }

  double electromotive() {
    return cells.stream().mapToDouble(SimulatedCell::electromotive).sum();
  }

  double ohms() {
    return cableOhms + cells.stream().mapToDouble(SimulatedCell::ohms).sum();
  }

  boolean isOpen(Direction direction) {
    return bms.isOpen(direction);
  }

  double amperes() {
    return amperes;
  }

  void carry(double amperes) {
    this.amperes = amperes;
  }

  /** What the pack would answer, in the steps of the wire. */
  PackReading reading(Moment at) {
    double volts = cells.stream().mapToDouble(cell -> cell.volts(amperes)).sum();
    int[] millivolts =
        cells.stream().mapToInt(cell -> (int) Math.round(1000 * cell.volts(amperes))).toArray();
    List<Temperature> sensors = new ArrayList<>();
    for (double offset : SENSOR_OFFSETS) {
      sensors.add(decidegrees(celsius + offset));
    }
    double full = cells.stream().mapToDouble(SimulatedCell::ampereHours).min().orElseThrow();
    double soc = cells.stream().mapToDouble(SimulatedCell::soc).average().orElseThrow();
    return new PackReading(
        id,
        at,
        CellVoltages.ofMillivolts(millivolts),
        sensors,
        decidegrees(celsius + Math.abs(amperes) / 20),
        decidegrees(ambient),
        Voltage.ofMillivolts((int) Math.round(1000 * volts)),
        Current.ofMilliamperes(10 * (int) Math.round(100 * amperes)),
        tens(full * Math.max(0, Math.min(1, soc))),
        tens(full),
        spec.designCapacity(),
        cycles,
        null,
        null);
  }

  PackStatus status(Moment at) {
    return bms.status(id, at);
  }

  PackIdentity identity(Moment at) {
    return new PackIdentity(id, at, "SIM-" + spec.name() + " 1.0", "SIM-" + id);
  }

  private static Temperature decidegrees(double celsius) {
    return Temperature.ofDecidegrees((int) Math.round(10 * celsius));
  }

  private static Capacity tens(double ampereHours) {
    return Capacity.ofMilliampereHours(10 * (int) Math.round(100 * ampereHours));
  }
}
