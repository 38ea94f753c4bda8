package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.BLOCK_CHARGE;
import static io.bankd.can.BankQuantity.BLOCK_DISCHARGE;
import static io.bankd.can.BankQuantity.CHARGED;
import static io.bankd.can.BankQuantity.CHARGE_REQUEST;
import static io.bankd.can.BankQuantity.DISCHARGED;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.OFFLINE;
import static io.bankd.can.BankQuantity.ONLINE;
import static io.bankd.can.BankQuantity.REMAINING;
import static io.bankd.can.BankQuantity.SOC;
import static io.bankd.can.BankQuantity.T_MAX_KELVIN;
import static io.bankd.can.BankQuantity.T_MIN_KELVIN;
import static io.bankd.can.BankQuantity.V_MAX;
import static io.bankd.can.BankQuantity.V_MIN;
import static io.bankd.can.Width.U16;
import static io.bankd.can.Width.U32;
import static io.bankd.can.Width.U8;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;
import static java.math.RoundingMode.UNNECESSARY;

import io.bankd.can.AlarmHalf;
import io.bankd.can.AlarmPairs;
import io.bankd.can.BankQuantity;
import io.bankd.can.BytesSignal;
import io.bankd.can.CanDialect;
import io.bankd.can.FrameLayout;
import io.bankd.can.InverterMessage;
import io.bankd.can.NumberSignal;
import io.bankd.can.Position;
import io.bankd.can.SeenSignal;
import io.bankd.can.TextSignal;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Victron's CAN-bus BMS protocol at 500 kbit/s. Its text is under NDA: the tables follow the frames
 * real batteries send and what several public receivers read in them.
 *
 * <p>Limits, state and alarms go first: a set cut short by a full queue has then said what matters.
 */
final class VictronFamily {
  private VictronFamily() {}

  private static final String MAKER = "bankd";
  private static final String FAMILY = "LiFePO4";
  private static final String BMS_NAME = "bank-daemon";
  private static final String SERIAL = "bank-1";

  /** Bytes 6–7 stay zero. */
  private static final FrameLayout CHARGE =
      CommonFrames.charge(
          8, new NumberSignal("w4", 4, U16, SOC, 1, FLOOR, 0), SeenSignal.word("w6", 6));

  /** Pair 13 of the warning half, “system”, is sent as 2 the way BYD and REC do. */
  private static final FrameLayout ALARMS =
      FrameLayout.of(
          0x35A,
          8,
          new AlarmPairs("alarms", 0, AlarmHalf.ALARMS, 0),
          new AlarmPairs("warnings", 4, AlarmHalf.WARNINGS, 2),
          new SeenSignal("supported", 0, 1, AlarmPairs::supported),
          new SeenSignal("system_pair", 0, 1, AlarmPairs::systemPair));

  /**
   * Product 0000 and firmware 01.17 are what the cross-checked public captures carry; the meaning
   * of any other number is Victron's secret. The capacity is what is available, not what is
   * installed.
   */
  private static final FrameLayout PRODUCT =
      FrameLayout.of(
          0x35F,
          8,
          BytesSignal.hex("type", 0, "0000"),
          new BytesSignal(
              "version", 2, "0117", bytes -> (bytes[0] & 0xFF) + "." + (bytes[1] & 0xFF)),
          BytesSignal.hex("version_hex", 2, "0117"),
          new NumberSignal("capacity", 4, U16, REMAINING, 1000, HALF_UP, 0),
          BytesSignal.hex("tail", 6, "0000"));

  /** Byte 0 is 0xFF while charge is requested, whatever the reason. */
  private static final FrameLayout REQUEST =
      FrameLayout.of(
          0x360, 8, new NumberSignal("charge_request", 0, U8, CHARGE_REQUEST, 1, UNNECESSARY, 0));

  private static final FrameLayout MODULES =
      FrameLayout.of(
          0x372,
          8,
          count("online", 0, ONLINE),
          count("block_chg", 2, BLOCK_CHARGE),
          count("block_dsg", 4, BLOCK_DISCHARGE),
          count("offline", 6, OFFLINE));

  /** Kelvin are °C + 273 here, in whole degrees. */
  private static final FrameLayout EXTREMES =
      FrameLayout.of(
          0x373,
          8,
          count("vmin_mv", 0, V_MIN),
          count("vmax_mv", 2, V_MAX),
          new NumberSignal("tmin_k", 4, U16, T_MIN_KELVIN, 10, HALF_UP, 0),
          new NumberSignal("tmax_k", 6, U16, T_MAX_KELVIN, 10, HALF_UP, 0));

  private static final FrameLayout ENERGY =
      FrameLayout.of(
          0x378,
          8,
          new NumberSignal("charged_kwh", 0, U32, CHARGED, 100, FLOOR, 1),
          new NumberSignal("discharged_kwh", 4, U32, DISCHARGED, 100, FLOOR, 1));

  private static final FrameLayout CAPACITY =
      FrameLayout.of(
          0x379, 8, new NumberSignal("installed_ah", 0, U16, INSTALLED, 1000, HALF_UP, 0));

  private static NumberSignal count(String name, int offset, BankQuantity quantity) {
    return new NumberSignal(name, offset, U16, quantity, 1, UNNECESSARY, 0);
  }

  /** Where the extremes were found, four digits: pack, then cell or sensor. */
  private static FrameLayout where(int id, Function<InverterMessage, @Nullable Position> position) {
    return FrameLayout.of(
        id,
        8,
        new TextSignal(
            "text",
            0,
            8,
            '\0',
            message -> {
              Position at = position.apply(message);
              return at == null ? null : at.toString();
            }));
  }

  static CanDialect lowVoltage() {
    Stream<FrameLayout> bank =
        Stream.of(
            CommonFrames.LIMITS,
            CHARGE,
            CommonFrames.measured(8),
            ALARMS,
            CommonFrames.name(0x35E, MAKER, '\0'),
            PRODUCT,
            REQUEST,
            MODULES,
            EXTREMES,
            where(0x374, InverterMessage::vminAt),
            where(0x375, InverterMessage::vmaxAt),
            where(0x376, InverterMessage::tminAt),
            where(0x377, InverterMessage::tmaxAt),
            ENERGY,
            CAPACITY,
            CommonFrames.name(0x382, FAMILY, '\0'));
    Stream<FrameLayout> names =
        Stream.concat(
            CommonFrames.texts(0x370, BMS_NAME).stream(),
            CommonFrames.texts(0x380, SERIAL).stream());
    return new CanDialect("victron", Stream.concat(bank, names).toList(), CommonFrames.HEARTBEATS);
  }
}
