package io.bankd.rs485.pace;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackReading;
import io.bankd.rs485.Impossible;
import io.bankd.rs485.PackReply;
import io.bankd.rs485.Refusal;
import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.frame.InfoWriter;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One pack's part of the answer to command 42, in the wire's units.
 *
 * <pre>
 * M  cell[M]  N  temp[N]  current  voltage  remaining  P  full  cycles  design  tail
 * 1  2 each   1  2 each   2 signed 2        2          1  2     2       2       what is left
 *    mV          0.1 K    10 mA    mV       10 mAh        10 mAh        10 mAh
 * </pre>
 *
 * P, the “user defined count”, counts nothing: firmwares send 0, 2, 3, 4 and 9 before the same
 * three words, so the tail's length comes from the frame's.
 */
record AnalogBlock(
    int[] cells,
    int[] temperatures,
    int current,
    int voltage,
    int remaining,
    int userDefined,
    int full,
    int cycles,
    int design,
    byte[] tail) {

  /** 0 °C in the 0.1 K of this protocol; its relatives have 2731. */
  private static final int FREEZING = 2730;

  /** What a sensor that is not fitted reads. */
  private static final int NOT_FITTED = 0x8000;

  /** Bytes besides cells, temperatures and tail. */
  private static final int FIXED = 15;

  /** Where the tail, if it is so long, has the state of health in percent. */
  private static final int SOH_AT = 9;

  /** The block in the next {@code stride} bytes; null when they are too few for what they claim. */
  static @Nullable AnalogBlock read(InfoReader info, int stride) {
    int cells = info.peek(0);
    int temperatures = cells < 0 ? -1 : info.peek(1 + 2 * cells);
    int tail = stride - FIXED - 2 * cells - 2 * temperatures;
    if (temperatures < 0 || tail < 0 || stride > info.remaining()) {
      return null;
    }
    return new AnalogBlock(
        words(info, info.u8()),
        words(info, info.u8()),
        info.s16(),
        info.u16(),
        info.u16(),
        info.u8(),
        info.u16(),
        info.u16(),
        info.u16(),
        info.bytes(tail));
  }

  private static int[] words(InfoReader info, int count) {
    int[] words = new int[count];
    Arrays.setAll(words, i -> info.u16());
    return words;
  }

  void write(InfoWriter info) {
    info.u8(cells.length);
    Arrays.stream(cells).forEach(info::u16);
    info.u8(temperatures.length);
    Arrays.stream(temperatures).forEach(info::u16);
    info.s16(current).u16(voltage).u16(remaining).u8(userDefined);
    info.u16(full).u16(cycles).u16(design).bytes(tail);
  }

  /**
   * What a pack with this reading sends: four cell sensors, MOSFETs, environment, and the state of
   * charge and health in the tail where the reading has them. Values beyond the wire's range are
   * sent as its end.
   */
  static AnalogBlock of(PackReading reading) {
    int[] cells = new int[reading.cells().count()];
    Arrays.setAll(cells, i -> word(reading.cells().cell(i + 1).millivolts()));
    int[] temperatures = new int[6];
    Arrays.setAll(
        temperatures,
        i ->
            i < reading.cellTemperatures().size()
                ? raw(reading.cellTemperatures().get(i))
                : raw(null));
    temperatures[4] = raw(reading.mosTemperature());
    temperatures[5] = raw(reading.environmentTemperature());
    byte[] tail = tail(reading);
    return new AnalogBlock(
        cells,
        temperatures,
        clamp(Math.round(reading.current().milliamperes() / 10f), Short.MIN_VALUE, Short.MAX_VALUE),
        word(reading.voltage().millivolts()),
        word(reading.remaining().milliampereHours() / 10),
        tail.length == 0 ? 3 : 2,
        word(reading.full().milliampereHours() / 10),
        word(reading.cycles()),
        word(reading.design().milliampereHours() / 10),
        tail);
  }

  private static byte[] tail(PackReading reading) {
    Ratio soh = reading.reportedSoh();
    int length = soh != null ? SOH_AT + 1 : reading.reportedSoc() != null ? 1 : 0;
    byte[] tail = new byte[length];
    if (length > 0) {
      tail[0] = (byte) (reading.soc().basisPoints() / 100);
    }
    if (soh != null) {
      tail[SOH_AT] = (byte) (soh.basisPoints() / 100);
    }
    return tail;
  }

  private static int raw(@Nullable Temperature temperature) {
    return temperature == null ? NOT_FITTED : word(temperature.decidegrees() + FREEZING);
  }

  private static int word(int value) {
    return clamp(value, 0, 0xFFFF);
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }

  /** Tenths of a degree Celsius; null where no sensor is fitted. */
  @Nullable Integer temperature(int index) {
    int raw = temperatures[index];
    return raw == NOT_FITTED ? null : raw - FREEZING;
  }

  /** The state of charge in percent as the pack says it; null where it says none. */
  @Nullable Integer socPercent() {
    return percent(0);
  }

  private @Nullable Integer percent(int at) {
    return at < tail.length && tail[at] >= 0 && tail[at] <= 100 ? (int) tail[at] : null;
  }

  /** Tenths of a degree Celsius of each sensor; null where none is fitted. */
  List<@Nullable Integer> decidegrees() {
    List<@Nullable Integer> decidegrees = new ArrayList<>();
    for (int i = 0; i < temperatures.length; i++) {
      decidegrees.add(temperature(i));
    }
    return decidegrees;
  }

  /** Why these values cannot be true; null when they can. */
  PackReply.@Nullable Refused implausible() {
    PackReply.Refused wrong = Impossible.measurements(cells, voltage, decidegrees());
    if (wrong != null) {
      return wrong;
    }
    if (full == 0) {
      return refused(Refusal.FULL, "full capacity 0");
    }
    return remaining * 100L > full * 105L
        ? refused(
            Refusal.REMAINING,
            "remaining " + new Capacity(remaining * 10) + " of " + new Capacity(full * 10))
        : null;
  }

  private static PackReply.Refused refused(Refusal reason, String detail) {
    return new PackReply.Refused(reason, detail);
  }

  /**
   * The values with their units. Only six sensors have a documented order; any other number is
   * taken for cell sensors, so that none of them is left out of a limit.
   */
  PackReply.Analog reply(int infoFlag) {
    boolean documented = temperatures.length == 6;
    List<Temperature> cellTemperatures = new ArrayList<>();
    for (int i = 0; i < (documented ? 4 : temperatures.length); i++) {
      Temperature fitted = fitted(i);
      if (fitted != null) {
        cellTemperatures.add(fitted);
      }
    }
    return new PackReply.Analog(
        CellVoltages.ofMillivolts(cells),
        cellTemperatures,
        documented ? fitted(4) : null,
        documented ? fitted(5) : null,
        new Voltage(voltage),
        new Current(current * 10),
        new Capacity(remaining * 10),
        new Capacity(full * 10),
        new Capacity(design * 10),
        cycles,
        ratio(socPercent()),
        ratio(percent(SOH_AT)),
        temperatures.length,
        infoFlag);
  }

  private @Nullable Temperature fitted(int index) {
    Integer decidegrees = temperature(index);
    return decidegrees == null ? null : new Temperature(decidegrees);
  }

  private static @Nullable Ratio ratio(@Nullable Integer percent) {
    return percent == null ? null : Ratio.ofPercent(percent);
  }
}
