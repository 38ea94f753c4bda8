package io.bankd.can;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an {@link InverterMessage} as plain integers in their base unit, for the tables of
 * the dialects to point at: mV, mA, 0.1 °C, 0.01 %, mAh, Wh or a count.
 */
public enum BankQuantity {
  CVL(m -> (long) m.cvl().millivolts(), (b, v) -> b.cvl(volts(v))),
  DVL(m -> (long) m.dvl().millivolts(), (b, v) -> b.dvl(volts(v))),
  /** Zero while charge is not enabled: some inverters look at the limit only. */
  CCL(m -> (long) m.offeredCharge().milliamperes(), (b, v) -> b.ccl(amperes(v))),
  /** Zero while discharge is not enabled. */
  DCL(m -> (long) m.offeredDischarge().milliamperes(), (b, v) -> b.dcl(amperes(v))),
  /** The discharge limit below zero, as a Growatt SPH expects it. */
  DCL_NEGATIVE(m -> -(long) m.offeredDischarge().milliamperes(), (b, v) -> b.dcl(amperes(-v))),
  SOC(m -> (long) m.soc().basisPoints(), (b, v) -> b.soc(ratio(v))),
  /** The same in a field that not every battery fills: zero says nothing. */
  SOC_FINE(
      m -> (long) m.soc().basisPoints(),
      (b, v) -> {
        if (v != 0) {
          b.soc(ratio(v));
        }
      }),
  SOH(m -> (long) m.soh().basisPoints(), (b, v) -> b.soh(ratio(v))),
  VOLTAGE(m -> (long) m.voltage().millivolts(), (b, v) -> b.voltage(volts(v))),
  CURRENT(m -> (long) m.current().milliamperes(), (b, v) -> b.current(amperes(v))),
  TEMPERATURE(m -> celsius(m.temperature()), (b, v) -> b.temperature(degrees(v))),
  /** 0.01 °C: a Growatt SPH reads the temperature ten times finer than all others. */
  TEMPERATURE_FINE(m -> hundredths(m.temperature()), (b, v) -> b.temperature(degrees(v / 10))),
  T_MIN(m -> celsius(m.tmin()), (b, v) -> b.tmin(degrees(v))),
  T_MAX(m -> celsius(m.tmax()), (b, v) -> b.tmax(degrees(v))),
  /**
   * A tenth of a degree more where it would equal the lowest: some Luxpower units ignore a pair
   * that is equal.
   */
  T_MAX_APART(m -> apart(m.tmin(), m.tmax()), (b, v) -> b.tmax(degrees(v))),
  /** 0.1 K by Victron's rule, °C + 273. */
  T_MIN_KELVIN(m -> kelvin(m.tmin()), (b, v) -> b.tmin(fromKelvin(v))),
  T_MAX_KELVIN(m -> kelvin(m.tmax()), (b, v) -> b.tmax(fromKelvin(v))),
  V_MIN(m -> millivolts(m.vmin()), (b, v) -> b.vmin(volts(v))),
  V_MAX(m -> millivolts(m.vmax()), (b, v) -> b.vmax(volts(v))),
  /** Highest less lowest cell, mV. */
  V_SPREAD(m -> spread(m.vmin(), m.vmax()), (b, v) -> {}),
  ONLINE(m -> (long) m.online(), (b, v) -> b.online(v.intValue())),
  BLOCK_CHARGE(m -> (long) m.blockCharge(), (b, v) -> b.blockCharge(v.intValue())),
  BLOCK_DISCHARGE(m -> (long) m.blockDischarge(), (b, v) -> b.blockDischarge(v.intValue())),
  OFFLINE(m -> (long) m.offline(), (b, v) -> b.offline(v.intValue())),
  /** Packs configured, online or not. */
  TOTAL(m -> (long) m.online() + m.offline(), (b, v) -> {}),
  /** 0xFF while charge is asked for in any way, else 0. */
  CHARGE_REQUEST(m -> m.asksForCharge() ? 0xFFL : 0L, (b, v) -> b.forceCharge2(v != 0)),
  /** 1 while the bank must be charged, else 0 (Sofar's 0x30F). */
  FORCE_CHARGE(
      m -> m.forceCharge1() || m.forceCharge2() ? 1L : 0L, (b, v) -> b.forceCharge2(v == 1)),
  INSTALLED(
      m -> (long) m.installedCapacity().milliampereHours(),
      (b, v) -> b.installedCapacity(charge(v))),
  REMAINING(
      m -> (long) m.remainingCapacity().milliampereHours(),
      (b, v) -> b.remainingCapacity(charge(v))),
  CYCLES(m -> (long) m.cycles(), (b, v) -> b.cycles(v.intValue())),
  CHARGED(m -> m.chargedWh(), (b, v) -> b.chargedWh(v)),
  DISCHARGED(m -> m.dischargedWh(), (b, v) -> b.dischargedWh(v));

  private static final int ZERO_CELSIUS = 2730;

  private interface Reading extends Function<InverterMessage, @Nullable Long> {}

  private interface Writing extends BiConsumer<InverterMessageBuilder, Long> {}

  private final Reading reading;
  private final Writing writing;

  BankQuantity(Reading reading, Writing writing) {
    this.reading = reading;
    this.writing = writing;
  }

  /** The number in its base unit, or null when nobody knows it. */
  public @Nullable Long in(InverterMessage message) {
    return reading.apply(message);
  }

  /** Sets the number of a message to what a frame says, in its base unit. */
  void put(InverterMessageBuilder message, long units) {
    writing.accept(message, units);
  }

  private static Voltage volts(long millivolts) {
    return Voltage.ofMillivolts(Math.toIntExact(millivolts));
  }

  private static Current amperes(long milliamperes) {
    return Current.ofMilliamperes(Math.toIntExact(milliamperes));
  }

  private static Temperature degrees(long decidegrees) {
    return Temperature.ofDecidegrees(Math.toIntExact(decidegrees));
  }

  private static Temperature fromKelvin(long decikelvin) {
    return degrees(decikelvin - ZERO_CELSIUS);
  }

  private static Capacity charge(long milliampereHours) {
    return Capacity.ofMilliampereHours(Math.toIntExact(milliampereHours));
  }

  /** A share above the whole, which batteries do send, counts as the whole. */
  private static Ratio ratio(long basisPoints) {
    return Ratio.ofBasisPoints((int) Math.max(0, Math.min(10_000, basisPoints)));
  }

  private static @Nullable Long celsius(@Nullable Temperature t) {
    return t == null ? null : (long) t.decidegrees();
  }

  private static @Nullable Long hundredths(@Nullable Temperature t) {
    return t == null ? null : Math.max(-3276, Math.min(3276, t.decidegrees())) * 10L;
  }

  private static @Nullable Long apart(@Nullable Temperature low, @Nullable Temperature high) {
    if (high == null) {
      return null;
    }
    return high.equals(low) ? high.decidegrees() + 1L : (long) high.decidegrees();
  }

  private static @Nullable Long kelvin(@Nullable Temperature t) {
    return t == null ? null : (long) t.decidegrees() + ZERO_CELSIUS;
  }

  private static @Nullable Long millivolts(@Nullable Voltage v) {
    return v == null ? null : (long) v.millivolts();
  }

  private static @Nullable Long spread(@Nullable Voltage low, @Nullable Voltage high) {
    return low == null || high == null ? null : (long) high.millivolts() - low.millivolts();
  }
}
