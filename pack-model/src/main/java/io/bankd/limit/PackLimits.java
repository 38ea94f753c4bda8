package io.bankd.limit;

import io.bankd.pack.Direction;
import io.bankd.unit.Current;

/**
 * The current one pack may carry each way, both as magnitudes.
 *
 * @param charge never negative
 * @param discharge never negative
 */
public record PackLimits(
    Current charge, Current discharge, LimitReason chargeReason, LimitReason dischargeReason) {
  public PackLimits {
    if (charge.milliamperes() < 0 || discharge.milliamperes() < 0) {
      throw new IllegalArgumentException(
          "limits are magnitudes: " + charge + " charge, " + discharge + " discharge");
    }
  }

  /** Nothing either way, for one reason. */
  public static PackLimits zero(LimitReason reason) {
    return new PackLimits(Current.ZERO, Current.ZERO, reason, reason);
  }

  public Current in(Direction direction) {
    return direction == Direction.CHARGE ? charge : discharge;
  }

  public LimitReason reason(Direction direction) {
    return direction == Direction.CHARGE ? chargeReason : dischargeReason;
  }

  /** The same with one direction replaced. */
  public PackLimits with(Direction direction, Current limit, LimitReason reason) {
    return direction == Direction.CHARGE
        ? new PackLimits(limit, discharge, reason, dischargeReason)
        : new PackLimits(charge, limit, chargeReason, reason);
  }

  /** Each way the smaller of the two; this one's reason where they agree. */
  public PackLimits strictest(PackLimits other) {
    PackLimits strictest = this;
    for (Direction direction : Direction.values()) {
      if (other.in(direction).compareTo(in(direction)) < 0) {
        strictest = strictest.with(direction, other.in(direction), other.reason(direction));
      }
    }
    return strictest;
  }
}
