package io.bankd.can.dialect;

import io.bankd.can.BankQuantity;
import io.bankd.can.CanDialect;
import io.bankd.can.FrameLayout;
import io.bankd.can.PlaceSignal.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Victron's CAN-bus BMS protocol at 500 kbit/s, and BYD's Battery-Box LVS and LVL, which speak the
 * same. Victron's text is under NDA: the tables follow the frames real batteries send and what
 * several public receivers read in them.
 */
final class VictronFamily {
  private VictronFamily() {}

  private static final String MAKER = "bankd";
  private static final String FAMILY = "LiFePO4";
  private static final String BMS_NAME = "bank-daemon";
  private static final String SERIAL = "bank-1";

  /** The pair “system” behind the warnings is sent as 2 the way BYD and REC do. */
  private static final FrameLayout ALARMS = CommonFrames.pairs(2);

  /** Bytes 6–7 stay zero. */
  private static final FrameLayout CHARGE =
      CommonFrames.charge(8, CommonFrames.FINE_SOC, CommonFrames.word6());

  /**
   * Product 0000 and firmware 01.17 are what the cross-checked public captures carry; the meaning
   * of any other number is Victron's secret. The capacity is what is available, not what is
   * installed.
   */
  private static final FrameLayout PRODUCT =
      CommonFrames.product("0000", "0117", BankQuantity.REMAINING, "0000");

  /** Limits, state and alarms go first: a set cut short by a full queue has then said it all. */
  static CanDialect lowVoltage(DialectOptions options) {
    List<FrameLayout> set =
        new ArrayList<>(
            List.of(
                CommonFrames.LIMITS,
                CHARGE,
                CommonFrames.measured(8),
                ALARMS,
                CommonFrames.name(0x35E, options.nameOr(MAKER), '\0'),
                PRODUCT,
                DetailFrames.REQUEST,
                DetailFrames.MODULES,
                DetailFrames.EXTREMES));
    set.addAll(DetailFrames.places(Form.FOUR_DIGITS));
    set.add(DetailFrames.ENERGY);
    set.add(CommonFrames.CAPACITY);
    set.add(CommonFrames.name(0x382, FAMILY, '\0'));
    set.addAll(CommonFrames.texts(0x370, BMS_NAME));
    set.addAll(CommonFrames.texts(0x380, SERIAL));
    return CanDialect.of("victron", set, CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x35A);
  }

  /**
   * With the names and the product number of a Battery-Box Premium LVS. It sends 0x351 sixth; no
   * source knows of an inverter that minds, and a limit that falls cannot wait for names.
   */
  static CanDialect byd(DialectOptions options) {
    List<FrameLayout> set =
        new ArrayList<>(
            List.of(
                CommonFrames.LIMITS,
                CommonFrames.charge(8, CommonFrames.word4(), CommonFrames.word6()),
                CommonFrames.measured(8),
                ALARMS,
                CommonFrames.name(0x35E, options.nameOr("BYD"), '\0'),
                CommonFrames.name(0x382, "PREMIUM", '\0'),
                CommonFrames.product("4C69", "0117", BankQuantity.REMAINING, "0000"),
                CommonFrames.EVENTS,
                DetailFrames.REQUEST,
                DetailFrames.MODULES,
                DetailFrames.EXTREMES));
    set.addAll(DetailFrames.places(Form.PACK_TEXT));
    set.add(DetailFrames.ENERGY);
    set.add(CommonFrames.CAPACITY);
    return CanDialect.of("byd_lv", set, CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x35A, 0x35E);
  }
}
