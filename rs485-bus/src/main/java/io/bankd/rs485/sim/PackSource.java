package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import org.jspecify.annotations.Nullable;

/**
 * The packs that are simulated on a bus, as they are at the moment they are asked; null from a pack
 * that is silent. Asked on an event loop, so it must return quickly.
 */
public interface PackSource {
  @Nullable PackReading reading(PackAddress address);

  @Nullable PackStatus status(PackAddress address);

  @Nullable PackIdentity identity(PackAddress address);
}
