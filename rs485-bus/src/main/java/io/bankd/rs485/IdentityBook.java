package io.bankd.rs485;

import io.bankd.pack.PackId;
import io.bankd.pack.PackIdentity;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins the two halves of a pack's identity, which arrive in different answers. Written by one
 * thread.
 */
public final class IdentityBook {
  private final Map<PackId, PackIdentity> known = new HashMap<>();

  /** The identity with the texts heard earlier filled in where this half leaves them empty. */
  public PackIdentity join(PackIdentity half) {
    PackIdentity earlier = known.getOrDefault(half.pack(), half);
    PackIdentity whole =
        new PackIdentity(
            half.pack(),
            half.at(),
            half.firmware().isEmpty() ? earlier.firmware() : half.firmware(),
            half.serial().isEmpty() ? earlier.serial() : half.serial());
    known.put(half.pack(), whole);
    return whole;
  }

  /** Forgets a pack that went away: another one may come back on its address. */
  public void forget(PackId pack) {
    known.remove(pack);
  }
}
