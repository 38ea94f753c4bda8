package io.bankd.can;

import static io.bankd.can.Correction.CELL_VOLTAGE_IMPOSSIBLE;
import static io.bankd.can.Correction.COUNT_IMPOSSIBLE;
import static io.bankd.can.Correction.CURRENT_BEYOND;
import static io.bankd.can.Correction.ENERGY_IMPOSSIBLE;
import static io.bankd.can.Correction.NO_MEASUREMENT;
import static io.bankd.can.Correction.TEMPERATURE_DEFAULT;
import static io.bankd.can.Correction.TEMPERATURE_IMPOSSIBLE;
import static io.bankd.can.Correction.VOLTAGE_ABOVE;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of the wire: what the pack or the inverter cannot mean is held towards safety or
 * left out, and a message nobody has measured anything for is not sent at all. A first frame with a
 * state of charge of 0 shuts inverters down; a temperature of 0.0 °C that is only a default forbids
 * charging; a limit above an inverter's range leaves the last one in force.
 *
 * <p>Holding is no remedy: each {@link Correction} is a fault elsewhere, to be counted and shown.
 */
public final class Conformance {
  /** No temperature sensor of a pack reads outside −40…125 °C. */
  private static final int COLDEST = -400;

  private static final int HOTTEST = 1250;

  /** More than any cell survives, in mV. */
  private static final int CELL_MOST = 5000;

  /** The highest voltage and current that every dialect can tell: 327.67 V and 3276.7 A. */
  private static final int VOLTAGE_MOST = 327_670;

  private static final int CURRENT_MOST = 3_276_700;
  private static final int COUNT_MOST = 255;

  private final WireRange range;
  private final Voltage rest;
  private final CanDialect.Wording wording;

  /**
   * A message checked.
   *
   * @param message what may be sent, in the dialect's wording; empty for silence
   * @param corrections what was changed, in the order of the checks
   */
  public record Checked(Optional<InverterMessage> message, List<Correction> corrections) {
    public Checked {
      corrections = List.copyOf(corrections);
    }
  }

  private Conformance(WireRange range, Voltage rest, CanDialect.Wording wording) {
    this.range = range;
    this.wording = wording;
    this.rest = Voltage.max(range.cvlLeast(), Voltage.min(range.cvlMost(), rest));
  }

  /**
   * The checks for a bank and its inverter.
   *
   * @param pack the voltages the packs can mean, 44.8…57.6 V for an AM5000
   * @param dialect whose inverter may accept less
   * @param rest the charge voltage that is told with a stop
   */
  public static Conformance of(WireRange pack, CanDialect dialect, Voltage rest) {
    return new Conformance(pack.and(dialect.accepts()), rest, dialect.wording());
  }

  /** The message as it may be sent. Never looser than what was asked. */
  public Checked check(InverterMessage asked) {
    List<Correction> corrections = new ArrayList<>();
    if (asked.voltage().compareTo(Voltage.ZERO) <= 0) {
      return new Checked(Optional.empty(), List.of(NO_MEASUREMENT));
    }
    InverterMessage held = range.held(asked, rest, corrections::add);
    InverterMessageBuilder sent = held.toBuilder();
    measured(held, sent, corrections::add);
    temperatures(held, sent, corrections::add);
    sent.vmin(cell(held.vmin(), corrections::add));
    sent.vmax(cell(held.vmax(), corrections::add));
    counts(held, sent, corrections::add);
    InverterMessage worded = wording.apply(sent.build());
    return new Checked(Optional.of(worded), corrections.stream().distinct().toList());
  }

  private static void measured(
      InverterMessage held, InverterMessageBuilder sent, Consumer<Correction> corrections) {
    if (held.voltage().millivolts() > VOLTAGE_MOST) {
      corrections.accept(VOLTAGE_ABOVE);
      sent.voltage(Voltage.ofMillivolts(VOLTAGE_MOST));
    }
    int current = held.current().milliamperes();
    if (current > CURRENT_MOST || current < -CURRENT_MOST) {
      corrections.accept(CURRENT_BEYOND);
      sent.current(Current.ofMilliamperes(current > 0 ? CURRENT_MOST : -CURRENT_MOST));
    }
  }

  private static void temperatures(
      InverterMessage held, InverterMessageBuilder sent, Consumer<Correction> corrections) {
    Temperature average = held.temperature();
    boolean noSensor = held.tmin() == null && held.tmax() == null;
    if (average != null && average.decidegrees() == 0 && noSensor) {
      corrections.accept(TEMPERATURE_DEFAULT);
      average = null;
    }
    sent.temperature(degrees(average, corrections));
    sent.tmin(degrees(held.tmin(), corrections));
    sent.tmax(degrees(held.tmax(), corrections));
  }

  private static @Nullable Temperature degrees(
      @Nullable Temperature t, Consumer<Correction> corrections) {
    if (t == null || t.decidegrees() >= COLDEST && t.decidegrees() <= HOTTEST) {
      return t;
    }
    corrections.accept(TEMPERATURE_IMPOSSIBLE);
    return null;
  }

  private static @Nullable Voltage cell(@Nullable Voltage v, Consumer<Correction> corrections) {
    if (v == null || v.millivolts() > 0 && v.millivolts() <= CELL_MOST) {
      return v;
    }
    corrections.accept(CELL_VOLTAGE_IMPOSSIBLE);
    return null;
  }

  private static void counts(
      InverterMessage held, InverterMessageBuilder sent, Consumer<Correction> corrections) {
    sent.online(count(held.online(), COUNT_MOST, corrections));
    sent.blockCharge(count(held.blockCharge(), COUNT_MOST, corrections));
    sent.blockDischarge(count(held.blockDischarge(), COUNT_MOST, corrections));
    sent.offline(count(held.offline(), COUNT_MOST, corrections));
    sent.cycles(count(held.cycles(), 0xFFFF, corrections));
    sent.installedCapacity(charge(held.installedCapacity(), corrections));
    sent.remainingCapacity(charge(held.remainingCapacity(), corrections));
    sent.chargedWh(energy(held.chargedWh(), corrections));
    sent.dischargedWh(energy(held.dischargedWh(), corrections));
  }

  private static int count(int value, int most, Consumer<Correction> corrections) {
    int count = Math.max(0, Math.min(most, value));
    if (count != value) {
      corrections.accept(COUNT_IMPOSSIBLE);
    }
    return count;
  }

  private static Capacity charge(Capacity value, Consumer<Correction> corrections) {
    int most = 0xFFFF * 1000;
    return Capacity.ofMilliampereHours(count(value.milliampereHours(), most, corrections));
  }

  private static @Nullable Long energy(@Nullable Long wattHours, Consumer<Correction> corrections) {
    if (wattHours == null || wattHours >= 0) {
      return wattHours;
    }
    corrections.accept(ENERGY_IMPOSSIBLE);
    return null;
  }
}
