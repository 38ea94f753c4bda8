package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;

/**
 * What the inverter may do with the bank.
 *
 * @param cvl charge voltage limit, always within the pack model's operating range
 * @param dvl discharge voltage limit
 * @param ccl charge current limit, never negative
 * @param dcl discharge current limit, never negative
 * @param chargeEnabled false exactly when {@code ccl} is zero
 * @param dischargeEnabled false exactly when {@code dcl} is zero
 * @param forced whether, and how urgently, the bank asks to be charged from whatever there is
 * @param fullChargeRequest the bank asks to be charged to the top, for its state of charge to be
 *     known again
 */
public record BankLimits(
    Voltage cvl,
    Voltage dvl,
    Current ccl,
    Current dcl,
    boolean chargeEnabled,
    boolean dischargeEnabled,
    ForcedCharge forced,
    boolean fullChargeRequest,
    LimitReason cvlReason,
    LimitReason cclReason,
    LimitReason dclReason) {

  public BankLimits {
    if (ccl.milliamperes() < 0 || dcl.milliamperes() < 0) {
      throw new IllegalArgumentException("limits are magnitudes: CCL " + ccl + ", DCL " + dcl);
    }
  }

  /** Whether the bank asks to be charged from whatever there is. */
  public boolean forceCharge() {
    return forced != ForcedCharge.NONE;
  }

  /** Nothing either way; the charge voltage at rest, for zero volts is an order to discharge. */
  public static BankLimits zero(BankPolicy policy, LimitReason reason) {
    return new BankLimits(
        policy.voltages().rest(),
        policy.voltages().discharge(),
        Current.ZERO,
        Current.ZERO,
        false,
        false,
        ForcedCharge.NONE,
        false,
        reason,
        reason,
        reason);
  }
}
