package io.bankd.share;

import io.bankd.pack.PackId;
import io.bankd.unit.Current;
import org.jspecify.annotations.Nullable;

/**
 * A limit of the bank that one pack sets.
 *
 * @param limit of the bank, a magnitude
 * @param pack the one that would be first beyond its own limit
 * @param own that limit, a magnitude
 * @param share the pack's part in a change of the bank's current, 0…1
 * @param identified whether all shares are known well, or one is still assumed
 * @param measured what the pack carried beyond its limit when it was measured, a magnitude, where
 *     that is why the limit is as low as it is; null where it is not
 */
public record SharedLimit(
    Current limit,
    PackId pack,
    Current own,
    double share,
    boolean identified,
    @Nullable Current measured) {}
