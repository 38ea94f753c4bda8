package io.bankd.limit;

import io.bankd.pack.Direction;
import io.bankd.pack.PackReading;
import io.bankd.pack.Quantity;
import io.bankd.unit.Current;
import io.bankd.unit.Temperature;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a pack may carry by what it measures: the smallest of its derating rows (AM5000 5.10).
 *
 * <p>What a pack does not measure, or measures beyond belief, gives zero: a missing sensor must not
 * drop out of a minimum.
 *
 * @param cellCount the cells a believable reading has
 * @param continuousCharge the limit before any derating, a magnitude
 * @param continuousDischarge the limit before any derating, a magnitude
 */
public record Derating(
    int cellCount, Current continuousCharge, Current continuousDischarge, List<DeratingRow> rows) {
  /* An LFP cell outside this is broken or misread; either way nothing is asked of it. */
  private static final int DEAD_CELL_MILLIVOLTS = 1500;
  private static final int IMPOSSIBLE_CELL_MILLIVOLTS = 4500;
  /* The span of a fitted sensor; an open or shorted one reads beyond it. */
  private static final Temperature COLDEST = Temperature.ofDegrees(-45);
  private static final Temperature HOTTEST = Temperature.ofDegrees(125);

  public Derating {
    rows = List.copyOf(rows);
  }

  /** Both limits by one reading, with the row that decided each. */
  public PackLimits limits(PackReading reading) {
    return limits(
        reading,
        new PackLimits(
            continuousCharge,
            continuousDischarge,
            continuous(reading, continuousCharge),
            continuous(reading, continuousDischarge)));
  }

  /**
   * Both limits by one reading where more than the continuous current may be offered, as in a peak.
   * A row always derates the continuous current, so that nothing above it is left as soon as any
   * row reduces: a peak is for a pack that is well.
   *
   * @param offered what the pack may carry before any derating
   */
  public PackLimits limits(PackReading reading, PackLimits offered) {
    String doubt = doubt(reading);
    if (doubt != null) {
      return PackLimits.zero(LimitReason.ofPack(reading.pack(), "implausible", doubt));
    }
    PackLimits limits = offered;
    for (DeratingRow row : rows) {
      Direction direction = row.direction();
      Current limit = limit(row, reading);
      if (limit.compareTo(continuous(direction)) < 0) {
        limits = limits.atMost(direction, limit, reason(row, reading));
      }
    }
    return limits;
  }

  private Current continuous(Direction direction) {
    return direction == Direction.CHARGE ? continuousCharge : continuousDischarge;
  }

  private Current limit(DeratingRow row, PackReading reading) {
    OptionalInt value = row.quantity().in(reading);
    return value.isPresent()
        ? row.curve().limit(value.getAsInt(), continuous(row.direction()))
        : Current.ZERO;
  }

  private static LimitReason continuous(PackReading reading, Current limit) {
    return LimitReason.ofPack(
        reading.pack(), "continuous-current", "pack " + reading.pack() + " at its " + limit);
  }

  private static LimitReason reason(DeratingRow row, PackReading reading) {
    Quantity quantity = row.quantity();
    return new LimitReason(
        reading.pack(),
        quantity.numberIn(reading),
        row.rule(),
        quantity.describe(reading) + ", " + row.rule() + " curve");
  }

  private @Nullable String doubt(PackReading reading) {
    int cells = reading.cells().count();
    if (cells != cellCount) {
      return "pack " + reading.pack() + " says " + cells + " cells, " + cellCount + " expected";
    }
    if (reading.cells().lowest().millivolts() < DEAD_CELL_MILLIVOLTS) {
      return Quantity.LOWEST_CELL.describe(reading) + ", which is dead or misread";
    }
    if (reading.cells().highest().millivolts() > IMPOSSIBLE_CELL_MILLIVOLTS) {
      return Quantity.HIGHEST_CELL.describe(reading) + ", which is misread";
    }
    for (Temperature sensor : reading.cellTemperatures()) {
      if (sensor.compareTo(COLDEST) < 0 || sensor.compareTo(HOTTEST) > 0) {
        return "pack " + reading.pack() + " cell sensor at " + sensor + ", which is misread";
      }
    }
    return null;
  }
}
