package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CCL;
import static io.bankd.can.BankQuantity.CURRENT;
import static io.bankd.can.BankQuantity.CVL;
import static io.bankd.can.BankQuantity.DCL_NEGATIVE;
import static io.bankd.can.BankQuantity.DVL;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.ONLINE;
import static io.bankd.can.BankQuantity.REMAINING;
import static io.bankd.can.BankQuantity.SOC;
import static io.bankd.can.BankQuantity.SOH;
import static io.bankd.can.BankQuantity.TEMPERATURE;
import static io.bankd.can.BankQuantity.VOLTAGE;
import static io.bankd.can.Width.S16;
import static io.bankd.can.Width.S16_NEVER_NEGATIVE;
import static io.bankd.can.Width.S16_NEVER_POSITIVE;
import static io.bankd.can.Width.U16;
import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.DOWN;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;

import io.bankd.can.CanDialect;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.NumberSignal;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames of batteries that are met on a bus and have one source only. These dialects are for
 * reading a capture; no inverter here is told its limits in them.
 */
final class OtherBatteries {
  private OtherBatteries() {}

  /** Limits with the discharge limit below zero. */
  static final FrameLayout LIMITS_BELOW_ZERO =
      FrameLayout.of(
          0x351,
          8,
          new NumberSignal("cvl_v", 0, U16, CVL, 100, FLOOR, 1),
          new NumberSignal("ccl_a", 2, S16_NEVER_NEGATIVE, CCL, 100, FLOOR, 1),
          new NumberSignal("dcl_a", 4, S16_NEVER_POSITIVE, DCL_NEGATIVE, 100, DOWN, 1),
          new NumberSignal("dvl_v", 6, U16, DVL, 100, CEILING, 1));

  /** What is measured, with the voltage in 0.1 V. */
  static FrameLayout measuredInTenths(int id, CanSignal... behind) {
    List<CanSignal> rows = new ArrayList<>();
    rows.add(new NumberSignal("voltage_v", 0, S16, VOLTAGE, 100, HALF_UP, 1));
    rows.add(new NumberSignal("current_a", 2, S16, CURRENT, 100, HALF_UP, 1));
    rows.add(new NumberSignal("temp_c", 4, S16, TEMPERATURE, 1, HALF_UP, 1));
    rows.addAll(List.of(behind));
    return new FrameLayout(id, 8, rows);
  }

  /** Discover AES behind its Lynk II gateway: 0x354 tells capacities, 0x356 volts in 0.1 V. */
  static CanDialect discover() {
    return CanDialect.of(
        "discover",
        List.of(
            CommonFrames.LIMITS,
            FrameLayout.of(
                0x354,
                8,
                new NumberSignal("nominal_ah", 0, U16, INSTALLED, 1000, HALF_UP, 0),
                new NumberSignal("remaining_ah", 2, U16, REMAINING, 1000, HALF_UP, 0)),
            CommonFrames.charge(8, CommonFrames.word4(), CommonFrames.word6()),
            measuredInTenths(0x356, CommonFrames.word6()),
            CommonFrames.pairs(0),
            CommonFrames.name(0x35E, "DISCOVER", '\0')),
        CommonFrames.HEARTBEATS);
  }

  /** GoodWe 0x45x, which its only source labels high voltage; what 0x455 says is unknown. */
  static CanDialect goodWe45x() {
    return CanDialect.of(
            "goodwe_45x",
            List.of(
                FrameLayout.of(0x453, 8, DetailFrames.count("modules", 0, ONLINE)),
                CommonFrames.limits(0x456),
                FrameLayout.of(
                    0x457,
                    8,
                    new NumberSignal("soc", 0, U16, SOC, 1, FLOOR, 2),
                    new NumberSignal("soh", 2, U16, SOH, 1, FLOOR, 2)),
                measuredInTenths(0x458)),
            CommonFrames.HEARTBEATS)
        .seeing(List.of(FrameLayout.of(0x455, 8)));
  }
}
