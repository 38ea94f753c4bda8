package io.bankd.bank;

import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pack's own BMS lets through, by its last two statuses: one is believed when it tightens,
 * two are needed to loosen.
 */
final class Connection {
  /* Statuses are polled more rarely than readings; measured against them, for silence ages both. */
  private static final Duration OUTDATED = Duration.ofSeconds(30);

  /* More than an open MOSFET and a sensor's offset explain. */
  private static final int CARRYING_MILLIAMPERES = 1000;

  private final @Nullable PackStatus last;
  private final @Nullable PackStatus before;
  private final @Nullable PackReading reading;
  private final boolean known;

  Connection(PackMemory memory) {
    this.last = memory.status();
    this.before = memory.statusBefore();
    this.reading = memory.reading();
    this.known = isKnown(memory.reading(), memory.status());
  }

  private static boolean isKnown(@Nullable PackReading reading, @Nullable PackStatus status) {
    return status != null
        && (reading == null || reading.at().since(status.at()).compareTo(OUTDATED) <= 0);
  }

  /** Whether there is a status, and it is not much older than the reading. */
  boolean isKnown() {
    return known;
  }

  /**
   * Whether the pack's own charge limiter holds its current, so that no other pack's can push it
   * further (LIM-1): it takes its few amperes and leaves the sharing.
   */
  boolean isHeld(Direction direction) {
    return direction == Direction.CHARGE && known && isHeld(last) && isHeld(before);
  }

  private static boolean isHeld(@Nullable PackStatus status) {
    return status != null && status.limiterActive();
  }

  /** Whether any of the two says that the MOSFET is open: not to be counted on. */
  boolean isOpen(Direction direction) {
    return isOpen(last, direction) || isOpen(before, direction);
  }

  /**
   * Whether both say so, and nothing speaks against it: the pack carries nothing that way, whatever
   * its cells are like. A MOSFET that has failed may conduct whatever its flag says.
   */
  boolean isSurelyOpen(Direction direction) {
    return known
        && isOpen(last, direction)
        && isOpen(before, direction)
        && !mosFailed(last)
        && !mosFailed(before)
        && !isCarrying(direction);
  }

  /**
   * Whether the last one says so, and no newer measurement speaks against it. It may keep a limit
   * where it is ({@link Standing}), and never raises one: a single status may be a damaged one.
   */
  boolean hasOpened(Direction direction) {
    PackStatus status = last;
    PackReading measured = reading;
    boolean measuredSince =
        status != null && measured != null && measured.at().isAfter(status.at());
    return known
        && isOpen(status, direction)
        && !mosFailed(status)
        && !(measuredSince && isCarrying(direction));
  }

  /**
   * Whether the pack's current is its part of the bank's: an open MOSFET, or one that only lets it
   * through the other way, takes the pack out of the sharing.
   */
  boolean isCarrying() {
    boolean open = isOpen(Direction.CHARGE) || isOpen(Direction.DISCHARGE);
    boolean flows = isCarrying(Direction.CHARGE) || isCarrying(Direction.DISCHARGE);
    return (!open || flows) && !(isHeld(last) && !isCarrying(Direction.DISCHARGE));
  }

  private boolean isCarrying(Direction direction) {
    PackReading measured = reading;
    int charging = measured == null ? 0 : measured.current().milliamperes();
    return (direction == Direction.CHARGE ? charging : -charging) > CARRYING_MILLIAMPERES;
  }

  /** The ways in which a pack may let current through, by what it says. */
  static Set<Direction> ways(@Nullable PackStatus status) {
    EnumSet<Direction> ways = EnumSet.noneOf(Direction.class);
    for (Direction way : Direction.values()) {
      if (status == null || status.mosOn(way) || mosFailed(status)) {
        ways.add(way);
      }
    }
    return ways;
  }

  private static boolean mosFailed(@Nullable PackStatus status) {
    return status != null
        && (status.faults().contains(PackCondition.CHARGE_MOS_FAULT)
            || status.faults().contains(PackCondition.DISCHARGE_MOS_FAULT));
  }

  /** A condition for which the pack says no that way although it is connected; null if none. */
  @Nullable PackCondition refusal(Direction direction) {
    PackCondition refusal = refusal(last, direction);
    return refusal != null ? refusal : refusal(before, direction);
  }

  /** Whether the pack's own BMS blocks that way. */
  boolean blocks(Direction direction) {
    PackStatus now = last;
    PackStatus earlier = before;
    return (now != null && now.blocks(direction)) || (earlier != null && earlier.blocks(direction));
  }

  /** Protections and faults a status reports; being full is neither. */
  static Set<PackCondition> serious(@Nullable PackStatus status) {
    EnumSet<PackCondition> serious = EnumSet.noneOf(PackCondition.class);
    if (status != null) {
      serious.addAll(status.protections());
      serious.addAll(status.faults());
      serious.remove(PackCondition.FULLY_CHARGED);
    }
    return serious;
  }

  private static boolean isOpen(@Nullable PackStatus status, Direction direction) {
    return status != null && !status.mosOn(direction);
  }

  static @Nullable PackCondition refusal(@Nullable PackStatus status, Direction direction) {
    if (status == null || (!status.mosOn(direction) && !mosFailed(status))) {
      return null;
    }
    if (status.protections().isEmpty() && status.faults().isEmpty()) {
      return null;
    }
    for (PackCondition condition : serious(status)) {
      if (condition.blocks(direction)) {
        return condition;
      }
    }
    return null;
  }
}
