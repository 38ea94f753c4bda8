package io.bankd.spec;

import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** What a setting's whole number counts. */
public enum SettingUnit {
  /** mV */
  VOLTAGE(value -> Voltage.ofMillivolts((int) value)),
  /** mA, a magnitude */
  CURRENT(value -> Current.ofMilliamperes((int) value)),
  /** 0.1 °C */
  TEMPERATURE(value -> Temperature.ofDecidegrees((int) value)),
  /** 0.01 % */
  RATIO(value -> Ratio.ofBasisPoints((int) value)),
  /** µs: a short circuit is told after 300 of them */
  DURATION(SettingUnit::duration),
  COUNT(value -> value);

  private static final List<Map.Entry<String, Long>> TIMES =
      List.of(
          Map.entry("d", 86_400_000_000L),
          Map.entry("h", 3_600_000_000L),
          Map.entry("min", 60_000_000L),
          Map.entry("s", 1_000_000L),
          Map.entry("ms", 1000L));

  private final LongFunction<Object> typed;

  SettingUnit(LongFunction<Object> typed) {
    this.typed = typed;
  }

  /** A value with its unit, “3.600 V”, “3 s”. */
  public String print(long value) {
    return typed.apply(value).toString();
  }

  /* In the largest unit that leaves a whole number. */
  private static String duration(long micros) {
    for (Map.Entry<String, Long> unit : TIMES) {
      if (micros != 0 && micros % unit.getValue() == 0) {
        return micros / unit.getValue() + " " + unit.getKey();
      }
    }
    return micros == 0 ? "0 s" : micros + " µs";
  }
}
