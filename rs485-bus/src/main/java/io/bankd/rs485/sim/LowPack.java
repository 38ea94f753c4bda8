package io.bankd.rs485.sim;

import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Packs of which one stands lower than the others, as before it is put in parallel. */
record LowPack(PackSource packs, PackAddress low) implements PackSource {
  private static final int MILLIVOLTS = 100;

  @Override
  public @Nullable PackReading reading(PackAddress address) {
    PackReading said = packs.reading(address);
    if (said == null || !address.equals(low)) {
      return said;
    }
    CellVoltages cells =
        CellVoltages.ofMillivolts(
            IntStream.rangeClosed(1, said.cells().count())
                .map(cell -> said.cells().cell(cell).millivolts() - MILLIVOLTS)
                .toArray());
    return new PackReading(
        said.pack(),
        said.at(),
        cells,
        said.cellTemperatures(),
        said.mosTemperature(),
        said.environmentTemperature(),
        cells.sum(),
        said.current(),
        said.remaining(),
        said.full(),
        said.design(),
        said.cycles(),
        said.reportedSoc(),
        said.reportedSoh());
  }

  @Override
  public @Nullable PackStatus status(PackAddress address) {
    return packs.status(address);
  }

  @Override
  public @Nullable PackIdentity identity(PackAddress address) {
    return packs.identity(address);
  }

  @Override
  public @Nullable Map<String, Object> parameters(PackAddress address, String subject) {
    return packs.parameters(address, subject);
  }
}
