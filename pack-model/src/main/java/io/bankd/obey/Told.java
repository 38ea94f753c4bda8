package io.bankd.obey;

import io.bankd.unit.Current;
import io.bankd.unit.Voltage;

/**
 * What the inverter was told since the step before.
 *
 * @param said false while no frames are sent: what was not told is no disobedience
 * @param ccl what the packs allow, before any lever of obedience; a magnitude
 * @param dcl the same for discharging
 * @param cvl the same
 * @param toldCcl what was sent, with the levers; at most {@code ccl}
 * @param toldDcl what was sent, with the levers; at most {@code dcl}
 */
public record Told(
    boolean said, Current ccl, Current dcl, Voltage cvl, Current toldCcl, Current toldDcl) {
  /** No frames are sent. */
  public static final Told NOTHING =
      new Told(false, Current.ZERO, Current.ZERO, Voltage.ZERO, Current.ZERO, Current.ZERO);

  int allowed(Way way) {
    return switch (way) {
      case CHARGE -> ccl.milliamperes();
      case DISCHARGE -> dcl.milliamperes();
      case VOLTAGE -> cvl.millivolts();
    };
  }

  int sent(Way way) {
    return switch (way) {
      case CHARGE -> toldCcl.milliamperes();
      case DISCHARGE -> toldDcl.milliamperes();
      case VOLTAGE -> cvl.millivolts();
    };
  }
}
