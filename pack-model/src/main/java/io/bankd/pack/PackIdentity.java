package io.bankd.pack;

import io.bankd.unit.Moment;

/**
 * Who a pack says it is (PACE commands C1 and C2); text from the wire, printable ASCII only.
 *
 * @param firmware version text, may be empty
 * @param serial of the BMS, may be empty
 */
public record PackIdentity(PackId pack, Moment at, String firmware, String serial)
    implements PackReport {}
