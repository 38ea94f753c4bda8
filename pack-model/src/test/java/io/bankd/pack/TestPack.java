package io.bankd.pack;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An AM5000 on the bench whose every figure can be set; healthy and half full to begin with. */
public final class TestPack {
  private final PackId id;
  private final int[] cells = new int[16];
  private int @Nullable [] fewerCells;
  private List<Temperature> temperatures = List.of();
  private @Nullable Temperature environment = Temperature.ofDegrees(23);
  private @Nullable Voltage voltage;
  private int milliamperes;
  private int socBasisPoints = 5000;
  private final Set<PackCondition> protections = EnumSet.noneOf(PackCondition.class);
  private final Set<PackCondition> faults = EnumSet.noneOf(PackCondition.class);
  private boolean chargeMosOn = true;
  private boolean dischargeMosOn = true;
  private @Nullable Ratio soh;
  private boolean limiter;

  public TestPack(int address) {
    id = PackId.of(address);
    cells(3300).degrees(23, 24, 24, 23);
  }

  public PackId id() {
    return id;
  }

  public TestPack cells(int millivolts) {
    Arrays.fill(cells, millivolts);
    return this;
  }

  public TestPack cell(int number, int millivolts) {
    cells[number - 1] = millivolts;
    return this;
  }

  public TestPack fitted(int cellCount) {
    fewerCells = Arrays.copyOf(cells, cellCount);
    return this;
  }

  /** The pack's own voltage; the sum of the cells until it is set. */
  public TestPack voltage(int millivolts) {
    voltage = Voltage.ofMillivolts(millivolts);
    return this;
  }

  public TestPack degrees(int... sensors) {
    temperatures = Arrays.stream(sensors).mapToObj(Temperature::ofDegrees).toList();
    return this;
  }

  public TestPack decidegrees(int... sensors) {
    temperatures = Arrays.stream(sensors).mapToObj(Temperature::ofDecidegrees).toList();
    return this;
  }

  public TestPack environment(int decidegrees) {
    environment = Temperature.ofDecidegrees(decidegrees);
    return this;
  }

  public TestPack milliamperes(int current) {
    milliamperes = current;
    return this;
  }

  public TestPack soc(int basisPoints) {
    socBasisPoints = basisPoints;
    return this;
  }

  public TestPack soh(int percent) {
    soh = Ratio.ofPercent(percent);
    return this;
  }

  public TestPack reports(PackCondition... conditions) {
    protections.clear();
    protections.addAll(List.of(conditions));
    return this;
  }

  public TestPack fails(PackCondition... conditions) {
    faults.addAll(List.of(conditions));
    return this;
  }

  public TestPack limiter(boolean holds) {
    limiter = holds;
    return this;
  }

  public TestPack mosfets(boolean charge, boolean discharge) {
    chargeMosOn = charge;
    dischargeMosOn = discharge;
    return this;
  }

  public PackReading reading(long millis) {
    int[] fewer = fewerCells;
    CellVoltages voltages = CellVoltages.ofMillivolts(fewer == null ? cells : fewer);
    Voltage own = voltage;
    return new PackReading(
        id,
        Moment.ofMillis(millis),
        voltages,
        temperatures,
        null,
        environment,
        own == null ? voltages.sum() : own,
        Current.ofMilliamperes(milliamperes),
        Capacity.ofMilliampereHours(socBasisPoints * 10),
        Capacity.ofAmpereHours(100),
        Capacity.ofAmpereHours(100),
        42,
        Ratio.ofBasisPoints(socBasisPoints),
        soh);
  }

  public PackStatus status(long millis) {
    return new PackStatus(
        id,
        Moment.ofMillis(millis),
        protections,
        Set.of(),
        faults,
        chargeMosOn,
        dischargeMosOn,
        limiter,
        0);
  }
}
