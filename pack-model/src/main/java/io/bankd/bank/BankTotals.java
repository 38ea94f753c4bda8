package io.bankd.bank;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import org.jspecify.annotations.Nullable;

/**
 * The bank's measured values. Voltage, current, temperatures and extremes are of the packs online;
 * when none is (a blind bank), they are of the last readings and the current is zero.
 *
 * @param voltage the mean of the packs
 * @param current the sum; positive charges
 * @param temperature the mean of the cell sensors; null, with its extremes, where no pack has one
 * @param soc weighted by full capacity over every pack ever heard, a lost one with its last value,
 *     so that the bank's value does not jump when a pack leaves; rounded down
 * @param soh weighted by design capacity; a pack that does not say its own counts as 100 %; rounded
 *     down
 * @param installed nameplate of every configured pack
 * @param full by the packs' own learning, every pack ever heard
 * @param remaining by the packs' own count, every pack ever heard
 * @param cycles of the most used pack
 * @param online packs fresh or held
 * @param offline the other configured packs
 * @param chargeBlocked packs online that may not be charged
 * @param dischargeBlocked packs online that may not be discharged
 */
public record BankTotals(
    Voltage voltage,
    Current current,
    @Nullable Temperature temperature,
    @Nullable Extreme<Temperature> coldest,
    @Nullable Extreme<Temperature> hottest,
    Extreme<Voltage> lowestCell,
    Extreme<Voltage> highestCell,
    Ratio soc,
    Ratio soh,
    Capacity installed,
    Capacity full,
    Capacity remaining,
    int cycles,
    int online,
    int offline,
    int chargeBlocked,
    int dischargeBlocked) {}
