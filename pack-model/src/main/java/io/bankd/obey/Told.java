package io.bankd.obey;

import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * What the inverter was told since the step before.
 *
 * @param said false while no frames are sent: what was not told is no disobedience
 * @param ccl what the packs allow, before any lever of obedience; a magnitude
 * @param dcl the same for discharging
 * @param cvl the same
 * @param toldCcl what was sent, with the levers; at most {@code ccl}
 * @param toldDcl what was sent, with the levers; at most {@code dcl}
 * @param untoldSince since when no output of the bank has been able to send; null while one can
 */
public record Told(
    boolean said,
    Current ccl,
    Current dcl,
    Voltage cvl,
    Current toldCcl,
    Current toldDcl,
    @Nullable Moment untoldSince) {
  /** No frames are sent. */
  public static final Told NOTHING =
      new Told(false, Current.ZERO, Current.ZERO, Voltage.ZERO, Current.ZERO, Current.ZERO);

  /** What an inverter was told that can be reached. */
  public Told(
      boolean said, Current ccl, Current dcl, Voltage cvl, Current toldCcl, Current toldDcl) {
    this(said, ccl, dcl, cvl, toldCcl, toldDcl, null);
  }

  /** The same, meant for an inverter that has not been reached since then; null if it has. */
  public Told untold(@Nullable Moment since) {
    return new Told(said, ccl, dcl, cvl, toldCcl, toldDcl, since);
  }

  /** Whether an inverter hears it: of any other it is no disobedience. */
  boolean arrives() {
    return said && untoldSince == null;
  }

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
