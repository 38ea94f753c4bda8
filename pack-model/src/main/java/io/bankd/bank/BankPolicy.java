package io.bankd.bank;

import io.bankd.pack.PackId;
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
 * @param freshFor how long a reading counts in full; 1…10 s
 * @param excludedAfter the age from which a pack adds nothing; above {@code freshFor}, at most 10 s
 * @param absentAfter how long after the start a pack that never answers is waited for; up to 1 h
 * @param silentAfter how long a blind bank keeps sending zero limits; up to 1 h
 * @param assumedSpread what is kept back for unequal sharing until it is known; 0…90 %
 * @param riseHold how long a better limit must last before it is followed; up to 10 min
 * @param risePerSecondPerMille of the bank's nominal current; 1…1000
 * @param chargeVoltage the CVL wanted; within the pack model's operating range
 * @param dischargeVoltage the DVL; within the range, below {@code restVoltage}
 * @param restVoltage the CVL while charging is stopped; within the range, at most {@code
 *     chargeVoltage}
 */
public record BankPolicy(
    PackSpec spec,
    List<PackId> packs,
    Duration freshFor,
    Duration excludedAfter,
    Duration absentAfter,
    Duration silentAfter,
    Ratio assumedSpread,
    Duration riseHold,
    int risePerSecondPerMille,
    Voltage chargeVoltage,
    Voltage dischargeVoltage,
    Voltage restVoltage) {
  /* No limit made from older data may ever be on the bus. */
  private static final Duration OLDEST = Duration.ofSeconds(10);
  private static final Duration HOUR = Duration.ofHours(1);

  public BankPolicy {
    packs = List.copyOf(packs);
    require(!packs.isEmpty(), "a bank has at least one pack");
    require(new HashSet<>(packs).size() == packs.size(), "a pack is configured twice: " + packs);
    within("fresh for", freshFor, Duration.ofSeconds(1), OLDEST);
    within("excluded after", excludedAfter, freshFor.plusMillis(1), OLDEST);
    within("absent after", absentAfter, Duration.ofSeconds(1), HOUR);
    within("silent after", silentAfter, Duration.ofSeconds(1), HOUR);
    within("rise hold", riseHold, Duration.ZERO, Duration.ofMinutes(10));
    within("assumed spread", assumedSpread, Ratio.ZERO, Ratio.ofPercent(90));
    within("rise per second in per mille", risePerSecondPerMille, 1, 1000);
    within("charge voltage", chargeVoltage, spec.minVoltage(), spec.maxVoltage());
    within("rest voltage", restVoltage, spec.minVoltage(), chargeVoltage);
    within(
        "discharge voltage",
        dischargeVoltage,
        spec.minVoltage(),
        restVoltage.minus(Voltage.ofMillivolts(1)));
  }

  /** The defaults; the voltages are the AM5000's 56.0, 46.0 and 53.6 V, scaled by cell count. */
  public static BankPolicy of(PackSpec spec, List<PackId> packs) {
    return new BankPolicy(
        spec,
        packs,
        Duration.ofSeconds(5),
        Duration.ofSeconds(9),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Ratio.ofPercent(25),
        Duration.ofSeconds(5),
        50,
        Voltage.ofMillivolts(3500 * spec.cellCount()),
        Voltage.ofMillivolts(2875 * spec.cellCount()),
        Voltage.ofMillivolts(3350 * spec.cellCount()));
  }

  /** What all packs together are made for, for ever. */
  public Current nominalCurrent() {
    int each = spec.nominalCurrent().milliamperes();
    return Current.ofMilliamperes(Math.multiplyExact(each, packs.size()));
  }

  public BankPolicy withSpec(PackSpec spec) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withPacks(List<PackId> packs) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withFreshFor(Duration freshFor) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withExcludedAfter(Duration excludedAfter) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withAbsentAfter(Duration absentAfter) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withSilentAfter(Duration silentAfter) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withAssumedSpread(Ratio assumedSpread) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withRiseHold(Duration riseHold) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withRisePerSecondPerMille(int risePerSecondPerMille) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withChargeVoltage(Voltage chargeVoltage) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withDischargeVoltage(Voltage dischargeVoltage) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
  }

  public BankPolicy withRestVoltage(Voltage restVoltage) {
    return new BankPolicy(
        spec,
        packs,
        freshFor,
        excludedAfter,
        absentAfter,
        silentAfter,
        assumedSpread,
        riseHold,
        risePerSecondPerMille,
        chargeVoltage,
        dischargeVoltage,
        restVoltage);
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
