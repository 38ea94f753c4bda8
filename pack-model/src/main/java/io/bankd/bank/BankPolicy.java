package io.bankd.bank;

import io.bankd.pack.PackId;
import io.bankd.sleep.QuietPolicy;
import io.bankd.spec.PackSpec;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * How a bank is run: its packs, its patience and its ramps.
 *
 * @param packs every installed pack, at least one, none twice
 * @param assumedSpread what is kept back for unequal sharing until it is known; 0…90 %
 * @param quiet when the packs are not asked any more, so that an idle bank may sleep
 * @param toldSoc which of the two states of charge the inverter is told
 * @param nMinusOne whether the limits are to hold even if any one pack drops out (BANK-9)
 */
public record BankPolicy(
    PackSpec spec,
    List<PackId> packs,
    Ages ages,
    Rise rise,
    Voltages voltages,
    Ratio assumedSpread,
    QuietPolicy quiet,
    SocKind toldSoc,
    boolean nMinusOne) {

  /**
   * How long what is known may count.
   *
   * @param fresh how long a reading counts in full; 1…10 s
   * @param excluded the age from which a pack adds nothing; above {@code fresh}, at most 10 s
   * @param absent how long after the start a pack that never answers is waited for; 1 s…1 h
   * @param silent how long a blind bank keeps sending zero limits; 1 s…1 h
   */
  public record Ages(Duration fresh, Duration excluded, Duration absent, Duration silent) {
    /* No limit made from older data may ever be on the bus. */
    private static final Duration OLDEST = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);

    public Ages {
      within("fresh", fresh, Duration.ofSeconds(1), OLDEST);
      within("excluded", excluded, fresh.plusMillis(1), OLDEST);
      within("absent", absent, Duration.ofSeconds(1), HOUR);
      within("silent", silent, Duration.ofSeconds(1), HOUR);
    }
  }

  /**
   * How a limit rises; it falls at once.
   *
   * @param hold how long a better limit must last before it is followed; up to 10 min
   * @param perSecondPerMille of the bank's nominal current; 1…1000
   */
  public record Rise(Duration hold, int perSecondPerMille) {
    public Rise {
      within("rise hold", hold, Duration.ZERO, Duration.ofMinutes(10));
      within("rise per second in per mille", perSecondPerMille, 1, 1000);
    }
  }

  /**
   * The voltages the inverter is told, all within the pack model's operating range.
   *
   * @param charge the CVL wanted
   * @param balancing the highest CVL, while a pack balances; at least {@code charge}
   * @param rest the CVL while charging is stopped; at most {@code charge}
   * @param discharge the DVL; below {@code rest}
   */
  public record Voltages(Voltage charge, Voltage balancing, Voltage rest, Voltage discharge) {}

  public BankPolicy {
    packs = List.copyOf(packs);
    require(!packs.isEmpty(), "a bank has at least one pack");
    require(new HashSet<>(packs).size() == packs.size(), "a pack is configured twice: " + packs);
    Voltage lowest = spec.minVoltage();
    Voltage belowRest = voltages.rest.minus(Voltage.ofMillivolts(1));
    within("charge voltage", voltages.charge, lowest, spec.maxVoltage());
    within("balancing voltage", voltages.balancing, voltages.charge, spec.maxVoltage());
    within("rest voltage", voltages.rest, lowest, voltages.charge);
    within("discharge voltage", voltages.discharge, lowest, belowRest);
    within("assumed spread", assumedSpread, Ratio.ZERO, Ratio.ofPercent(90));
  }

  /**
   * A policy with the defaults of this project: readings count for 5 s and not after 8 s, an absent
   * pack is waited for 30 s, a blind bank speaks for 60 s, 40 % are kept back, limits rise after 5
   * s by 5 % of nominal a second; 3.45, 3.50, 3.35 and 2.875 V a cell, as far as the pack's own
   * range leaves room for them. The inverter is told the state of charge for cut-off.
   */
  public static BankPolicy of(PackSpec spec, List<PackId> packs) {
    int cells = spec.cellCount();
    Voltage charge = Voltage.min(Voltage.ofMillivolts(3450 * cells), spec.maxVoltage());
    return new BankPolicy(
        spec,
        packs,
        new Ages(
            Duration.ofSeconds(5),
            Duration.ofSeconds(8),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60)),
        new Rise(Duration.ofSeconds(5), 50),
        new Voltages(
            charge,
            Voltage.min(Voltage.ofMillivolts(3500 * cells), spec.maxVoltage()),
            Voltage.min(Voltage.ofMillivolts(3350 * cells), charge),
            Voltage.max(Voltage.ofMillivolts(2875 * cells), spec.minVoltage())),
        Ratio.ofPercent(40),
        QuietPolicy.OFF,
        SocKind.CUT_OFF,
        false);
  }

  /** What the packs may carry together for long, were they to share evenly. */
  public Current nominalCurrent() {
    int each = spec.nominalCurrent().milliamperes();
    return Current.ofMilliamperes(Math.multiplyExact(each, packs.size()));
  }

  public BankPolicy withAges(Ages ages) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  public BankPolicy withRise(Rise rise) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  public BankPolicy withVoltages(Voltages voltages) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  public BankPolicy withAssumedSpread(Ratio assumedSpread) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  public BankPolicy withQuiet(QuietPolicy quiet) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  public BankPolicy withToldSoc(SocKind toldSoc) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  public BankPolicy withNMinusOne(boolean nMinusOne) {
    return new BankPolicy(
        spec, packs, ages, rise, voltages, assumedSpread, quiet, toldSoc, nMinusOne);
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        name + " " + say(value) + " is outside " + say(least) + "…" + say(most));
  }

  private static Object say(Object value) {
    return value instanceof Duration d ? d.toMillis() / 1000.0 + " s" : value;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
