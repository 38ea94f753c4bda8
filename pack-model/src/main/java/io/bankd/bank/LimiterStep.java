package io.bankd.bank;

import io.bankd.pack.Direction;

/**
 * What the limiter arrived at.
 *
 * @param chargeStopped whether the packs allow no charging; false while a limit only rises from 0
 * @param dischargeStopped whether the packs allow no discharging
 */
record LimiterStep(
    BankLimits limits, LimiterMemory memory, boolean chargeStopped, boolean dischargeStopped) {
  boolean stopped(Direction direction) {
    return direction == Direction.CHARGE ? chargeStopped : dischargeStopped;
  }
}
