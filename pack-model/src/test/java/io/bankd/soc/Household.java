package io.bankd.soc;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Random;

/**
 * One pack in a house with solar panels for a month, in steps of a minute, and its BMS, which
 * measures with a gain error and an offset and answers once a minute.
 *
 * <p>Days are good (the pack reaches its end of charge before the afternoon), middling (perhaps) or
 * poor (never). Evenings cook and boil water, nights stand by. The inverter stops discharging at
 * 3.05 V a cell and holds a full pack where it is while the sun still covers the house.
 */
final class Household {
  private static final int STEP = 60; // s
  private static final double VOLTS = 52;
  private static final double CHARGE_VOLTAGE = 3.55;
  private static final double TAIL = 5; // A, 0.05 C
  private static final double RECOVERY = 3.34; // V at rest

  private final Random random;
  private final double[] sunByDay;
  private final double standby;
  private final double evening;
  private final double gain;
  private final double offset;
  private final TrueCell cell;
  private double ownError;
  private double amperes;
  private double cooking;
  private double clouds = 1;
  private boolean finished;
  private boolean reserved;
  private boolean endOfCharge;
  private long seconds;

  Household(long seed, double gain, double offset, double[] sunByDay) {
    this.random = new Random(seed);
    this.gain = gain;
    this.offset = offset;
    this.sunByDay = sunByDay;
    this.standby = 50 + 120 * random.nextDouble();
    this.evening = 250 + 450 * random.nextDouble();
    this.cell = new TrueCell(100, 0.25 + 0.5 * random.nextDouble());
    this.ownError = 0.16 * random.nextDouble() - 0.08;
  }

  /** A minute on; whether the end of charge was reached in it. */
  boolean minute() {
    endOfCharge = false;
    step();
    double wander = ownError + 0.002 * random.nextGaussian();
    ownError = Math.max(-0.078, Math.min(0.078, wander));
    return endOfCharge;
  }

  int day() {
    return (int) (seconds / 86_400);
  }

  private void step() {
    seconds += STEP;
    double hour = seconds % 86_400 / 3600.0;
    double surplus = (sun(hour) - load(hour)) / VOLTS;
    amperes = surplus > 0 ? charging(surplus) : discharging(surplus);
    cell.advance(STEP, amperes);
  }

  private double charging(double surplus) {
    reserved = false;
    if (finished && cell.volts(0) > RECOVERY) {
      return 0;
    }
    finished = false;
    double limit = cell.amperesAt(CHARGE_VOLTAGE);
    if (limit < TAIL && limit < surplus) {
      finished = true;
      endOfCharge = true;
      return 0;
    }
    return Math.max(0, Math.min(50, Math.min(surplus, limit)));
  }

  private double discharging(double surplus) {
    reserved |= cell.volts(surplus) < 3.05;
    return reserved ? 0 : Math.max(-50, surplus);
  }

  private double sun(double hour) {
    clouds = Math.max(0.3, Math.min(1, clouds + 0.05 * random.nextGaussian()));
    double height = Math.sin(Math.PI * (hour - 7) / 12);
    return height <= 0
        ? 0
        : 2600 * sunByDay[Math.min(day(), sunByDay.length - 1)] * height * clouds;
  }

  private double load(double hour) {
    boolean awake = hour > 17 && hour < 23;
    if (cooking > 0) {
      cooking -= STEP;
    } else if (random.nextInt(awake ? 42 : 250) == 0 && hour > 6) {
      cooking = STEP * (1 + random.nextInt(4));
    }
    return standby + (awake ? evening : 0) + (cooking > 0 ? 1600 : 0);
  }

  double soc() {
    return cell.soc();
  }

  /** What the BMS answers now. */
  PackReading reading() {
    int[] cells = new int[16];
    for (int i = 0; i < cells.length; i++) {
      double volts = cell.volts(amperes) * 1000 + (i % 5 - 2) + random.nextInt(3) - 1;
      cells[i] = (int) Math.round(volts);
    }
    CellVoltages voltages = CellVoltages.ofMillivolts(cells);
    long measured = Math.round((amperes * (1 + gain) + offset) * 100) * 10;
    double own = Math.max(0, Math.min(1, soc() + ownError));
    return new PackReading(
        PackId.of(2),
        Moment.ofMillis(seconds * 1000),
        voltages,
        List.of(Temperature.ofDegrees(22)),
        null,
        null,
        Voltage.ofMillivolts(voltages.sum().millivolts()),
        Current.ofMilliamperes((int) measured),
        Capacity.ofMilliampereHours((int) (own * 100_000)),
        Capacity.ofAmpereHours(100),
        Capacity.ofAmpereHours(100),
        10,
        null,
        null);
  }
}
