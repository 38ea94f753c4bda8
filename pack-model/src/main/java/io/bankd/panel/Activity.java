package io.bankd.panel;

import io.bankd.unit.Current;

/** What a pack is doing: the first column of AM5000 table 2-6. */
public enum Activity {
  ASLEEP,
  STANDBY,
  CHARGING,
  DISCHARGING;

  /**
   * By the current of a pack that is awake.
   *
   * @param deadBand the magnitude up to which a current counts as none
   */
  static Activity of(Current current, Current deadBand) {
    if (current.compareTo(deadBand) > 0) {
      return CHARGING;
    }
    return current.negated().compareTo(deadBand) > 0 ? DISCHARGING : STANDBY;
  }
}
