package io.bankd.can;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the inverter is told, before any dialect: the bank's limits, its state and its alarms.
 *
 * <p>What nobody knows is null; a dialect then ends the frame before it or leaves the frame out.
 * Made with {@link #builder()}.
 *
 * @param cvl charge voltage limit
 * @param dvl discharge voltage limit
 * @param ccl charge current limit, ≥ 0; {@link #offeredCharge()} is what goes on the wire
 * @param dcl discharge current limit, ≥ 0; {@link #offeredDischarge()} is what goes on the wire
 * @param current positive while charging
 * @param temperature average of the cells
 * @param tmin lowest cell temperature
 * @param vmin lowest cell voltage
 * @param vminAt where {@code vmin} was found
 * @param online packs connected to the busbar and heard
 * @param blockCharge packs of those that do not let charge in
 * @param blockDischarge packs of those that do not let discharge out
 * @param offline packs configured but not taking part
 * @param installedCapacity of all packs configured, even those offline
 * @param remainingCapacity what is in the packs online
 * @param chargedWh energy charged in the bank's life, Wh; null where nobody counts it
 * @param dischargedWh energy discharged in the bank's life, Wh; null where nobody counts it
 * @param forceCharge1 the bank begs for charge at once, for a pack's sake (0x35C bit 5)
 * @param forceCharge2 the bank asks for charge before it must shut down (0x35C bit 4)
 * @param fullChargeRequest the bank has not been full for too long (0x35C bit 3)
 * @param alarms what stops the bank: the protection half of a dialect
 * @param warnings what concerns a pack or is near: the warning half
 */
public record InverterMessage(
    Voltage cvl,
    Voltage dvl,
    Current ccl,
    Current dcl,
    Ratio soc,
    Ratio soh,
    Voltage voltage,
    Current current,
    @Nullable Temperature temperature,
    @Nullable Temperature tmin,
    @Nullable Temperature tmax,
    @Nullable Voltage vmin,
    @Nullable Voltage vmax,
    @Nullable Position tminAt,
    @Nullable Position tmaxAt,
    @Nullable Position vminAt,
    @Nullable Position vmaxAt,
    int online,
    int blockCharge,
    int blockDischarge,
    int offline,
    Capacity installedCapacity,
    Capacity remainingCapacity,
    int cycles,
    @Nullable Long chargedWh,
    @Nullable Long dischargedWh,
    boolean chargeEnabled,
    boolean dischargeEnabled,
    boolean forceCharge1,
    boolean forceCharge2,
    boolean fullChargeRequest,
    Set<PackCondition> alarms,
    Set<PackCondition> warnings) {

  /** No dialect here resolves a limit finer than 0.1 V or 0.1 A: 100 mV, 100 mA. */
  private static final int WIRE_STEP = 100;

  public InverterMessage {
    alarms = copy(alarms);
    warnings = copy(warnings);
  }

  /** Starts a message that offers nothing: both currents zero, both enable bits clear. */
  public static InverterMessageBuilder builder() {
    return new InverterMessageBuilder();
  }

  /** A builder that starts from this message. */
  public InverterMessageBuilder toBuilder() {
    return new InverterMessageBuilder(this);
  }

  /** The charge current limit as offered: zero while charge is not enabled, never negative. */
  public Current offeredCharge() {
    return chargeEnabled ? Current.max(ccl, Current.ZERO) : Current.ZERO;
  }

  /** The discharge current limit as offered: zero while discharge is not enabled, not negative. */
  public Current offeredDischarge() {
    return dischargeEnabled ? Current.max(dcl, Current.ZERO) : Current.ZERO;
  }

  /** Whether the bank asks for charge in any of its three ways. */
  public boolean asksForCharge() {
    return forceCharge1 || forceCharge2 || fullChargeRequest;
  }

  /**
   * Whether this offers less than {@code before} in any respect, so that it cannot wait for its
   * turn: a lower charge voltage or current, a higher discharge voltage, a cleared enable bit. What
   * the wire cannot show (less than 0.1 V or 0.1 A) does not count.
   */
  public boolean tightens(InverterMessage before) {
    return step(cvl.millivolts()) < step(before.cvl.millivolts())
        || step(-dvl.millivolts()) < step(-before.dvl.millivolts())
        || step(offeredCharge().milliamperes()) < step(before.offeredCharge().milliamperes())
        || step(offeredDischarge().milliamperes()) < step(before.offeredDischarge().milliamperes())
        || before.chargeEnabled && !chargeEnabled
        || before.dischargeEnabled && !dischargeEnabled;
  }

  private static int step(int thousandths) {
    return Math.floorDiv(thousandths, WIRE_STEP);
  }

  private static Set<PackCondition> copy(Set<PackCondition> set) {
    EnumSet<PackCondition> copy = EnumSet.noneOf(PackCondition.class);
    copy.addAll(set);
    return Collections.unmodifiableSet(copy);
  }
}
