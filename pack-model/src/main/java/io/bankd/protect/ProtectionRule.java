package io.bankd.protect;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.Quantity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One row of the maker's protection table (AM5000 table 3-1), values in the quantity's unit.
 *
 * @param id “PROT-1”
 * @param condition what it is called, and which directions it blocks
 * @param alarm threshold of the alarm, null where the table gives none
 * @param protection threshold of the protection, null where the row is an alarm only
 * @param delay how long the condition must hold, between readings, before it protects
 * @param clears how far inside its threshold an alarm clears
 * @param release the value, on the good side, that releases the protection; null where no value
 *     does
 * @param releaseSoc below which the state of charge must be as well, null where it does not matter
 * @param releaseAfter how long after the trip it releases by itself, null where it does not
 * @param healing the direction of current that heals it and so releases it at once, null where none
 * @param quiet while current flows that way the row says nothing: charging temperatures gate
 *     charging, not discharging; null where it always speaks
 * @param flows the magnitude above which a current counts as flowing
 * @param lock after how many trips in a row it no longer releases by itself, null where never
 */
public record ProtectionRule(
    String id,
    PackCondition condition,
    Quantity quantity,
    Side side,
    @Nullable Integer alarm,
    @Nullable Integer protection,
    Duration delay,
    int clears,
    @Nullable Integer release,
    @Nullable Ratio releaseSoc,
    @Nullable Duration releaseAfter,
    @Nullable Direction healing,
    @Nullable Direction quiet,
    Current flows,
    @Nullable RowLock lock) {

  public ProtectionRule {
    if (alarm == null && protection == null) {
      throw new IllegalArgumentException(id + " has neither an alarm nor a protection threshold");
    }
    if (healing != null && condition.blocks(healing)) {
      throw new IllegalArgumentException(id + " would block the direction that heals it");
    }
    if (delay.isNegative() || clears < 0) {
      throw new IllegalArgumentException(id + " has a negative delay or clearing margin");
    }
  }

  /** Whether the current heals the condition, and so releases it and keeps it from tripping. */
  boolean healedBy(Current current) {
    return flows(healing, current);
  }

  /** Whether the current makes the row meaningless for now. */
  boolean quietAt(Current current) {
    return flows(quiet, current);
  }

  private boolean flows(@Nullable Direction way, Current current) {
    Current flow = way == Direction.DISCHARGE ? current.negated() : current;
    return way != null && flow.compareTo(flows) > 0;
  }

  /** Whether the pack's own BMS may have seen it where telemetry is too slow to: a current. */
  boolean isSeenByPack() {
    return protection != null
        && (quantity == Quantity.CHARGE_CURRENT || quantity == Quantity.DISCHARGE_CURRENT);
  }

  /** Whether this, once tripped, keeps current from flowing that way. */
  public boolean blocks(Direction direction) {
    return condition.blocks(direction);
  }
}
