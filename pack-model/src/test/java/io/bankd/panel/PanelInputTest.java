package io.bankd.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankd.pack.PackCondition;
import io.bankd.unit.Current;
import io.bankd.unit.Ratio;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelInputTest {
  private static final Ratio HALF = Ratio.ofPercent(50);

  private static PanelRow row(
      int milliamperes,
      Set<PackCondition> warnings,
      Set<PackCondition> protections,
      Set<PackCondition> faults,
      boolean charger) {
    Current current = Current.ofMilliamperes(milliamperes);
    return FrontPanel.of(PanelInput.of(current, HALF, warnings, protections, faults, charger))
        .row();
  }

  @ParameterizedTest
  @CsvSource({
    "201, CHARGING_NORMAL",
    "200, STANDBY_NORMAL",
    "0, STANDBY_NORMAL",
    "-200, STANDBY_NORMAL",
    "-201, DISCHARGING_NORMAL",
  })
  void aSensorAtRestIsNoCurrent(int milliamperes, PanelRow row) {
    assertThat(row(milliamperes, Set.of(), Set.of(), Set.of(), false)).isEqualTo(row);
  }

  @Test
  void aPackKeptFromOverChargeShowsItOnlyWhileThereIsACharger() {
    Set<PackCondition> full = Set.of(PackCondition.CELL_OVER_VOLTAGE);
    assertThat(row(0, Set.of(), full, Set.of(), true)).isEqualTo(PanelRow.CHARGING_FULL);
    assertThat(row(0, Set.of(), full, Set.of(), false)).isEqualTo(PanelRow.STANDBY_NORMAL);
    assertThat(row(-5000, Set.of(), full, Set.of(), true)).isEqualTo(PanelRow.DISCHARGING_NORMAL);
  }

  @ParameterizedTest(name = "{0}: warned of {1}, protected {2}, failed {3}")
  @CsvSource({
    "CELL_OVER_VOLTAGE,        CHARGING_NORMAL, CHARGING_FULL,    FAIL",
    "PACK_OVER_VOLTAGE,        CHARGING_NORMAL, CHARGING_FULL,    FAIL",
    "CELL_UNDER_VOLTAGE,       CHARGING_ALARM,  CHARGING_ALARM,   FAIL",
    "CHARGE_OVER_CURRENT,      CHARGING_ALARM,  CHARGING_STOPPED, FAIL",
    "CHARGE_UNDER_TEMPERATURE, CHARGING_ALARM,  CHARGING_STOPPED, FAIL",
    "SHORT_CIRCUIT,            CHARGING_ALARM,  CHARGING_STOPPED, FAIL",
    "CHARGER_REVERSED,         CHARGING_ALARM,  CHARGING_STOPPED, FAIL",
    "CHARGER_OVER_VOLTAGE,     CHARGING_ALARM,  CHARGING_STOPPED, FAIL",
    "LOW_SOC,                  CHARGING_ALARM,  CHARGING_ALARM,   FAIL",
    "FULLY_CHARGED,            CHARGING_NORMAL, CHARGING_NORMAL,  FAIL",
    "CELL_FAULT,               CHARGING_ALARM,  CHARGING_STOPPED, FAIL",
  })
  void aConditionShowsAsItIsReported(
      PackCondition condition, PanelRow warned, PanelRow protects, PanelRow fails) {
    Set<PackCondition> it = Set.of(condition);
    assertThat(row(9000, it, Set.of(), Set.of(), true)).isEqualTo(warned);
    assertThat(row(9000, Set.of(), it, Set.of(), true)).isEqualTo(protects);
    assertThat(row(9000, Set.of(), Set.of(), it, true)).isEqualTo(fails);
  }

  @Property(tries = 10_000)
  void whatAPackSaysIsNeverTakenForSleep(
      @ForAll @IntRange(min = -400_000, max = 400_000) int milliamperes,
      @ForAll Set<PackCondition> warnings,
      @ForAll Set<PackCondition> protections,
      @ForAll Set<PackCondition> faults,
      @ForAll boolean charger) {
    PanelRow row = row(milliamperes, warnings, protections, faults, charger);
    assertThat(row).isNotEqualTo(PanelRow.SLEEPING);
    assertThat(row == PanelRow.FAIL).isEqualTo(!faults.isEmpty());
  }

  @Test
  void whatLightsNoAlarmIsOnlyVoltageAndBeingFull() {
    Set<PackCondition> silent = EnumSet.noneOf(PackCondition.class);
    for (PackCondition condition : PackCondition.values()) {
      FrontPanel panel =
          FrontPanel.of(
              PanelInput.of(Current.ZERO, HALF, Set.of(), Set.of(condition), Set.of(), false));
      if (panel.pattern(Led.ALM) == FlashPattern.OFF) {
        silent.add(condition);
      }
    }
    assertThat(silent)
        .containsExactlyInAnyOrder(
            PackCondition.CELL_OVER_VOLTAGE,
            PackCondition.PACK_OVER_VOLTAGE,
            PackCondition.CELL_UNDER_VOLTAGE,
            PackCondition.PACK_UNDER_VOLTAGE,
            PackCondition.FULLY_CHARGED);
  }
}
