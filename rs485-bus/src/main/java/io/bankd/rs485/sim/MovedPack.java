package io.bankd.rs485.sim;

import io.bankd.pack.PackAddress;
import io.bankd.pack.PackIdentity;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs of which one is set to another address.
 *
 * @param to null where it is nowhere
 */
record MovedPack(PackSource packs, PackAddress from, @Nullable PackAddress to)
    implements PackSource {

  /** Whose answer is given at an address; null for nobody's. */
  private @Nullable PackAddress at(PackAddress address) {
    return address.equals(to) ? from : address.equals(from) ? null : address;
  }

  @Override
  public @Nullable PackReading reading(PackAddress address) {
    PackAddress whose = at(address);
    return whose == null ? null : packs.reading(whose);
  }

  @Override
  public @Nullable PackStatus status(PackAddress address) {
    PackAddress whose = at(address);
    return whose == null ? null : packs.status(whose);
  }

  @Override
  public @Nullable PackIdentity identity(PackAddress address) {
    PackAddress whose = at(address);
    return whose == null ? null : packs.identity(whose);
  }

  @Override
  public @Nullable Map<String, Object> parameters(PackAddress address, String subject) {
    PackAddress whose = at(address);
    return whose == null ? null : packs.parameters(whose, subject);
  }
}
