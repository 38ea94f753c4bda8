package io.bankd.limit;

import io.bankd.pack.Direction;
import io.bankd.pack.Quantity;

/**
 * One row of a pack's derating table.
 *
 * @param rule the stable name that reasons and metrics carry, “cell-voltage”
 */
public record DeratingRow(
    String rule, Quantity quantity, Direction direction, DeratingCurve curve) {}
