package io.bankd.panel;

import static io.bankd.panel.Activity.ASLEEP;
import static io.bankd.panel.Activity.CHARGING;
import static io.bankd.panel.Activity.DISCHARGING;
import static io.bankd.panel.Activity.STANDBY;
import static io.bankd.panel.FlashPattern.FLASH_1;
import static io.bankd.panel.FlashPattern.FLASH_3;
import static io.bankd.panel.FlashPattern.OFF;
import static io.bankd.panel.FlashPattern.ON;
import static io.bankd.panel.Trouble.ALARM;
import static io.bankd.panel.Trouble.FAULT;
import static io.bankd.panel.Trouble.OVER_VOLTAGE_PROTECTION;
import static io.bankd.panel.Trouble.PROTECTION;
import static io.bankd.panel.Trouble.UNDER_VOLTAGE_PROTECTION;

import io.bankd.unit.Ratio;
import java.util.Set;

/**
 * AM5000 table 2-6, row by row as printed; the last row that applies is what the front shows.
 *
 * <p>Where the table is silent, these are the decisions. At rest a protection shows its discharging
 * row, for the charging one is the same but for over-charge. Over-charge shows only with a charger;
 * without one the front goes back to standby, as the remark in its row says. Under-voltage while
 * charging is on its way out, and shows as an alarm. An over-voltage alarm lights no ALM while
 * charging, by the remark, and so we keep it everywhere: its protection lights none either. The
 * remark on a standby alarm (“module under charge”) decides nothing.
 */
public enum PanelRow {
  SLEEPING("off or asleep", Set.of(ASLEEP), Set.of(), OFF, OFF, OFF, Gauge.DARK),
  STANDBY_NORMAL("standby", Set.of(STANDBY), Set.of(), ON, FLASH_1, OFF, Gauge.STEADY),
  STANDBY_ALARM(
      "standby, alarm", Set.of(STANDBY), Set.of(ALARM), ON, FLASH_1, FLASH_3, Gauge.STEADY),
  CHARGING_NORMAL("charging", Set.of(CHARGING), Set.of(), ON, ON, OFF, Gauge.RISING),
  CHARGING_ALARM(
      "charging, alarm",
      Set.of(CHARGING),
      Set.of(ALARM, UNDER_VOLTAGE_PROTECTION),
      ON,
      ON,
      FLASH_3,
      Gauge.RISING),
  CHARGING_FULL(
      "over-charge protection",
      Set.of(CHARGING),
      Set.of(OVER_VOLTAGE_PROTECTION),
      ON,
      ON,
      OFF,
      Gauge.FULL),
  CHARGING_STOPPED(
      "charge protection", Set.of(CHARGING), Set.of(PROTECTION), ON, OFF, ON, Gauge.DARK),
  DISCHARGING_NORMAL("discharging", Set.of(DISCHARGING), Set.of(), ON, FLASH_3, OFF, Gauge.STEADY),
  DISCHARGING_ALARM(
      "discharging, alarm", Set.of(DISCHARGING), Set.of(ALARM), ON, FLASH_3, FLASH_3, Gauge.STEADY),
  DISCHARGING_EMPTY(
      "under-voltage protection",
      Set.of(STANDBY, DISCHARGING),
      Set.of(UNDER_VOLTAGE_PROTECTION),
      ON,
      OFF,
      OFF,
      Gauge.DARK),
  DISCHARGING_STOPPED(
      "protection", Set.of(STANDBY, DISCHARGING), Set.of(PROTECTION), ON, OFF, ON, Gauge.DARK),
  FAIL("failed", Set.of(STANDBY, CHARGING, DISCHARGING), Set.of(FAULT), OFF, OFF, ON, Gauge.DARK);

  private final String words;
  private final Set<Activity> activities;
  private final Set<Trouble> troubles;
  private final FlashPattern onOff;
  private final FlashPattern run;
  private final FlashPattern alarm;
  private final Gauge gauge;

  PanelRow(
      String words,
      Set<Activity> activities,
      Set<Trouble> troubles,
      FlashPattern onOff,
      FlashPattern run,
      FlashPattern alarm,
      Gauge gauge) {
    this.words = words;
    this.activities = activities;
    this.troubles = troubles;
    this.onOff = onOff;
    this.run = run;
    this.alarm = alarm;
    this.gauge = gauge;
  }

  /** The row that an input shows; rows get worse downwards, and the worst that applies decides. */
  static PanelRow of(PanelInput input) {
    PanelRow shown = SLEEPING;
    for (PanelRow row : values()) {
      if (row.appliesTo(input)) {
        shown = row;
      }
    }
    return shown;
  }

  private boolean appliesTo(PanelInput input) {
    return activities.contains(input.activity())
        && (troubles.isEmpty() || troubles.stream().anyMatch(input.troubles()::contains));
  }

  FlashPattern pattern(Led led, Ratio soc) {
    return switch (led) {
      case ON_OFF -> onOff;
      case RUN -> run;
      case ALM -> alarm;
      default -> gauge.pattern(led, soc);
    };
  }

  /** “discharging, alarm”. */
  public String words() {
    return words;
  }
}
