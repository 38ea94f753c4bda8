package io.bankd.rs485.pace;

import static io.bankd.rs485.layout.NumberPart.u16;
import static io.bankd.rs485.layout.NumberPart.u8;

import io.bankd.rs485.frame.InfoReader;
import io.bankd.rs485.layout.Layout;
import io.bankd.rs485.layout.MagnitudePart;
import io.bankd.rs485.layout.NumberPart;
import io.bankd.rs485.layout.Part;
import io.bankd.rs485.layout.TextPart;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of parameters and slow facts (PACE PC protocol V3.1, commands A0…EE): the command that
 * reads one, the command that writes it, and what stands in it. Firmwares differ in the length of
 * some; what is written is as long as what was read.
 */
enum PaceTable {
  CELL_OV("cell_ov", 0xD1, 0xD0, voltages()),
  CELL_UV("cell_uv", 0xD3, 0xD2, voltages()),
  PACK_OV("pack_ov", 0xD5, 0xD4, voltages()),
  PACK_UV("pack_uv", 0xD7, 0xD6, voltages()),
  CHARGE_OC(
      "charge_oc",
      0xD9,
      0xD8,
      Layout.of(enabled(), u16("alarm_a"), u16("protect_a"), delay()),
      Layout.of(enabled(), u16("alarm_a"), u16("protect_a"), u16("release_a"), delay())),
  /** Read with negative currents, written with positive ones. */
  DISCHARGE_OC1(
      "discharge_oc1",
      0xDB,
      0xDA,
      Layout.of(enabled(), new MagnitudePart("alarm_a"), new MagnitudePart("protect_a"), delay()),
      Layout.of(
          enabled(),
          new MagnitudePart("alarm_a"),
          new MagnitudePart("protect_a"),
          new MagnitudePart("release_a"),
          delay())),
  DISCHARGE_OC2(
      "discharge_oc2",
      0xE3,
      0xE2,
      Layout.of(u16("protect_a"), u8("delay_ms").times(25)),
      Layout.of(
          u16("protect_a"),
          u8("delay_ms").times(25),
          u16("charge_protect_a"),
          u8("charge_delay_ms").times(25))),
  SHORT_CIRCUIT("short_circuit", 0xE5, 0xE4, Layout.of(u8("delay_us").times(25))),
  CELL_OT("cell_ot", 0xDD, 0xDC, temperatures("charge_", "discharge_")),
  CELL_UT("cell_ut", 0xDF, 0xDE, temperatures("charge_", "discharge_")),
  MOS_OT(
      "mos_ot",
      0xE1,
      0xE0,
      Layout.of(enabled(), celsius("alarm_dc"), celsius("protect_dc"), celsius("release_dc"))),
  ENVIRONMENT("environment", 0xE7, 0xE6, temperatures("low_", "high_")),
  BALANCE("balance", 0xB6, 0xB5, Layout.of(u16("start_mv"), u16("delta_mv"))),
  SLEEP("sleep", 0xA0, 0xA8, Layout.of(u16("cell_mv"), u16("delay_min"))),
  FULL_CHARGE(
      "full_charge",
      0xAF,
      0xAE,
      Layout.of(u16("voltage_mv"), u16("current_ma"), u8("low_soc_pct")),
      Layout.of(u16("voltage_mv"), u16("current_ma"))),
  RECHARGE("recharge", PaceTable.NONE, 0xA5, Layout.of(u8("soc_pct"))),
  LIMITER("limiter", 0xED, 0xEE, Layout.of(u16("start_a"))),
  INVERTER_PROTOCOL("inverter_protocol", 0xEB, 0xEC, Layout.of(u8("can"), u8("rs485"), u8("type"))),
  CAPACITY(
      "capacity",
      0xA6,
      0xA7,
      Layout.of(
          u16("remain_mah").times(10), u16("full_mah").times(10), u16("design_mah").times(10))),
  CLOCK("time", 0xB1, 0xB2, Layout.of(new TextPart("time", 6, TextPart.Form.CLOCK)));

  /** Where there is no command. */
  private static final int NONE = -1;

  /** 0 °C in the 0.1 K of this protocol. */
  static final int FREEZING = 2730;

  final String subject;
  final int read;
  final int write;
  private final List<Layout> layouts;

  PaceTable(String subject, int read, int write, Layout... layouts) {
    this.subject = subject;
    this.read = read;
    this.write = write;
    this.layouts = List.of(layouts);
  }

  private static Part enabled() {
    return u8("enabled");
  }

  private static NumberPart delay() {
    return u8("delay_ms").times(100);
  }

  private static NumberPart celsius(String name) {
    return u16(name).from(FREEZING);
  }

  private static Layout voltages() {
    return Layout.of(enabled(), u16("alarm_mv"), u16("protect_mv"), u16("release_mv"), delay());
  }

  private static Layout temperatures(String first, String second) {
    return Layout.of(
        enabled(),
        celsius(first + "alarm_dc"),
        celsius(first + "protect_dc"),
        celsius(first + "release_dc"),
        celsius(second + "alarm_dc"),
        celsius(second + "protect_dc"),
        celsius(second + "release_dc"));
  }

  /** The layout of a table of so many bytes; null where none is known. */
  @Nullable Layout layout(int bytes) {
    return layouts.stream().filter(layout -> layout.width() == bytes).findFirst().orElse(null);
  }

  Layout layout() {
    return layouts.get(0);
  }

  /** The layout of a table that was read with these names; the usual one where none has them. */
  Layout layout(Set<String> names) {
    for (Layout layout : layouts) {
      boolean only = layouts.size() == 1;
      if (only || layout.read(InfoReader.of(new byte[layout.width()])).keySet().equals(names)) {
        return layout;
      }
    }
    return layout();
  }

  static @Nullable PaceTable readBy(int cid2) {
    return Arrays.stream(values()).filter(t -> t.read == cid2).findFirst().orElse(null);
  }

  static @Nullable PaceTable writtenBy(int cid2) {
    return Arrays.stream(values()).filter(t -> t.write == cid2).findFirst().orElse(null);
  }

  static @Nullable PaceTable of(String subject) {
    return Arrays.stream(values()).filter(t -> t.subject.equals(subject)).findFirst().orElse(null);
  }
}
