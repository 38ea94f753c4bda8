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
import io.bankd.can.CanDialect;
import io.bankd.can.FlagSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.InverterAlarm;
import io.bankd.can.InverterMessage;
import io.bankd.can.NumberSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.Width;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Pylon CAN V1.2 (2018-04-08): the dialect most hybrid inverters call “Pylontech” or “lithium”. */
final class PylonFamily {
  private PylonFamily() {}

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

  private static final FrameLayout ALARMS =
      FrameLayout.of(
          0x359,
          7,
          new AlarmBits("protection", 0, AlarmHalf.ALARMS, PROTECTION),
          new AlarmBits("alarm", 2, AlarmHalf.WARNINGS, ALARM),
          new SeenSignal("raw", 0, 4, frame -> HexFormat.of().formatHex(frame.data(0, 4))),
          new NumberSignal(
              "modules", 4, Width.U8, BankQuantity.ONLINE, 1, RoundingMode.UNNECESSARY, 0),
          BytesSignal.mark("pn", 5, "504E"));

  /** Bits 5 and 4 as V1.2 numbers them: I is the urgent one. Luxpower swaps the names. */
  private static final FrameLayout REQUESTS =
      FrameLayout.of(
          0x35C,
          2,
          new FlagSignal("charge_en", 0, 7, InverterMessage::chargeEnabled),
          new FlagSignal("discharge_en", 0, 6, InverterMessage::dischargeEnabled),
          new FlagSignal("force1", 0, 5, InverterMessage::forceCharge1),
          new FlagSignal("force2", 0, 4, InverterMessage::forceCharge2),
          new FlagSignal("full_req", 0, 3, InverterMessage::fullChargeRequest),
          new SeenSignal("raw", 0, 1, frame -> frame.u8(0)));

  /** Inverters look for names that begin with PYLON; blanks fill it up to eight. */
  private static final FrameLayout NAME = CommonFrames.name(0x35E, "PYLON", ' ');

  static CanDialect v12() {
    return new CanDialect(
        "pylon12",
        List.of(
            ALARMS,
            CommonFrames.LIMITS,
            CommonFrames.charge(4, SeenSignal.word("w4", 4), SeenSignal.word("w6", 6)),
            CommonFrames.measured(6),
            REQUESTS,
            NAME),
        CommonFrames.HEARTBEATS);
  }
}
