package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.REMAINING;
import static io.bankd.can.BankQuantity.T_MAX;
import static io.bankd.can.BankQuantity.T_MIN;
import static io.bankd.can.BankQuantity.V_MAX;
import static io.bankd.can.BankQuantity.V_MIN;
import static io.bankd.can.Width.S16;
import static java.math.RoundingMode.HALF_UP;

import io.bankd.can.BankQuantity;
import io.bankd.can.CanDialect;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.NumberSignal;
import io.bankd.can.PlaceSignal;
import io.bankd.can.PlaceSignal.Form;
import io.bankd.can.PlaceSignal.Place;
import java.util.ArrayList;
import java.util.List;

/** Pylon CAN V1.2 (2018-04-08) and what Pylon made of it: “Pylontech” in most menus. */
final class PylonFamily {
  private PylonFamily() {}

  /** Inverters look for names that begin with PYLON; blanks fill it up to eight. */
  static FrameLayout name(DialectOptions options) {
    return CommonFrames.name(0x35E, options.nameOr("PYLON"), ' ');
  }

  static FrameLayout charge(int length) {
    return CommonFrames.charge(length, CommonFrames.word4(), CommonFrames.word6());
  }

  /**
   * V1.2. Real packs send 0x351 with 8 bytes, the rest as short as the document has it, in this
   * order.
   */
  static CanDialect v12(DialectOptions options) {
    boolean eight = options.has(Quirk.EIGHT_BYTES);
    return CanDialect.of(
            "pylon12",
            List.of(
                CommonFrames.LIMITS,
                charge(eight ? 8 : 4),
                CommonFrames.measured(eight ? 8 : 6),
                PylonFrames.alarms(eight ? 8 : 7, options, PylonFrames.PN),
                PylonFrames.requests(eight ? 8 : 2, options),
                name(options)),
            CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x359, 0x35C, 0x35E);
  }

  /** V1.3: pairs of bits in the place of 0x359 and 0x35C, so a stop shows in the limits only. */
  static CanDialect v13(DialectOptions options) {
    boolean eight = options.has(Quirk.EIGHT_BYTES);
    return CanDialect.of(
        "pylon13",
        List.of(
            CommonFrames.LIMITS,
            charge(eight ? 8 : 6),
            CommonFrames.measured(eight ? 8 : 6),
            CommonFrames.pairs(2),
            name(options),
            CommonFrames.product("4C49", "0103", INSTALLED, "AA00")),
        CommonFrames.HEARTBEATS);
  }

  /**
   * V2.0.x, “PYLON+”: V1.2 in frames of 8 bytes, and the cells. Here 0x370 and 0x371 are numbers;
   * Victron reads a name there.
   */
  static CanDialect plus(DialectOptions options) {
    List<FrameLayout> set =
        new ArrayList<>(
            List.of(
                CommonFrames.LIMITS,
                charge(8),
                CommonFrames.measured(8),
                PylonFrames.alarms(8, options, PylonFrames.PN),
                PylonFrames.requests(8, options),
                name(options),
                CommonFrames.product("0000", "0000", REMAINING, "0000")));
    if (!options.has(Quirk.WITHOUT_370)) {
      set.add(CELLS.onlyWhole());
      set.add(PLACES.onlyWhole());
    }
    set.add(DetailFrames.MODULES);
    set.add(DetailFrames.EXTREMES.onlyWhole());
    set.addAll(DetailFrames.places(Form.FOUR_DIGITS));
    set.add(CommonFrames.CAPACITY);
    return CanDialect.of("pylonplus", set, CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x359, 0x35C, 0x35E, 0x35F, 0x372);
  }

  private static final FrameLayout CELLS =
      FrameLayout.of(
          0x370,
          8,
          tenths("tmax_c", 0, T_MAX),
          tenths("tmin_c", 2, T_MIN),
          DetailFrames.count("vmax_mv", 4, V_MAX),
          DetailFrames.count("vmin_mv", 6, V_MIN));

  private static final FrameLayout PLACES =
      FrameLayout.of(
          0x371,
          8,
          place("tmax_id", 0, Place.T_MAX),
          place("tmin_id", 2, Place.T_MIN),
          place("vmax_id", 4, Place.V_MAX),
          place("vmin_id", 6, Place.V_MIN));

  private static CanSignal place(String name, int offset, Place place) {
    return new PlaceSignal(name, offset, place, Form.INDEX_THEN_PACK);
  }

  /** A temperature in 0.1 °C. */
  static NumberSignal tenths(String name, int offset, BankQuantity quantity) {
    return new NumberSignal(name, offset, S16, quantity, 1, HALF_UP, 1);
  }
}
