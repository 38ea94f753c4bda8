package io.bankd.can;

import static io.bankd.can.Correction.CCL_ABOVE;
import static io.bankd.can.Correction.CCL_NEGATIVE;
import static io.bankd.can.Correction.CVL_ABOVE;
import static io.bankd.can.Correction.CVL_BELOW;
import static io.bankd.can.Correction.DCL_ABOVE;
import static io.bankd.can.Correction.DCL_NEGATIVE;
import static io.bankd.can.Correction.DVL_ABOVE;
import static io.bankd.can.Correction.DVL_BELOW;

import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.util.function.Consumer;

/**
 * The limits that can be told: those an inverter accepts, or those a pack can mean.
 *
 * <p>Some inverters drop a value outside their range without a word and keep the last one (SMA
 * FSS-ConnectingBat): 3000 A would leave yesterday's limit in force, so it must become 1200.
 *
 * @param cvlLeast below it nothing can be charged
 * @param dvlMost above it a discharge voltage cannot be told
 * @param cclMost the highest charge limit, ≥ 0
 */
public record WireRange(
    Voltage cvlLeast,
    Voltage cvlMost,
    Voltage dvlLeast,
    Voltage dvlMost,
    Current cclMost,
    Current dclMost) {
  private static final Voltage LEAST = Voltage.ofMillivolts(Integer.MIN_VALUE);
  private static final Voltage MOST = Voltage.ofMillivolts(Integer.MAX_VALUE);

  /** The most that 15 bits in 0.1 A carry: inverters disagree whether the sixteenth is a sign. */
  private static final Current ALL = Current.ofMilliamperes(3_276_700);

  /** Any voltage, and what the wire can carry. */
  public static final WireRange ANY = new WireRange(LEAST, MOST, LEAST, MOST, ALL, ALL);

  /** A range of voltages for both limits, any current. */
  public static WireRange ofVoltages(Voltage least, Voltage most) {
    return new WireRange(least, most, least, most, ALL, ALL);
  }

  /** What both ranges allow. */
  public WireRange and(WireRange other) {
    return new WireRange(
        Voltage.max(cvlLeast, other.cvlLeast),
        Voltage.min(cvlMost, other.cvlMost),
        Voltage.max(dvlLeast, other.dvlLeast),
        Voltage.min(dvlMost, other.dvlMost),
        Current.min(cclMost, other.cclMost),
        Current.min(dclMost, other.dclMost));
  }

  /** The message held within this range; a charge voltage too low becomes the lowest. */
  InverterMessage held(InverterMessage message, Consumer<Correction> corrections) {
    return held(message, cvlLeast, corrections);
  }

  /**
   * The message held within this range, always towards safety.
   *
   * <p>A charge voltage below the range cannot be told, and a higher one only together with a stop.
   * A discharge voltage above it is told as the highest, and kept by stopping the discharge once
   * the measured voltage is down to what was asked.
   *
   * @param rest the charge voltage told with a stop, within this range
   * @param corrections is told of each change
   */
  InverterMessage held(InverterMessage message, Voltage rest, Consumer<Correction> corrections) {
    InverterMessageBuilder held = message.toBuilder();
    holdCharge(message, rest, held, corrections);
    holdDischarge(message, held, corrections);
    return held.build();
  }

  private void holdCharge(
      InverterMessage asked,
      Voltage rest,
      InverterMessageBuilder held,
      Consumer<Correction> corrections) {
    if (asked.ccl().compareTo(Current.ZERO) < 0) {
      corrections.accept(CCL_NEGATIVE);
      held.ccl(Current.ZERO);
    } else if (asked.ccl().compareTo(cclMost) > 0) {
      corrections.accept(CCL_ABOVE);
      held.ccl(cclMost);
    }
    if (asked.cvl().compareTo(cvlMost) > 0) {
      corrections.accept(CVL_ABOVE);
      held.cvl(cvlMost);
    } else if (asked.cvl().compareTo(cvlLeast) < 0) {
      corrections.accept(CVL_BELOW);
      held.cvl(rest).ccl(Current.ZERO).chargeEnabled(false);
      held.forceCharge1(false).forceCharge2(false).fullChargeRequest(false);
    }
  }

  private void holdDischarge(
      InverterMessage asked, InverterMessageBuilder held, Consumer<Correction> corrections) {
    if (asked.dcl().compareTo(Current.ZERO) < 0) {
      corrections.accept(DCL_NEGATIVE);
      held.dcl(Current.ZERO);
    } else if (asked.dcl().compareTo(dclMost) > 0) {
      corrections.accept(DCL_ABOVE);
      held.dcl(dclMost);
    }
    if (asked.dvl().compareTo(dvlLeast) < 0) {
      corrections.accept(DVL_BELOW);
      held.dvl(dvlLeast);
    } else if (asked.dvl().compareTo(dvlMost) > 0) {
      corrections.accept(DVL_ABOVE);
      held.dvl(dvlMost);
      if (asked.voltage().compareTo(asked.dvl()) <= 0) {
        held.dcl(Current.ZERO).dischargeEnabled(false);
      }
    }
  }
}
