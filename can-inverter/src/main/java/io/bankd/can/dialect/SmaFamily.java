package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CURRENT;
import static io.bankd.can.BankQuantity.CYCLES;
import static io.bankd.can.BankQuantity.FORCE_CHARGE;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.REMAINING;
import static io.bankd.can.BankQuantity.TEMPERATURE;
import static io.bankd.can.Width.S16;
import static io.bankd.can.Width.U16;
import static io.bankd.can.Width.U8;
import static java.math.RoundingMode.HALF_UP;
import static java.math.RoundingMode.UNNECESSARY;

import io.bankd.can.BytesSignal;
import io.bankd.can.CanDialect;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.InvalidSignal;
import io.bankd.can.NumberSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.WireRange;
import io.bankd.unit.Current;
import io.bankd.unit.Voltage;
import java.time.Duration;
import java.util.List;

/** The dialects with SMA's layout (FSS-ConnectingBat-TI-en-10) and pairs of alarm bits. */
final class SmaFamily {
  private SmaFamily() {}

  /** SMA's word for an unsigned value nobody knows, as on the wire. */
  static final String NOBODY_KNOWS = "FFFF";

  /** And for a signed one: the lowest there is. */
  static final String NOBODY_KNOWS_SIGNED = "0080";

  /**
   * What a Sunny Island takes; anything else it drops without a word and keeps the last value: CVL
   * 41…63 V, DVL 41…48 V, currents up to 1200 A.
   */
  static final WireRange SUNNY_ISLAND =
      new WireRange(
          Voltage.ofMillivolts(41_000),
          Voltage.ofMillivolts(63_000),
          Voltage.ofMillivolts(41_000),
          Voltage.ofMillivolts(48_000),
          Current.ofAmperes(1200),
          Current.ofAmperes(1200));

  /** The three pairs behind the alarms are not to be used by a battery: 0. */
  private static final FrameLayout ALARMS = CommonFrames.pairs(0);

  private static final FrameLayout CHARGE = CommonFrames.charge(6, CommonFrames.FINE_SOC);

  private static final NumberSignal DEGREES =
      new NumberSignal("temp_c", 4, S16, TEMPERATURE, 1, HALF_UP, 1);

  private static final FrameLayout MEASURED = CommonFrames.measured(6, DEGREES);

  /** The two bytes behind the capacity are not used. */
  private static final FrameLayout PRODUCT =
      CommonFrames.product("0300", "0100", INSTALLED, NOBODY_KNOWS);

  /** A battery may tell a Sunny Island to stop at once (no data); this one never does. */
  private static final FrameLayout QUICK_STOP =
      FrameLayout.of(0x00F, 0, new SeenSignal("quick_stop", 0, 0, frame -> true));

  /** The same with SMA's words for a value nobody knows, which also mean “as by default”. */
  private static FrameLayout partlyKnown(FrameLayout frame) {
    return new FrameLayout(
        frame.id(), frame.length(), frame.signals().stream().map(SmaFamily::partlyKnown).toList());
  }

  /**
   * A current beyond the wire saturates at the same word, and is only logged; bytes that are always
   * that word are no value.
   */
  private static CanSignal partlyKnown(CanSignal row) {
    if (row instanceof NumberSignal number && number.quantity() != CURRENT) {
      return new InvalidSignal(row, number.width() == U16 ? NOBODY_KNOWS : NOBODY_KNOWS_SIGNED);
    }
    return row instanceof BytesSignal bytes && !bytes.hex().equals(NOBODY_KNOWS)
        ? new InvalidSignal(row, NOBODY_KNOWS)
        : row;
  }

  /** No other identifier than SMA's own may be on this bus, and no value twice within 200 ms. */
  static CanDialect sunnyIsland(DialectOptions options) {
    return CanDialect.of(
            "sma",
            List.of(
                partlyKnown(CommonFrames.LIMITS),
                partlyKnown(CHARGE),
                partlyKnown(MEASURED),
                ALARMS,
                CommonFrames.EVENTS,
                CommonFrames.name(0x35E, options.nameOr("bankd"), '\0'),
                partlyKnown(PRODUCT)),
            SmaReplies.ALL)
        .accepting(SUNNY_ISLAND)
        .apart(Duration.ofMillis(200))
        .worded(SmaAlarms::scoped)
        .seeing(List.of(QUICK_STOP))
        .needing(0x351, 0x355, 0x356, 0x35A, 0x35E, 0x35F);
  }

  /** GoodWe's mapping V1.2 has SMA's frames every 100 ms, with its own name. */
  static CanDialect goodWe(DialectOptions options) {
    return CanDialect.of(
            "goodwe_lv",
            List.of(
                CommonFrames.LIMITS,
                CHARGE,
                CommonFrames.measured(6),
                ALARMS,
                CommonFrames.EVENTS,
                CommonFrames.name(0x35E, options.nameOr("GoodWe"), '\0'),
                CommonFrames.product("0300", "0100", INSTALLED, "0100")),
            CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x35A, 0x35E, 0x35F)
        .every(Duration.ofMillis(100));
  }

  /** Sofar LV, from one or two sources: what is left in 0x355 is taken for Ah. */
  static CanDialect sofar(DialectOptions options) {
    return CanDialect.of(
            "sofar_lv",
            List.of(
                CommonFrames.LIMITS,
                CommonFrames.charge(
                    8,
                    CommonFrames.word4(),
                    new NumberSignal("w6", 6, U16, REMAINING, 1000, HALF_UP, 0)),
                CommonFrames.measured(
                    8,
                    new NumberSignal("temp_c", 4, S16, TEMPERATURE, 1, HALF_UP, 1),
                    DetailFrames.count("w6", 6, CYCLES)),
                ALARMS,
                CommonFrames.name(0x35E, options.nameOr("bankd"), '\0'),
                CommonFrames.product("0000", "0100", INSTALLED, "0000"),
                COMMAND),
            CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x35A, 0x35E, 0x35F);
  }

  /** 0 normal, 1 force charge; 2, force standby, is never sent. */
  private static final FrameLayout COMMAND =
      FrameLayout.of(0x30F, 8, new NumberSignal("command", 0, U8, FORCE_CHARGE, 1, UNNECESSARY, 0));
}
