package io.bankd.can.dialect;

import io.bankd.can.CanFrame;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.InvalidSignal;
import io.bankd.can.SeenSignal;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a Sunny Island answers once a second: not a bare sign of life but what it measures
 * (FSS-ConnectingBat-TI-en-10).
 */
final class SmaReplies {
  private SmaReplies() {}

  /** Its current is negative while charging; it is shown with our sign. */
  private static final FrameLayout MEASURED =
      FrameLayout.of(
          0x305,
          8,
          known(number("inverter_voltage_v", 0, false, 1, 1), SmaFamily.NOBODY_KNOWS),
          known(number("inverter_current_a", 2, true, -1, 1), SmaFamily.NOBODY_KNOWS_SIGNED),
          known(number("inverter_temp_c", 4, true, 1, 1), SmaFamily.NOBODY_KNOWS_SIGNED),
          known(number("inverter_soc", 6, true, 1, 1), SmaFamily.NOBODY_KNOWS_SIGNED));

  private static final FrameLayout STATE =
      FrameLayout.of(
          0x306,
          8,
          known(number("inverter_soh", 0, false, 1, 0), SmaFamily.NOBODY_KNOWS),
          octet("charge_procedure", 2),
          octet("inverter_state", 3),
          number("inverter_error", 4, false, 1, 0),
          known(number("charge_setpoint_v", 6, false, 1, 1), SmaFamily.NOBODY_KNOWS));

  private static final FrameLayout RELAYS =
      FrameLayout.of(0x307, 8, number("relays", 0, false, 1, 0));

  static final List<FrameLayout> ALL = List.of(MEASURED, STATE, RELAYS);

  /** Left out where it is the word for what nobody knows. */
  private static CanSignal known(CanSignal value, String invalid) {
    return new InvalidSignal(value, invalid);
  }

  private static CanSignal octet(String name, int offset) {
    return new SeenSignal(name, offset, 1, frame -> frame.u8(offset));
  }

  private static CanSignal number(String name, int offset, boolean signed, int sign, int decimals) {
    return new SeenSignal(name, offset, 2, frame -> shown(frame, offset, signed, sign, decimals));
  }

  private static Object shown(CanFrame frame, int offset, boolean signed, int sign, int decimals) {
    int word = frame.u8(offset) | frame.u8(offset + 1) << 8;
    int value = sign * (signed ? (short) word : word);
    return decimals == 0 ? (Object) value : (Object) BigDecimal.valueOf(value, 1).doubleValue();
  }
}
