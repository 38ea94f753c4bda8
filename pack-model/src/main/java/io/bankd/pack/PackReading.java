package io.bankd.pack;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack measured: the analog answer (PACE and Pylon command 0x42), already plausible.
 *
 * @param cellTemperatures the fitted cell sensors in the pack's order; may be empty
 * @param mosTemperature of the MOSFETs, where the pack has that sensor
 * @param environmentTemperature of the air in the pack, where it has that sensor
 * @param current positive charges
 * @param remaining by the pack's own count
 * @param full by the pack's own learning
 * @param design nameplate
 * @param reportedSoc where the pack says it, else null and {@link #soc()} is remaining / full
 * @param reportedSoh where the pack says it
 */
public record PackReading(
    PackId pack,
    Moment at,
    CellVoltages cells,
    List<Temperature> cellTemperatures,
    @Nullable Temperature mosTemperature,
    @Nullable Temperature environmentTemperature,
    Voltage voltage,
    Current current,
    Capacity remaining,
    Capacity full,
    Capacity design,
    int cycles,
    @Nullable Ratio reportedSoc,
    @Nullable Ratio reportedSoh)
    implements PackReport {

  public PackReading {
    cellTemperatures = List.copyOf(cellTemperatures);
  }

  /** The pack's own state of charge: as it says, or remaining over full, rounded down. */
  public Ratio soc() {
    Ratio said = reportedSoc;
    return said != null ? said : Ratio.of(remaining.milliampereHours(), full.milliampereHours());
  }

  /** The hottest fitted cell sensor, null where none is fitted. */
  public @Nullable Temperature hottestCell() {
    Temperature hottest = null;
    for (Temperature sensor : cellTemperatures) {
      hottest = hottest == null || sensor.compareTo(hottest) > 0 ? sensor : hottest;
    }
    return hottest;
  }

  /** The coldest fitted cell sensor, null where none is fitted. */
  public @Nullable Temperature coldestCell() {
    Temperature coldest = null;
    for (Temperature sensor : cellTemperatures) {
      coldest = coldest == null || sensor.compareTo(coldest) < 0 ? sensor : coldest;
    }
    return coldest;
  }
}
