package io.bankd.spec;

import io.bankd.charge.Balancing;
import io.bankd.charge.ChargeEnd;
import io.bankd.charge.CurrentLimiter;
import io.bankd.charge.PeakAllowance;
import io.bankd.sleep.InrushSettings;
import io.bankd.sleep.SleepSettings;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;

/** The rules beside the protection table and the derating curves, with the figures in force. */
public record RuleParameters(
    CurrentLimiter limiter,
    PeakAllowance peaks,
    ChargeEnd chargeEnd,
    Balancing balancing,
    SleepSettings sleep,
    InrushSettings inrush) {

  static RuleParameters of(Values values) {
    return new RuleParameters(
        limiter(values, CurrentLimiter.FACTORY),
        peaks(values, PeakAllowance.FACTORY),
        chargeEnd(values, ChargeEnd.FACTORY),
        balancing(values, Balancing.FACTORY),
        sleep(values, SleepSettings.AM5000),
        new InrushSettings(
            values.integer("wak-2.least-milliohms"),
            values.integer("wak-2.most-milliohms"),
            Current.max(
                values.current("pack.continuous-charge"),
                values.current("pack.continuous-discharge")),
            values.current("prot-6.protection")));
  }

  private static CurrentLimiter limiter(Values values, CurrentLimiter otherwise) {
    return new CurrentLimiter(
        values.current("lim-1.turn-on"),
        values.current("lim-1.hold-to"),
        values.duration("lim-1.hold"),
        otherwise.check(),
        values.integer("lim-1.locks-after"),
        otherwise.unlocks(),
        otherwise.rest());
  }

  private static PeakAllowance peaks(Values values, PeakAllowance otherwise) {
    // A pack that is set to carry nothing has no continuous current to go above.
    Current least = Current.ofAmperes(1);
    return new PeakAllowance(
        values.integer("pack-2.peaks") == 1,
        Current.max(least, values.current("pack.continuous-charge")),
        Current.max(least, values.current("pack.continuous-discharge")),
        values.current("pack-2.peak"),
        values.duration("pack-2.longest"),
        values.integer("pack-2.times"),
        values.duration("pack-2.period"),
        values.duration("pack-2.apart"),
        otherwise.coldest(),
        otherwise.hottest(),
        otherwise.counting());
  }

  private static ChargeEnd chargeEnd(Values values, ChargeEnd otherwise) {
    Voltage end = values.voltage("pack.end-of-charge-cell");
    return new ChargeEnd(
        Voltage.max(end, Voltage.ofMillivolts(3400)),
        Voltage.max(Voltage.ofMillivolts(3400), Voltage.min(end, otherwise.heldCell())),
        Voltage.max(Voltage.ofMillivolts(3400), Voltage.min(end, otherwise.heldMean())),
        otherwise.tolerance(),
        values.current("eoc-1.tail"),
        otherwise.rest(),
        values.duration("eoc-1.hold"),
        otherwise.gap(),
        values.voltage("eoc-1.recovery"),
        otherwise.recoveryHold(),
        values.duration("eoc-1.standby"));
  }

  private static Balancing balancing(Values values, Balancing otherwise) {
    Voltage from = values.voltage("bal-1.from");
    Voltage difference = values.voltage("bal-1.difference");
    Voltage low = Voltage.min(otherwise.low(), from);
    Voltage ceiling = ceiling(values, otherwise.ceiling());
    // Where other settings leave no room for a cell to balance in, nothing is held for it.
    boolean room = ceiling.compareTo(from) > 0;
    return new Balancing(
        from,
        difference,
        otherwise.clears(),
        Voltage.min(otherwise.differenceClears(), difference),
        otherwise.patience(),
        Voltage.max(low, from.minus(Voltage.ofMillivolts(50))),
        otherwise.gentle(),
        Voltage.max(from, ceiling),
        room ? values.duration("bal-1.longest") : Duration.ZERO,
        low,
        otherwise.gap());
  }

  /* A hold must neither end the charge nor bring a cell near where it is stopped or protected. */
  private static Voltage ceiling(Values values, Voltage otherwise) {
    Voltage end = values.voltage("pack.end-of-charge-cell").minus(Voltage.ofMillivolts(50));
    Voltage zero = values.voltage("der-3.zero").minus(Voltage.ofMillivolts(30));
    Voltage protection = values.voltage("prot-1.protection").minus(Voltage.ofMillivolts(50));
    return Voltage.min(otherwise, Voltage.min(end, Voltage.min(zero, protection)));
  }

  private static SleepSettings sleep(Values values, SleepSettings otherwise) {
    return new SleepSettings(
        otherwise.silentAfter(),
        values.voltage("prot-2.protection"),
        values.voltage("prot-2.release"),
        values.voltage("prot-4.protection"),
        values.voltage("prot-4.release"),
        values.duration("slp-1.unreleased"),
        values.voltage("slp-1.cell"),
        values.duration("slp-1.delay"),
        values.duration("slp-1.standby"),
        otherwise.obeys(),
        otherwise.flows(),
        values.duration("wak-1.every"),
        values.integer("wak-1.tries"),
        otherwise.window());
  }
}
