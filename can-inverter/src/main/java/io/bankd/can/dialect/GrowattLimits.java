package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CCL;
import static io.bankd.can.BankQuantity.CVL;
import static io.bankd.can.BankQuantity.DCL;
import static io.bankd.can.Width.U15_BIG;
import static io.bankd.can.Width.U16_BIG;
import static java.math.RoundingMode.FLOOR;

import io.bankd.can.FlagSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.InverterMessage;
import io.bankd.can.InverterMessageBuilder;
import io.bankd.can.NumberSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.UnshownSignal;
import java.util.function.Predicate;

/** Growatt's frame of limits, 0x311 (V1.04): they stand beside what the bank is doing. */
final class GrowattLimits {
  private GrowattLimits() {}

  /** What a current must reach to show in 0.1 A. */
  private static final int HALF_A_STEP = 50;

  /**
   * Limits and status. Bits 0–1 are the mode: 1 standby, 2 charge, 3 discharge; bit 2 an error in
   * 0x312; bits 5 and 6 what is open; bits 8–9 whether packs run in parallel.
   */
  static final FrameLayout LIMITS =
      FrameLayout.of(
          0x311,
          8,
          new NumberSignal("cvl_v", 0, U16_BIG, CVL, 100, FLOOR, 1),
          new NumberSignal("ccl_a", 2, U15_BIG, CCL, 100, FLOOR, 1),
          new NumberSignal("dcl_a", 4, U15_BIG, DCL, 100, FLOOR, 1),
          new SeenSignal("status", 6, 2, frame -> frame.u8(6) << 8 | frame.u8(7)),
          new SeenSignal("mode", 7, 1, frame -> frame.u8(7) & 3),
          new UnshownSignal(derived("standby", 7, 0, message -> mode(message) != 2)),
          new UnshownSignal(derived("flow", 7, 1, message -> mode(message) != 1)),
          derived("error", 7, 2, GrowattAlarms::anyProtection),
          derived("balancing", 7, 3, message -> false),
          new FlagSignal(
              "discharge_en",
              7,
              5,
              InverterMessage::dischargeEnabled,
              InverterMessageBuilder::dischargeEnabled),
          new FlagSignal(
              "charge_en",
              7,
              6,
              InverterMessage::chargeEnabled,
              InverterMessageBuilder::chargeEnabled),
          new UnshownSignal(derived("parallel", 6, 0, message -> message.online() > 1)));

  private static int mode(InverterMessage message) {
    int current = message.current().milliamperes();
    return current >= HALF_A_STEP ? 2 : current <= -HALF_A_STEP ? 3 : 1;
  }

  /** A bit that follows from what other rows say, so it is not read back. */
  private static FlagSignal derived(
      String name, int offset, int bit, Predicate<InverterMessage> test) {
    return new FlagSignal(name, offset, bit, test, (message, set) -> {});
  }
}
