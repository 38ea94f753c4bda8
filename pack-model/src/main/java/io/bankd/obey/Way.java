package io.bankd.obey;

import io.bankd.pack.Direction;

/** The three limits that an inverter may ignore. */
public enum Way {
  /** More charging current than the CCL. */
  CHARGE,
  /** More discharging current than the DCL. */
  DISCHARGE,
  /** Charging above the CVL. */
  VOLTAGE;

  /** The direction of the current that does the harm. */
  public Direction direction() {
    return this == DISCHARGE ? Direction.DISCHARGE : Direction.CHARGE;
  }

  static Way of(Direction direction) {
    return direction == Direction.CHARGE ? CHARGE : DISCHARGE;
  }
}
