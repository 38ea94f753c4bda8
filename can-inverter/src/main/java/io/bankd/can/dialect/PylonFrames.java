package io.bankd.can.dialect;

import static io.bankd.can.InverterAlarm.BMS_INTERNAL;
import static io.bankd.can.InverterAlarm.CELL_IMBALANCE;
import static io.bankd.can.InverterAlarm.CONTACTOR;
import static io.bankd.can.InverterAlarm.HIGH_CHARGE_CURRENT;
import static io.bankd.can.InverterAlarm.HIGH_CHARGE_TEMP;
import static io.bankd.can.InverterAlarm.HIGH_DISCHARGE_CURRENT;
import static io.bankd.can.InverterAlarm.HIGH_TEMP;
import static io.bankd.can.InverterAlarm.HIGH_VOLTAGE;
import static io.bankd.can.InverterAlarm.LOW_CHARGE_TEMP;
import static io.bankd.can.InverterAlarm.LOW_TEMP;
import static io.bankd.can.InverterAlarm.LOW_VOLTAGE;
import static io.bankd.can.InverterAlarm.SHORT_CIRCUIT;

import io.bankd.can.AlarmBits;
import io.bankd.can.AlarmHalf;
import io.bankd.can.BankQuantity;
import io.bankd.can.BytesSignal;
import io.bankd.can.CanSignal;
import io.bankd.can.FlagSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.InverterAlarm;
import io.bankd.can.InverterMessage;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.NumberSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.UnshownSignal;
import io.bankd.can.Width;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The two frames that make a set Pylon's: alarms with the number of packs, and requests. */
final class PylonFrames {
  private PylonFrames() {}

  /** 0x359 bytes 0–1: what the bank protects itself from. */
  private static final List<AlarmBits.Row> PROTECTION = rows("system_error");

  /** 0x359 bytes 2–3: what it warns of. No other bit there speaks of the pack's insides. */
  private static final List<AlarmBits.Row> ALARM = rows("internal_communication");

  /** Both halves of 0x359 are alike but for the name of their last bit. */
  private static List<AlarmBits.Row> rows(String insides) {
    return List.of(
        row(0, 1, "high_voltage", HIGH_VOLTAGE),
        row(0, 2, "low_voltage", LOW_VOLTAGE),
        row(0, 3, "high_temp", HIGH_TEMP, HIGH_CHARGE_TEMP),
        row(0, 4, "low_temp", LOW_TEMP, LOW_CHARGE_TEMP),
        row(0, 7, "high_discharge_current", HIGH_DISCHARGE_CURRENT, SHORT_CIRCUIT),
        row(1, 0, "high_charge_current", HIGH_CHARGE_CURRENT),
        row(1, 3, insides, BMS_INTERNAL, CONTACTOR, CELL_IMBALANCE));
  }

  private static AlarmBits.Row row(int index, int bit, String word, InverterAlarm... alarms) {
    return new AlarmBits.Row(index, bit, word, Set.of(alarms));
  }

  /** The mark by which Venus OS and others know a Pylontech. */
  static final CanSignal PN = BytesSignal.mark("pn", 5, "504E");

  /**
   * Alarms, the number of packs, and what this dialect puts behind them (0x359).
   *
   * @param length 7 or 8
   */
  static FrameLayout alarms(int length, DialectOptions options, CanSignal behind) {
    List<CanSignal> rows = new ArrayList<>();
    rows.add(new AlarmBits("protection", 0, AlarmHalf.ALARMS, PROTECTION));
    rows.add(new AlarmBits("alarm", 2, AlarmHalf.WARNINGS, ALARM));
    rows.add(new SeenSignal("raw", 0, 4, frame -> HexFormat.of().formatHex(frame.data(0, 4))));
    rows.addAll(packs("modules", 4, options));
    rows.add(behind);
    return new FrameLayout(0x359, length, rows);
  }

  /** The number of packs in one byte: those online, or what the installer says. */
  static List<CanSignal> packs(String name, int offset, DialectOptions options) {
    Integer modules = options.modules();
    CanSignal online =
        new NumberSignal(
            name, offset, Width.U8, BankQuantity.ONLINE, 1, RoundingMode.UNNECESSARY, 0);
    return modules == null
        ? List.of(online)
        : List.of(
            new UnshownSignal(BytesSignal.hex(name, offset, "%02X".formatted(modules))),
            new SeenSignal(name, offset, 1, frame -> frame.u8(offset)));
  }

  /**
   * Enable bits and requests (0x35C). Bits 5 and 4 as V1.2 numbers them: I is the urgent one.
   * Luxpower swaps the names, not the bits.
   *
   * @param behind rows of bytes 1–7
   */
  static FrameLayout requests(int length, DialectOptions options, CanSignal... behind) {
    boolean full = !options.has(Quirk.WITHOUT_FULL_CHARGE);
    List<CanSignal> rows = new ArrayList<>(enables(0));
    rows.add(
        new FlagSignal(
            "full_req",
            0,
            3,
            message -> full && message.fullChargeRequest(),
            InverterMessageBuilder::fullChargeRequest));
    rows.add(new SeenSignal("raw", 0, 1, frame -> frame.u8(0)));
    rows.addAll(List.of(behind));
    return new FrameLayout(0x35C, length, rows);
  }

  /** Bits 7…4 as Pylon and Growatt (0x319) have them. */
  static List<CanSignal> enables(int offset) {
    return List.of(
        new FlagSignal(
            "charge_en",
            offset,
            7,
            InverterMessage::chargeEnabled,
            InverterMessageBuilder::chargeEnabled),
        new FlagSignal(
            "discharge_en",
            offset,
            6,
            InverterMessage::dischargeEnabled,
            InverterMessageBuilder::dischargeEnabled),
        new FlagSignal(
            "force1",
            offset,
            5,
            InverterMessage::forceCharge1,
            InverterMessageBuilder::forceCharge1),
        new FlagSignal(
            "force2",
            offset,
            4,
            InverterMessage::forceCharge2,
            InverterMessageBuilder::forceCharge2));
  }
}
