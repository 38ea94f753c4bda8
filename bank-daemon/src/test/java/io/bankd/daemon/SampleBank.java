package io.bankd.daemon;

import io.bankd.bank.BankController;
import io.bankd.bank.BankLimits;
import io.bankd.bank.BankMemory;
import io.bankd.bank.BankPolicy;
import io.bankd.bank.BankReadings;
import io.bankd.bank.BankSnapshot;
import io.bankd.bank.BankTotals;
import io.bankd.bank.ForcedCharge;
import io.bankd.pack.CellVoltages;
import io.bankd.pack.PackId;
import io.bankd.pack.PackReading;
import io.bankd.pack.PackStatus;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Moment;
import io.bankd.unit.Ratio;
import io.bankd.unit.Temperature;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Snapshots of a bank that a test holds in its hand. */
final class SampleBank {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private SampleBank() {}

  /** A bank of healthy packs, its ramps run out: with one AM5000 50 A in, 50 A out. */
  static BankSnapshot running(BankPolicy policy, Moment now) {
    BankController controller = new BankController(policy);
    Moment begin = Moment.ofNanos(now.nanos() - MINUTE.toNanos());
    BankSnapshot bank = controller.start(begin);
    for (int second = 1; second <= MINUTE.toSeconds(); second++) {
      Moment at = begin.plus(Duration.ofSeconds(second));
      BankReadings readings = BankReadings.none();
      for (PackId pack : policy.packs()) {
        readings = readings.with(reading(pack, at)).with(status(pack, at));
      }
      bank = controller.step(bank, readings, at);
    }
    return bank;
  }

  /** The same bank at another moment. */
  static BankSnapshot at(BankSnapshot bank, Moment at) {
    return with(bank, at, bank.totals(), bank.limits());
  }

  /** The same bank with other current limits; a limit of zero clears its enable bit. */
  static BankSnapshot limited(BankSnapshot bank, Moment at, Current ccl, Current dcl) {
    return limited(bank, at, bank.limits().cvl(), ccl, dcl);
  }

  static BankSnapshot limited(BankSnapshot bank, Moment at, Voltage cvl, Current ccl, Current dcl) {
    return with(bank, at, bank.totals(), limits(bank, cvl, ccl, dcl, bank.limits().forced()));
  }

  /** The same bank when it asks to be charged. */
  static BankSnapshot asking(BankSnapshot bank, ForcedCharge forced) {
    BankLimits old = bank.limits();
    BankLimits limits = limits(bank, old.cvl(), old.ccl(), old.dcl(), forced);
    return with(bank, bank.at(), bank.totals(), limits);
  }

  private static BankLimits limits(
      BankSnapshot bank, Voltage cvl, Current ccl, Current dcl, ForcedCharge forced) {
    BankLimits old = bank.limits();
    return new BankLimits(
        cvl,
        old.dvl(),
        ccl,
        dcl,
        ccl.compareTo(Current.ZERO) > 0,
        dcl.compareTo(Current.ZERO) > 0,
        forced,
        old.fullChargeRequest(),
        old.cvlReason(),
        old.cclReason(),
        old.dclReason());
  }

  /** A bank whose voltage nobody has measured. */
  static BankSnapshot unmeasured(BankSnapshot bank, Moment at) {
    BankTotals t = Objects.requireNonNull(bank.totals());
    return with(bank, at, totals(t, Voltage.ZERO, true), bank.limits());
  }

  /** A bank of which nothing is remembered. */
  static BankSnapshot forgetful(BankSnapshot bank) {
    return new BankSnapshot(
        bank.at(),
        bank.phase(),
        bank.packs(),
        bank.totals(),
        bank.limits(),
        bank.alarms(),
        bank.warnings(),
        bank.events(),
        BankMemory.EMPTY);
  }

  /** A bank whose temperature is the 0.0 °C of a field nobody has filled. */
  static BankSnapshot withoutSensors(BankSnapshot bank, Moment at) {
    BankTotals t = Objects.requireNonNull(bank.totals());
    return with(bank, at, totals(t, t.voltage(), false), bank.limits());
  }

  private static BankTotals totals(BankTotals t, Voltage voltage, boolean sensors) {
    return new BankTotals(
        voltage,
        t.current(),
        sensors ? t.temperature() : Temperature.ofDegrees(0),
        sensors ? t.coldest() : null,
        sensors ? t.hottest() : null,
        t.lowestCell(),
        t.highestCell(),
        t.soc(),
        t.cutOffSoc(),
        t.toldSoc(),
        t.soh(),
        t.installed(),
        t.full(),
        t.remaining(),
        t.cycles(),
        t.online(),
        t.offline(),
        t.chargeBlocked(),
        t.dischargeBlocked());
  }

  private static BankSnapshot with(
      BankSnapshot bank, Moment at, @Nullable BankTotals totals, BankLimits limits) {
    return new BankSnapshot(
        at,
        bank.phase(),
        bank.packs(),
        totals,
        limits,
        bank.alarms(),
        bank.warnings(),
        bank.events(),
        bank.memory());
  }

  private static PackReading reading(PackId pack, Moment at) {
    return reading(pack, at, Current.ZERO);
  }

  /** A healthy pack that carries this. */
  static PackReading reading(PackId pack, Moment at, Current current) {
    int[] cells = new int[16];
    Arrays.fill(cells, 3300);
    Temperature warm = Temperature.ofDegrees(23);
    return new PackReading(
        pack,
        at,
        CellVoltages.ofMillivolts(cells),
        List.of(warm, warm, warm, warm),
        warm,
        warm,
        Voltage.ofMillivolts(52_800),
        current,
        Capacity.ofAmpereHours(60),
        Capacity.ofAmpereHours(100),
        Capacity.ofAmpereHours(100),
        7,
        Ratio.ofPercent(60),
        null);
  }

  private static PackStatus status(PackId pack, Moment at) {
    return new PackStatus(pack, at, Set.of(), Set.of(), Set.of(), true, true, false, 0);
  }
}
