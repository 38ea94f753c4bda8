package io.bankd.pack;

import io.bankd.unit.Moment;

/**
 * A pack answered for its measurements, but what it said cannot be: cells at 0 mV, a sum that is
 * not the pack's voltage.
 *
 * @param why what is wrong with it, in words
 */
public record PackDoubt(PackId pack, Moment at, String why) implements PackReport {}
