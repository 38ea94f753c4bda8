package io.bankd.can;

import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What the inverter itself measures at its battery terminals: a second opinion on the bank's. Only
 * SMA tells it (0x305).
 *
 * @param current positive while charging, whatever its sign on the wire
 * @param at when it was heard
 */
public record InverterMeasurement(Voltage voltage, Current current, Moment at) {
  /** The key of a decoded frame that carries a measured voltage, V. */
  public static final String VOLTAGE = "inverter_voltage_v";

  /** The key of a decoded frame that carries a measured current, A. */
  public static final String CURRENT = "inverter_current_a";

  /** A 48 V inverter that runs at all measures 30…70 V. */
  private static final int LEAST = 30_000;

  private static final int MOST = 70_000;

  /** What the wire can carry. */
  private static final int CURRENT_MOST = 3_276_700;

  /** The measurement in a decoded frame, if there is one that can be. */
  static Optional<InverterMeasurement> of(Map<String, Object> said, Moment at) {
    if (said.get(VOLTAGE) instanceof Double volts && said.get(CURRENT) instanceof Double amperes) {
      int voltage = thousandths(volts);
      int current = thousandths(amperes);
      if (voltage >= LEAST && voltage <= MOST && Math.abs(current) <= CURRENT_MOST) {
        return Optional.of(
            new InverterMeasurement(
                Voltage.ofMillivolts(voltage), Current.ofMilliamperes(current), at));
      }
    }
    return Optional.empty();
  }

  private static int thousandths(double value) {
    return BigDecimal.valueOf(value).movePointRight(3).intValue();
  }
}
