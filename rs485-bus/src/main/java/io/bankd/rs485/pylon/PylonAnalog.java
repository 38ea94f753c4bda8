package io.bankd.rs485.pylon;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackReading;
import io.bankd.rs485.Impossible;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.AsciiFrame;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One module's part of the answer to command 42, in the wire's units.
 *
 * <pre>
 * M  cell[M]        N  temp[N]  current          voltage  remaining  P  total  cycles  remaining total
 * 1  2 each, signed 1  2 each   2 signed, 100 mA 2 mV     2          1  2      2       3         3
 *    mV                0.1 K                              mAh           mAh            with P = 4 only
 * </pre>
 *
 * With P = 4 the words of 16 bits read FFFF and those of 24 count.
 */
record PylonAnalog(
    int[] cells,
    int[] temperatures,
    int current,
    int voltage,
    int remaining1,
    int userDefined,
    int total1,
    int cycles,
    int remaining2,
    int total2) {
  /** P of a module with capacities of 16 bits, and of one with 24. */
  static final int SHORT = 2;

  static final int LONG = 4;

  /** The board, then groups of four cells: the one number of sensors whose order is documented. */
  private static final int DOCUMENTED_SENSORS = 5;

  /** The next module; null where what is left is none, also where P says it is a relative's. */
  static @Nullable PylonAnalog read(InfoReader info) {
    int cells = info.peek(0);
    int temperatures = cells < 0 ? -1 : info.peek(1 + 2 * cells);
    int words = 2 + 2 * cells + 2 * temperatures;
    int userDefined = temperatures < 0 ? -1 : info.peek(words + 6);
    boolean known = userDefined == SHORT || userDefined == LONG;
    if (!known || info.remaining() < words + (userDefined == LONG ? 17 : 11)) {
      return null;
    }
    int[] mv = new int[info.u8()];
    Arrays.setAll(mv, i -> info.s16());
    int[] raw = new int[info.u8()];
    Arrays.setAll(raw, i -> info.u16());
    int current = info.s16();
    int voltage = info.u16();
    int remaining = info.u16();
    info.u8();
    int total = info.u16();
    int cycles = info.u16();
    boolean large = userDefined == LONG;
    int remaining2 = large ? u24(info) : remaining;
    int total2 = large ? u24(info) : total;
    return new PylonAnalog(
        mv, raw, current, voltage, remaining, userDefined, total, cycles, remaining2, total2);
  }

  /** The modules of an answer to 42, which may differ in length; empty where it is none. */
  static List<PylonAnalog> modules(AsciiFrame frame) {
    InfoReader info = frame.info();
    List<PylonAnalog> modules = new ArrayList<>();
    if (info.remaining() < 3) {
      return modules;
    }
    info.bytes(2);
    while (info.remaining() > 0) {
      PylonAnalog module = read(info);
      if (module == null || module.cells().length == 0) {
        return modules;
      }
      modules.add(module);
    }
    return modules;
  }

  private static int u24(InfoReader info) {
    return info.u8() << 16 | info.u16();
  }

  /** Bytes of this module in the answer. */
  int bytes() {
    return (userDefined == LONG ? 19 : 13) + 2 * cells.length + 2 * temperatures.length;
  }

  void write(InfoWriter info) {
    info.u8(cells.length);
    Arrays.stream(cells).forEach(info::s16);
    info.u8(temperatures.length);
    Arrays.stream(temperatures).forEach(info::u16);
    info.s16(current).u16(voltage).u16(remaining1).u8(userDefined).u16(total1).u16(cycles);
    if (userDefined == LONG) {
      info.u8(remaining2 >> 16).u16(remaining2 & 0xFFFF);
      info.u8(total2 >> 16).u16(total2 & 0xFFFF);
    }
  }

  /**
   * What a module with this reading sends; values beyond the wire's range are sent as its end.
   *
   * @param userDefined P
   * @param unit mAh of a step of capacity: 1, or 10 from a PACE board
   */
  static PylonAnalog of(PackReading reading, int userDefined, int unit) {
    int[] cells = new int[reading.cells().count()];
    Arrays.setAll(cells, i -> clamp(reading.cells().cell(i + 1).millivolts(), 0, Short.MAX_VALUE));
    int[] temperatures = new int[DOCUMENTED_SENSORS];
    temperatures[0] = raw(reading.mosTemperature(), reading);
    for (int i = 1; i < DOCUMENTED_SENSORS; i++) {
      int sensor = Math.min(i, reading.cellTemperatures().size()) - 1;
      temperatures[i] = raw(sensor < 0 ? null : reading.cellTemperatures().get(sensor), reading);
    }
    int largest = userDefined == LONG ? 0xFFFFFF : 0xFFFF;
    int remaining = clamp(reading.remaining().milliampereHours() / unit, 0, largest);
    int total = clamp(reading.full().milliampereHours() / unit, 0, largest);
    return new PylonAnalog(
        cells,
        temperatures,
        clamp(
            Math.round(reading.current().milliamperes() / 100f), Short.MIN_VALUE, Short.MAX_VALUE),
        clamp(reading.voltage().millivolts(), 0, 0xFFFF),
        userDefined == LONG ? 0xFFFF : remaining,
        userDefined,
        userDefined == LONG ? 0xFFFF : total,
        clamp(reading.cycles(), 0, 0xFFFF),
        remaining,
        total);
  }

  /** This protocol has no word for a sensor that is missing: the hottest cell's stands in. */
  private static int raw(@Nullable Temperature temperature, PackReading reading) {
    Temperature said = temperature != null ? temperature : reading.hottestCell();
    return clamp((said == null ? 0 : said.decidegrees()) + PylonTables.FREEZING, 0, 0xFFFF);
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }

  int decidegrees(int index) {
    return temperatures[index] - PylonTables.FREEZING;
  }

  /** Tenths of a degree Celsius of each sensor. */
  List<@Nullable Integer> decidegrees() {
    List<@Nullable Integer> decidegrees = new ArrayList<>();
    for (int i = 0; i < temperatures.length; i++) {
      decidegrees.add(decidegrees(i));
    }
    return decidegrees;
  }

  /** Why these values cannot be true; null when they can. */
  PackReply.@Nullable Refused implausible() {
    PackReply.Refused wrong = Impossible.measurements(cells, voltage, decidegrees());
    return wrong != null ? wrong : implausibleCapacity();
  }

  private PackReply.@Nullable Refused implausibleCapacity() {
    if (total2 == 0) {
      return refused(Refusal.FULL, "full capacity 0");
    }
    if (userDefined == SHORT && total1 == 0xFFFF) {
      return refused(Refusal.NO_CAPACITY, "the full capacity reads FFFF");
    }
    if (remaining2 * 100L > total2 * 105L) {
      return refused(Refusal.REMAINING, "remaining " + remaining2 + " of " + total2);
    }
    return null;
  }

  private static PackReply.Refused refused(Refusal reason, String detail) {
    return new PackReply.Refused(reason, detail);
  }

  /**
   * The values with their units. Any number of sensors but five is taken for cell sensors, so that
   * none of them is left out of a limit.
   *
   * @param unit mAh of a step of capacity
   */
  PackReply.Analog reply(int unit, int infoFlag) {
    boolean documented = temperatures.length == DOCUMENTED_SENSORS;
    List<Temperature> cellTemperatures = new ArrayList<>();
    for (int i = documented ? 1 : 0; i < temperatures.length; i++) {
      cellTemperatures.add(Temperature.ofDecidegrees(decidegrees(i)));
    }
    return new PackReply.Analog(
        CellVoltages.ofMillivolts(cells),
        cellTemperatures,
        documented ? Temperature.ofDecidegrees(decidegrees(0)) : null,
        null,
        new Voltage(voltage),
        new Current(current * 100),
        new Capacity(remaining2 * unit),
        new Capacity(total2 * unit),
        new Capacity(total2 * unit),
        cycles,
        null,
        null,
        temperatures.length,
        infoFlag);
  }
}
