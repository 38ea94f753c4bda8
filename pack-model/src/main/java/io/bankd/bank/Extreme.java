package io.bankd.bank;

import io.bankd.pack.PackId;

/**
 * The highest or lowest value in the bank, and where it is.
 *
 * @param index the cell or sensor number, from 1
 */
public record Extreme<T>(T value, PackId pack, int index) {}
