package io.bankd.spec;

import static io.bankd.pack.Direction.CHARGE;
import static io.bankd.pack.Direction.DISCHARGE;
import static io.bankd.pack.PackCondition.*;
import static io.bankd.pack.Quantity.*;
import static io.bankd.protect.Side.HIGH;
import static io.bankd.protect.Side.LOW;

import io.bankd.limit.Derating;
import io.bankd.limit.DeratingCurve;
import io.bankd.limit.DeratingRow;
import io.bankd.pack.Direction;
import io.bankd.pack.PackCondition;
import io.bankd.pack.Quantity;
import io.bankd.protect.ProtectionRule;
import io.bankd.protect.Side;
import io.bankd.unit.Capacity;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The AM5000's factory values: the tables of its document, and our decisions where it is open. */
final class Am5000 {
  private static final Duration DELAY = Duration.ofSeconds(3);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Ratio SOC_96 = Ratio.ofPercent(96);
  private static final Current ONE_AMPERE = Current.ofAmperes(1);

  /* “While charging” needs a figure: more than a sensor at rest may show. */
  private static final Current FLOWING = Current.ofMilliamperes(200);

  /* Alarms have no release in the table; they clear this far inside: mV, mV, mA, 0.1 °C, 0.01 %. */
  private static final int CELL = 20;
  private static final int PACK = 200;
  private static final int AMPERES = 2000;
  private static final int DEGREE = 10;
  private static final int PERCENT = 100;

  private Am5000() {}

  /* A method: as a constant it would be built while PackSpec itself is still being initialised. */
  static PackSpec spec() {
    return new PackSpec(
        "AM5000",
        16,
        Capacity.ofAmpereHours(100),
        Voltage.ofMillivolts(44_800),
        Voltage.ofMillivolts(57_600),
        Current.ofAmperes(50),
        Current.ofAmperes(50),
        Voltage.ofMillivolts(3600),
        Voltage.ofMillivolts(2800),
        PROTECTIONS,
        new Derating(16, Current.ofAmperes(50), Current.ofAmperes(50), DERATING));
  }

  /* Table 3-1 in mV, mA, 0.1 °C, 0.01 %: alarm, protection, release, healing current. */
  private static final List<ProtectionRule> PROTECTIONS =
      List.of(
          voltage("PROT-1", CELL_OVER_VOLTAGE, HIGHEST_CELL, HIGH, CELL, 3500, 3600, 3300),
          voltage("PROT-2", CELL_UNDER_VOLTAGE, LOWEST_CELL, LOW, CELL, 2800, 2700, 3300),
          voltage("PROT-3", PACK_OVER_VOLTAGE, PACK_VOLTAGE, HIGH, PACK, 56_800, 57_600, 54_000),
          voltage("PROT-4", PACK_UNDER_VOLTAGE, PACK_VOLTAGE, LOW, PACK, 45_600, 44_000, 48_000),
          current("PROT-5", CHARGE_OVER_CURRENT, CHARGE_CURRENT, 105_000, 110_000, DELAY),
          current("PROT-6", DISCHARGE_OVER_CURRENT, DISCHARGE_CURRENT, 105_000, 110_000, DELAY),
          current("PROT-7", DISCHARGE_OVER_CURRENT, DISCHARGE_CURRENT, null, 150_000, ms(100)),
          shortCircuit(),
          temperature("PROT-9", CHARGE_UNDER_TEMPERATURE, COLDEST_CELL, LOW, 80, 50, 80),
          temperature("PROT-10", CHARGE_OVER_TEMPERATURE, HOTTEST_CELL, HIGH, 520, 580, 530),
          temperature("PROT-11", DISCHARGE_UNDER_TEMPERATURE, COLDEST_CELL, LOW, -150, -200, -100),
          temperature("PROT-12", DISCHARGE_OVER_TEMPERATURE, HOTTEST_CELL, HIGH, 520, 580, 530),
          temperature("PROT-13", ENVIRONMENT_UNDER_TEMPERATURE, ENVIRONMENT, LOW, -150, -200, -150),
          temperature("PROT-14", ENVIRONMENT_OVER_TEMPERATURE, ENVIRONMENT, HIGH, 650, 750, 650),
          lowSoc());

  /*
   * Derating, DER-1…6, mV and 0.1 °C. Each is over before the protection: cells 10 mV and packs
   * 100 mV short of it, discharging at the end-of-discharge cell (PACK-4) and at the lower end of
   * the operating range (PACK-1), heat at 55 °C, where the maker's permission ends (PACK-3).
   */
  private static final List<DeratingRow> DERATING =
      List.of(
          row("cell-voltage", HIGHEST_CELL, CHARGE, 3500, 1000, 3560, 200, 3590, 0),
          row("cell-voltage", LOWEST_CELL, DISCHARGE, 2800, 0, 2850, 200, 2950, 1000),
          row("pack-voltage", PACK_VOLTAGE, CHARGE, 56_800, 1000, 57_500, 0),
          row("pack-voltage", PACK_VOLTAGE, DISCHARGE, 44_800, 0, 45_600, 1000),
          row("temperature", HOTTEST_CELL, CHARGE, 500, 1000, 550, 0),
          row("temperature", HOTTEST_CELL, DISCHARGE, 500, 1000, 550, 0),
          row("temperature", COLDEST_CELL, CHARGE, 50, 0, 80, 1000),
          row("temperature", COLDEST_CELL, DISCHARGE, -200, 0, -150, 1000));

  /* Rows 1–4: over-charge also waits for SOC < 96 % or ends with discharge; the rest with charge. */
  private static ProtectionRule voltage(
      String id,
      PackCondition condition,
      Quantity quantity,
      Side side,
      int clears,
      int alarm,
      int protection,
      int release) {
    boolean high = side == HIGH;
    return new ProtectionRule(
        id,
        condition,
        quantity,
        side,
        alarm,
        protection,
        DELAY,
        clears,
        release,
        high ? SOC_96 : null,
        null,
        high ? DISCHARGE : CHARGE,
        null,
        high ? ONE_AMPERE : FLOWING);
  }

  /* Rows 5–7: by itself after a minute, or by more than 1 A the other way. */
  private static ProtectionRule current(
      String id,
      PackCondition condition,
      Quantity quantity,
      @Nullable Integer alarm,
      int protection,
      Duration delay) {
    Direction healing = quantity == CHARGE_CURRENT ? DISCHARGE : CHARGE;
    return new ProtectionRule(
        id,
        condition,
        quantity,
        HIGH,
        alarm,
        protection,
        delay,
        AMPERES,
        null,
        null,
        MINUTE,
        healing,
        null,
        ONE_AMPERE);
  }

  /* Row 8: far faster than the bus, so usually only the pack's own flag shows it. */
  private static ProtectionRule shortCircuit() {
    return new ProtectionRule(
        "PROT-8",
        SHORT_CIRCUIT,
        DISCHARGE_CURRENT,
        HIGH,
        null,
        350_000,
        Duration.ofNanos(300_000),
        AMPERES,
        1000,
        null,
        null,
        CHARGE,
        null,
        FLOWING);
  }

  /* Rows 9–14: by value alone; what gates charging is of no interest while discharging. */
  private static ProtectionRule temperature(
      String id,
      PackCondition condition,
      Quantity quantity,
      Side side,
      int alarm,
      int protection,
      int release) {
    boolean charging = condition.blocks(CHARGE);
    boolean both = charging && condition.blocks(DISCHARGE);
    Direction quiet = both ? null : charging ? DISCHARGE : CHARGE;
    return new ProtectionRule(
        id,
        condition,
        quantity,
        side,
        alarm,
        protection,
        DELAY,
        DEGREE,
        release,
        null,
        null,
        null,
        quiet,
        FLOWING);
  }

  /* Row 15: an alarm below 3 %, silent while charging. */
  private static ProtectionRule lowSoc() {
    return new ProtectionRule(
        "PROT-15", LOW_SOC, SOC, LOW, 299, null, DELAY, PERCENT, null, null, null, null, CHARGE,
        FLOWING);
  }

  private static DeratingRow row(
      String rule, Quantity quantity, Direction direction, int... points) {
    return new DeratingRow(rule, quantity, direction, DeratingCurve.of(points));
  }

  private static Duration ms(int millis) {
    return Duration.ofMillis(millis);
  }
}
