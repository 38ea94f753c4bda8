package io.bankd.sim;

import io.bankd.unit.Current;
import java.time.Duration;

/** What sun, household and room do to a simulated bank. */
public interface Surroundings {
  /**
   * What the inverter would like, positive charging, whatever it may.
   *
   * @param elapsed since the start, here and below
   * @param nominal current of the bank
   */
  Current wish(Duration elapsed, Current nominal);

  /**
   * What else flows on the busbar and heeds nobody's limits, positive charging: a charger or a load
   * of its own.
   */
  default Current stray(Duration elapsed, Current nominal) {
    return Current.ZERO;
  }

  /** Whether a charger puts its voltage on the busbar, be it allowed any current or not. */
  boolean chargerPresent(Duration elapsed);

  /** Of the room, in degrees Celsius. */
  double roomTemperature(Duration elapsed);
}
