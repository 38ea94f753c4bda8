/**
 * What charging and high currents make of a pack over time: the charging current limiter, the
 * ledger of peaks, the end of charge, balancing, and cells that drift apart.
 */
@NullMarked
package io.bankd.charge;

import org.jspecify.annotations.NullMarked;
