package io.bankd.can;

import io.bankd.pack.PackCondition;
import java.util.Set;

/** The two lists of a message: what stops the bank, and what only concerns it. */
public enum AlarmHalf {
  ALARMS,
  WARNINGS;

  Set<PackCondition> of(InverterMessage message) {
    return this == ALARMS ? message.alarms() : message.warnings();
  }
}
