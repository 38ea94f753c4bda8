package io.bankd.can;

import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;

/** Bank states to send, made by hand. */
public final class BankStates {
  private BankStates() {}

  /** Three packs in good health, both directions open: 56.0 V, 150 A in, 200 A out. */
  public static InverterMessageBuilder healthy() {
    return InverterMessage.builder()
        .cvl(Voltage.ofMillivolts(56_000))
        .dvl(Voltage.ofMillivolts(46_000))
        .ccl(Current.ofAmperes(150))
        .dcl(Current.ofAmperes(200))
        .soc(Ratio.ofBasisPoints(7654))
        .soh(Ratio.ofBasisPoints(9950))
        .voltage(Voltage.ofMillivolts(53_217))
        .current(Current.ofMilliamperes(-12_340))
        .temperature(Temperature.ofDecidegrees(235))
        .tmin(Temperature.ofDecidegrees(221))
        .tmax(Temperature.ofDecidegrees(249))
        .vmin(Voltage.ofMillivolts(3312))
        .vmax(Voltage.ofMillivolts(3341))
        .vminAt(new Position(2, 4))
        .vmaxAt(new Position(1, 11))
        .tminAt(new Position(3, 1))
        .tmaxAt(new Position(1, 2))
        .online(3)
        .installedCapacity(Capacity.ofAmpereHours(840))
        .remainingCapacity(Capacity.ofMilliampereHours(642_900))
        .cycles(120)
        .chargedWh(1_234_567L)
        .dischargedWh(1_198_765L)
        .chargeEnabled(true)
        .dischargeEnabled(true);
  }
}
