package io.bankd.bank;

import io.bankd.limit.LimitReason;
import io.bankd.limit.LimitStep;
import io.bankd.obey.Measured;
import io.bankd.obey.Nameplate;
import io.bankd.obey.Obedience;
import io.bankd.obey.Told;
import io.bankd.pack.Direction;
import io.bankd.pack.PackReading;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Voltage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Between the bank and the watch on its inverter (BANK-8). */
final class Obeying {
  /* Packs that may carry current nobody measures. */
  private static final Set<PackPhase> UNMEASURED =
      Set.of(PackPhase.AWAITED, PackPhase.EXCLUDED, PackPhase.ABSENT);

  private Obeying() {}

  static Nameplate nameplate(BankPolicy policy) {
    return new Nameplate(
        policy.nominalCurrent(),
        policy.voltages().balancing(),
        policy.voltages().rest(),
        policy.voltages().discharge(),
        policy.spec().endOfChargeCell(),
        policy.spec().endOfDischargeCell(),
        policy.spec().cellCount());
  }

  /**
   * What has been sent since a snapshot was made, and what the packs allowed then.
   *
   * @param untoldSince since when nothing has gone out; null while an output can send
   */
  static Told told(BankSnapshot before, BankPolicy policy, @Nullable Moment untoldSince) {
    if (before.phase() != BankPhase.RUNNING && before.phase() != BankPhase.BLIND) {
      return Told.NOTHING;
    }
    LimiterMemory allowed =
        before.memory().limiter(LimiterMemory.atRest(policy, ForcedCharge.NONE, before.at()));
    return new Told(
        true,
        Current.ofMilliamperes(allowed.ccl().value()),
        Current.ofMilliamperes(allowed.dcl().value()),
        Voltage.ofMillivolts(allowed.cvl().value()),
        before.limits().ccl(),
        before.limits().dcl(),
        untoldSince);
  }

  /** What the packs online measured last, null where there is none. */
  static @Nullable Measured measured(
      List<PackView> views, @Nullable BankTotals totals, BankReadings heard) {
    Moment oldest = null;
    boolean complete = true;
    for (PackView view : views) {
      PackReading reading = view.phase().isOnline() ? view.reading() : null;
      if (reading != null && (oldest == null || reading.at().isBefore(oldest))) {
        oldest = reading.at();
      }
      complete &= !UNMEASURED.contains(view.phase());
    }
    if (oldest == null || totals == null) {
      return null;
    }
    return new Measured(
        totals.current(),
        totals.voltage(),
        oldest,
        complete,
        totals.highestCell().value(),
        totals.lowestCell().value(),
        heard.inverter());
  }

  /** The limits less what an inverter that does not obey costs; never more. */
  static BankLimits levered(BankLimits limits, Obedience obedience) {
    Current ccl = obedience.most(Direction.CHARGE, limits.ccl());
    Current dcl = obedience.most(Direction.DISCHARGE, limits.dcl());
    Voltage cvl = obedience.most(limits.cvl());
    boolean charging = !ccl.isZero();
    return new BankLimits(
        cvl,
        limits.dvl(),
        ccl,
        dcl,
        charging,
        !dcl.isZero(),
        limits.forced().where(charging),
        limits.fullChargeRequest() && charging,
        cvl.equals(limits.cvl())
            ? limits.cvlReason()
            : instead(obedience.whyVoltage(), List.of(), limits.cvlReason()),
        reason(Direction.CHARGE, ccl, limits.ccl(), limits.cclReason(), obedience),
        reason(Direction.DISCHARGE, dcl, limits.dcl(), limits.dclReason(), obedience));
  }

  private static LimitReason reason(
      Direction way, Current told, Current allowed, LimitReason reason, Obedience obedience) {
    if (told.equals(allowed)) {
      return reason;
    }
    List<LimitStep> otherwise = new ArrayList<>();
    otherwise.add(new LimitStep(allowed, reason.pack(), reason.rule(), reason.text()));
    otherwise.addAll(reason.otherwise());
    return instead(obedience.why(way), otherwise, reason);
  }

  private static LimitReason instead(
      Obedience.Why why, List<LimitStep> otherwise, LimitReason reason) {
    return new LimitReason(null, 0, why.rule(), why.text() + "; " + reason.text(), otherwise);
  }
}
