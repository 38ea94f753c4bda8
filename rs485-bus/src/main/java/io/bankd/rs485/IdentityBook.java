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

  /**
   * The identity with the firmware heard earlier. A firmware is asked for when a pack appears: the
   * serial heard before may have been another's.
   */
  public PackIdentity join(PackIdentity half) {
    PackIdentity earlier = known.getOrDefault(half.pack(), half);
    PackIdentity whole =
        new PackIdentity(
            half.pack(),
            half.at(),
            half.firmware().isEmpty() ? earlier.firmware() : half.firmware(),
            half.serial());
    known.put(half.pack(), whole);
    return whole;
  }
}
