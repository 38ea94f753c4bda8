package io.bankd.rs485.scan;

import io.bankd.pack.PackAddress;

/**
 * Switches to be set.
 *
 * @param now the address at which the pack answers
 * @param to the address it should have
 */
public record DipChange(PackAddress now, PackAddress to) {}
