package io.bankd.bank;

import io.bankd.unit.Moment;

/**
 * What the limiter remembers between steps.
 *
 * @param forcing whether the bank asks to be charged
 * @param fullAt when the bank was last seen full, or else when watching began
 */
record LimiterMemory(Ramp ccl, Ramp dcl, Ramp cvl, boolean forcing, Moment fullAt) {
  static LimiterMemory atRest(BankPolicy policy, boolean forcing, Moment fullAt) {
    Ramp zero = Ramp.at(0);
    Ramp rest = Ramp.at(policy.voltages().rest().millivolts());
    return new LimiterMemory(zero, zero, rest, forcing, fullAt);
  }

  /** Everything back at rest, to rise again from there. */
  LimiterMemory rested(BankPolicy policy) {
    return atRest(policy, forcing, fullAt);
  }
}
