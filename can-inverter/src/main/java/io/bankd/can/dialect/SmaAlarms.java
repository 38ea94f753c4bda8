package io.bankd.can.dialect;

import static io.bankd.pack.PackCondition.CHARGE_OVER_CURRENT;
import static io.bankd.pack.PackCondition.DISCHARGE_OVER_CURRENT;
import static io.bankd.pack.PackCondition.SHORT_CIRCUIT;

import io.bankd.can.InverterMessage;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is an alarm to a Sunny Island. Any pair in the alarm half puts it in standby until the pair
 * is clear again; warnings it only logs (FSS-ConnectingBat-TI-en-10). So a frosty morning, on which
 * the bank may not be charged, would darken a house that it feeds, and an empty bank would never be
 * charged.
 */
final class SmaAlarms {
  /** For a current that flows whatever was told, standby is the remedy. */
  private static final Set<PackCondition> REMEDIED =
      Set.of(CHARGE_OVER_CURRENT, DISCHARGE_OVER_CURRENT, SHORT_CIRCUIT);

  private SmaAlarms() {}

  /** The message with alarms only where standby loses nothing; they are warnings elsewhere. */
  static InverterMessage scoped(InverterMessage bank) {
    Set<PackCondition> alarms = bank.alarms();
    if (alarms.isEmpty() || isDead(bank) || alarms.stream().anyMatch(REMEDIED::contains)) {
      return bank;
    }
    Set<PackCondition> warnings = EnumSet.copyOf(alarms);
    warnings.addAll(bank.warnings());
    return bank.toBuilder().alarms(Set.of()).warnings(warnings).build();
  }

  /* Nothing is offered, and not because a limit only waits to rise: faults forbid both ways. */
  private static boolean isDead(InverterMessage bank) {
    return bank.offeredCharge().isZero()
        && bank.offeredDischarge().isZero()
        && Arrays.stream(Direction.values())
            .allMatch(way -> bank.alarms().stream().anyMatch(alarm -> alarm.blocks(way)));
  }
}
