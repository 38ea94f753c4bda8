package io.bankd.pack;

import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A measured quantity that a rule of the maker's table or a derating curve looks at, as an integer
 * in its own unit: mV, mA (a magnitude), 0.1 °C, 0.01 %.
 */
public enum Quantity {
  HIGHEST_CELL("cell", r -> r.cells().highest().millivolts(), Voltage::ofMillivolts),
  LOWEST_CELL("cell", r -> r.cells().lowest().millivolts(), Voltage::ofMillivolts),
  PACK_VOLTAGE("pack", r -> r.voltage().millivolts(), Voltage::ofMillivolts),
  CHARGE_CURRENT(
      "charge current", r -> Math.max(0, r.current().milliamperes()), Current::ofMilliamperes),
  DISCHARGE_CURRENT(
      "discharge current", r -> Math.max(0, -r.current().milliamperes()), Current::ofMilliamperes),
  HOTTEST_CELL("cell sensor", r -> decidegrees(r.hottestCell()), Temperature::ofDecidegrees),
  COLDEST_CELL("cell sensor", r -> decidegrees(r.coldestCell()), Temperature::ofDecidegrees),
  ENVIRONMENT(
      "environment", r -> decidegrees(r.environmentTemperature()), Temperature::ofDecidegrees),
  SOC("state of charge", r -> r.soc().basisPoints(), Ratio::ofBasisPoints);

  /* What no sensor reads: it is not fitted. */
  private static final int MISSING = Integer.MIN_VALUE;

  private final String words;
  private final ToIntFunction<PackReading> value;
  private final IntFunction<Object> typed;

  Quantity(String words, ToIntFunction<PackReading> value, IntFunction<Object> typed) {
    this.words = words;
    this.value = value;
    this.typed = typed;
  }

  /** The value in a reading; empty where the pack has no such sensor. */
  public OptionalInt in(PackReading reading) {
    int read = value.applyAsInt(reading);
    return read == MISSING ? OptionalInt.empty() : OptionalInt.of(read);
  }

  /** The number, from 1, of the cell or sensor that has the value; 0 where it is the pack's. */
  public int numberIn(PackReading reading) {
    return switch (this) {
      case HIGHEST_CELL -> reading.cells().highestNumber();
      case LOWEST_CELL -> reading.cells().lowestNumber();
      case HOTTEST_CELL -> sensorNumber(reading, reading.hottestCell());
      case COLDEST_CELL -> sensorNumber(reading, reading.coldestCell());
      default -> 0;
    };
  }

  /** Its name and unit in records, “highest-cell-mv”. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + unit();
  }

  /** Its unit in records, “mv”. */
  public String unit() {
    return switch (this) {
      case HIGHEST_CELL, LOWEST_CELL, PACK_VOLTAGE -> "mv";
      case CHARGE_CURRENT, DISCHARGE_CURRENT -> "ma";
      case HOTTEST_CELL, COLDEST_CELL, ENVIRONMENT -> "decidegrees";
      case SOC -> "basis-points";
    };
  }

  /** A value of this quantity as it would be read aloud, “3.471 V”. */
  public String print(int value) {
    return typed.apply(value).toString();
  }

  /** “pack 7 cell 12 at 3.471 V”. */
  public String describe(PackReading reading) {
    int number = numberIn(reading);
    OptionalInt read = in(reading);
    String where = number > 0 ? words + " " + number : words;
    String what = read.isPresent() ? " at " + print(read.getAsInt()) : " not measured";
    return "pack " + reading.pack() + (this == PACK_VOLTAGE ? "" : " " + where) + what;
  }

  private static int sensorNumber(PackReading reading, @Nullable Temperature of) {
    return of == null ? 0 : reading.cellTemperatures().indexOf(of) + 1;
  }

  private static int decidegrees(@Nullable Temperature temperature) {
    return temperature == null ? MISSING : temperature.decidegrees();
  }
}
