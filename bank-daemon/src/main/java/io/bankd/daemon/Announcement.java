package io.bankd.daemon;

import io.bankd.bank.BankEnergy;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankPhase;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
import io.bankd.bank.Extreme;
import io.bankd.bank.ForcedCharge;
import io.bankd.can.InverterMessage;
import io.bankd.can.Position;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import org.jspecify.annotations.Nullable;

/** Turns what the bank is into what the inverter is told. */
final class Announcement {
  private Announcement() {}

  /**
   * The message for a snapshot, or null where nothing may be said: before every pack is known (a
   * first frame with SOC 0 shuts inverters down) and after the bank has been blind for long.
   */
  static @Nullable InverterMessage of(BankSnapshot snapshot) {
    BankTotals totals = snapshot.totals();
    boolean speaks = snapshot.phase() == BankPhase.RUNNING || snapshot.phase() == BankPhase.BLIND;
    return speaks && totals != null ? message(snapshot, totals) : null;
  }

  private static InverterMessage message(BankSnapshot snapshot, BankTotals totals) {
    BankLimits limits = snapshot.limits();
    BankEnergy energy = snapshot.energy();
    return InverterMessage.builder()
        .cvl(limits.cvl())
        .dvl(limits.dvl())
        .ccl(limits.ccl())
        .dcl(limits.dcl())
        .chargeEnabled(limits.chargeEnabled())
        .dischargeEnabled(limits.dischargeEnabled())
        .forceCharge1(limits.forced() == ForcedCharge.NOW)
        .forceCharge2(limits.forceCharge())
        .fullChargeRequest(limits.fullChargeRequest())
        .soc(totals.toldSoc())
        .soh(totals.soh())
        .voltage(totals.voltage())
        .current(totals.current())
        .temperature(totals.temperature())
        .tmin(value(totals.coldest()))
        .tminAt(at(totals.coldest()))
        .tmax(value(totals.hottest()))
        .tmaxAt(at(totals.hottest()))
        .vmin(totals.lowestCell().value())
        .vminAt(at(totals.lowestCell()))
        .vmax(totals.highestCell().value())
        .vmaxAt(at(totals.highestCell()))
        .online(totals.online())
        .offline(totals.offline())
        .blockCharge(totals.chargeBlocked())
        .blockDischarge(totals.dischargeBlocked())
        .installedCapacity(totals.installed())
        .remainingCapacity(totals.remaining())
        .cycles(totals.cycles())
        .chargedWh(energy == null ? null : energy.chargedMilliwattHours() / 1000)
        .dischargedWh(energy == null ? null : energy.dischargedMilliwattHours() / 1000)
        .alarms(snapshot.alarms())
        .warnings(snapshot.warnings())
        .build();
  }

  /**
   * The same message with nothing offered: for a stop, and for a bank thread that has gone quiet.
   *
   * @param rest the voltage to rest at, since some inverters heed only CVL
   */
  static InverterMessage stopped(InverterMessage message, Voltage rest) {
    return message.toBuilder()
        .cvl(Voltage.min(message.cvl(), rest))
        .ccl(Current.ZERO)
        .dcl(Current.ZERO)
        .chargeEnabled(false)
        .dischargeEnabled(false)
        .forceCharge1(false)
        .forceCharge2(false)
        .fullChargeRequest(false)
        .build();
  }

  private static <T> @Nullable T value(@Nullable Extreme<T> extreme) {
    return extreme == null ? null : extreme.value();
  }

  private static @Nullable Position at(@Nullable Extreme<?> extreme) {
    return extreme == null ? null : new Position(extreme.pack().address().value(), extreme.index());
  }
}
