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
 * @param soc for energy: weighted by what each pack ever heard can hold by its capacity and its
 *     health, a lost one with its last value; rounded down
 * @param cutOffSoc for cut-off: towards empty the emptiest pack that can be discharged rules,
 *     towards full the fullest that can be charged; rounded down. Neither of the two moves faster
 *     than {@link BankSoc#perSecond} while the bank runs
 * @param toldSoc the one of both that the inverter is told
 * @param soh weighted by design capacity; a pack that does not say its own counts as 100 %; rounded
 *     down
 * @param installed nameplate of every configured pack
 * @param full what every pack ever heard can hold by its capacity and its health
 * @param remaining of that, by the count of each
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
    Ratio cutOffSoc,
    Ratio toldSoc,
    Ratio soh,
    Capacity installed,
    Capacity full,
    Capacity remaining,
    int cycles,
    int online,
    int offline,
    int chargeBlocked,
    int dischargeBlocked) {}
