package io.bankd.daemon.config;

import io.bankd.bank.BankPolicy;
import io.bankd.bank.SocKind;
import io.bankd.pack.PackId;
import io.bankd.sleep.QuietPolicy;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;

/** Reads how a bank is run: its limits and its ages. */
final class PolicyReader {
  private PolicyReader() {}

  /** The policy of one bank, its defaults where the file is silent. */
  static BankPolicy read(Section bank, PackSpec spec, List<PackId> packs) {
    BankPolicy policy = BankPolicy.of(spec, packs);
    Section limits = bank.section("limits");
    BankPolicy.Voltages voltages = voltages(limits, spec, policy.voltages());
    Ratio most = Ratio.ofPercent(90);
    Ratio spread = limits.percent("assumed-spread", Ratio.ZERO, most, policy.assumedSpread());
    boolean nMinusOne = limits.bool("n-minus-one", policy.nMinusOne());
    limits.refuseUnknown();
    String soc = bank.oneOf("soc-for-inverter", "cut-off", List.of("cut-off", "energy"));
    Section sleep = bank.section("sleep");
    QuietPolicy quiet = quiet(sleep);
    sleep.refuseUnknown();
    return policy
        .withAges(ages(bank.section("ages"), policy.ages()))
        .withVoltages(voltages)
        .withAssumedSpread(spread)
        .withNMinusOne(nMinusOne)
        .withToldSoc(soc.equals("energy") ? SocKind.ENERGY : SocKind.CUT_OFF)
        .withQuiet(quiet);
  }

  /** Each within what the one before leaves; a default gives way to what is written. */
  private static BankPolicy.Voltages voltages(
      Section limits, PackSpec spec, BankPolicy.Voltages otherwise) {
    // Nobody means to charge below 3 V a cell; it leaves room below for the discharge voltage.
    Voltage least = Voltage.ofMillivolts(3000 * spec.cellCount());
    Voltage charge = limits.voltage("charge-voltage", least, spec.maxVoltage(), otherwise.charge());
    // Who says how high to charge means it, also while a pack balances.
    Voltage usual = limits.has("charge-voltage") ? charge : otherwise.balancing();
    Voltage balancing =
        limits.voltage("balancing-voltage", charge, spec.maxVoltage(), Voltage.max(charge, usual));
    Voltage rest =
        limits.voltage("rest-voltage", least, charge, Voltage.min(otherwise.rest(), charge));
    Voltage below = rest.minus(Voltage.ofMillivolts(1));
    Voltage discharge =
        limits.voltage(
            "discharge-voltage",
            spec.minVoltage(),
            below,
            Voltage.min(otherwise.discharge(), below));
    return new BankPolicy.Voltages(charge, balancing, rest, discharge);
  }

  /* Off unless it is asked for: packs that fell asleep are not woken by asking (SLP-2). */
  private static QuietPolicy quiet(Section sleep) {
    QuietPolicy off = QuietPolicy.OFF;
    Duration hour = Duration.ofHours(1);
    Duration week = Duration.ofDays(7);
    boolean enabled = sleep.has("quiet-after");
    Duration after = sleep.duration("quiet-after", hour, Duration.ofDays(30), off.idleFor());
    Duration look = sleep.duration("look-every", hour, week, off.lookEvery());
    return new QuietPolicy(enabled, after, look, off.lookFor());
  }

  private static BankPolicy.Ages ages(Section ages, BankPolicy.Ages otherwise) {
    Duration fresh = ages.duration("fresh", sec(1), sec(9), otherwise.fresh());
    Duration soonest = fresh.plusMillis(500);
    Duration usual = otherwise.excluded();
    Duration excluded =
        ages.duration("excluded", soonest, sec(10), soonest.compareTo(usual) > 0 ? soonest : usual);
    Duration absent = ages.duration("absent", sec(5), sec(600), otherwise.absent());
    Duration silent = ages.duration("silent", sec(1), sec(600), otherwise.silent());
    ages.refuseUnknown();
    return new BankPolicy.Ages(fresh, excluded, absent, silent);
  }

  private static Duration sec(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
