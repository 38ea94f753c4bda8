package io.bankd.obey;

import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.time.Duration;

/**
 * What an inverter itself measures at its battery terminals; several are added up.
 *
 * @param current positive charges the battery
 * @param at when it was heard, the oldest of several
 */
public record InverterReading(Voltage voltage, Current current, Moment at) {
  /** A reading counts for 10 s. */
  public static final Duration FRESH = Duration.ofSeconds(10);

  boolean isFresh(Moment now) {
    return now.since(at).compareTo(FRESH) <= 0;
  }

  /** Both as if they were one inverter: currents added, the higher voltage, the older moment. */
  public InverterReading with(InverterReading other) {
    return new InverterReading(
        Voltage.max(voltage, other.voltage),
        current.plus(other.current),
        at.isBefore(other.at) ? at : other.at);
  }
}
