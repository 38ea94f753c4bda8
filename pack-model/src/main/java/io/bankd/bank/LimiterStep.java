package io.bankd.bank;

import io.bankd.pack.Direction;
import java.util.Set;

/**
 * What the limiter arrived at.
 *
 * @param chargeStopped whether the packs allow no charging; false while a limit only rises from 0
 * @param dischargeStopped whether the packs allow no discharging
 * @param deaf the directions stopped for long because packs are not heard or not believed
 */
record LimiterStep(
    BankLimits limits,
    LimiterMemory memory,
    boolean chargeStopped,
    boolean dischargeStopped,
    Set<Direction> deaf) {
  boolean stopped(Direction direction) {
    return direction == Direction.CHARGE ? chargeStopped : dischargeStopped;
  }
}
