package io.bankd.limit;

import io.bankd.pack.Direction;
import io.bankd.unit.Current;
import java.util.List;

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

  /** The same with one direction replaced, and all that was said of it. */
  public PackLimits with(Direction direction, Current limit, LimitReason reason) {
    return direction == Direction.CHARGE
        ? new PackLimits(limit, discharge, reason, dischargeReason)
        : new PackLimits(charge, limit, chargeReason, reason);
  }

  /**
   * At most {@code limit} one way; the reason keeps what would decide without it. Where both agree
   * this one's reason stays.
   *
   * @param limit never negative
   */
  public PackLimits atMost(Direction direction, Current limit, LimitReason reason) {
    Current own = in(direction);
    LimitReason ownReason = reason(direction);
    return limit.compareTo(own) < 0
        ? with(direction, limit, reason.before(own, ownReason))
        : with(direction, own, ownReason.before(limit, reason));
  }

  /** Each way the smaller of the two, as {@link #atMost}; this one's reason where they agree. */
  public PackLimits strictest(PackLimits other) {
    PackLimits strictest = this;
    for (Direction direction : Direction.values()) {
      strictest = strictest.atMost(direction, other.in(direction), other.reason(direction));
    }
    return strictest;
  }

  /** Why one way's limit is what it is, in sentences, what decides first. */
  public List<String> chain(Direction direction) {
    return reason(direction).chain(in(direction));
  }
}
