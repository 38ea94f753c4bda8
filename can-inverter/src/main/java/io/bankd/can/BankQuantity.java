package io.bankd.can;

import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an {@link InverterMessage} as plain integers in their base unit, for the tables of
 * the dialects to point at: mV, mA, 0.1 °C, 0.01 %, mAh, Wh or a count.
 */
public enum BankQuantity {
  CVL(m -> (long) m.cvl().millivolts()),
  DVL(m -> (long) m.dvl().millivolts()),
  /** Zero while charge is not enabled: some inverters look at the limit only. */
  CCL(m -> (long) m.offeredCharge().milliamperes()),
  /** Zero while discharge is not enabled. */
  DCL(m -> (long) m.offeredDischarge().milliamperes()),
  SOC(m -> (long) m.soc().basisPoints()),
  SOH(m -> (long) m.soh().basisPoints()),
  VOLTAGE(m -> (long) m.voltage().millivolts()),
  CURRENT(m -> (long) m.current().milliamperes()),
  TEMPERATURE(m -> celsius(m.temperature())),
  /** 0.1 K by Victron's rule, °C + 273. */
  T_MIN_KELVIN(m -> kelvin(m.tmin())),
  T_MAX_KELVIN(m -> kelvin(m.tmax())),
  V_MIN(m -> millivolts(m.vmin())),
  V_MAX(m -> millivolts(m.vmax())),
  ONLINE(m -> (long) m.online()),
  BLOCK_CHARGE(m -> (long) m.blockCharge()),
  BLOCK_DISCHARGE(m -> (long) m.blockDischarge()),
  OFFLINE(m -> (long) m.offline()),
  /** 0xFF while charge is asked for in any way, else 0. */
  CHARGE_REQUEST(m -> m.asksForCharge() ? 0xFFL : 0L),
  INSTALLED(m -> (long) m.installedCapacity().milliampereHours()),
  REMAINING(m -> (long) m.remainingCapacity().milliampereHours()),
  CHARGED(m -> m.chargedWh()),
  DISCHARGED(m -> m.dischargedWh());

  private interface Reading extends Function<InverterMessage, @Nullable Long> {}

  private final Reading reading;

  BankQuantity(Reading reading) {
    this.reading = reading;
  }

  /** The number in its base unit, or null when nobody knows it. */
  public @Nullable Long in(InverterMessage message) {
    return reading.apply(message);
  }

  private static @Nullable Long celsius(@Nullable Temperature t) {
    return t == null ? null : (long) t.decidegrees();
  }

  private static @Nullable Long kelvin(@Nullable Temperature t) {
    return t == null ? null : t.decidegrees() + 2730L;
  }

  private static @Nullable Long millivolts(@Nullable Voltage v) {
    return v == null ? null : (long) v.millivolts();
  }
}
