package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.BLOCK_CHARGE;
import static io.bankd.can.BankQuantity.BLOCK_DISCHARGE;
import static io.bankd.can.BankQuantity.CHARGED;
import static io.bankd.can.BankQuantity.CHARGE_REQUEST;
import static io.bankd.can.BankQuantity.DISCHARGED;
import static io.bankd.can.BankQuantity.OFFLINE;
import static io.bankd.can.BankQuantity.ONLINE;
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

import io.bankd.can.BankQuantity;
import io.bankd.can.FrameLayout;
import io.bankd.can.NumberSignal;
import io.bankd.can.PlaceSignal;
import io.bankd.can.PlaceSignal.Form;
import io.bankd.can.PlaceSignal.Place;
import java.util.List;

/**
 * The frames 0x360…0x378 that tell of single packs and cells: Victron's, and sent alike by BYD and
 * Pylon's extended dialect.
 */
final class DetailFrames {
  private DetailFrames() {}

  /** Byte 0 is 0xFF while charge is requested, whatever the reason. */
  static final FrameLayout REQUEST =
      FrameLayout.of(
          0x360, 8, new NumberSignal("charge_request", 0, U8, CHARGE_REQUEST, 1, UNNECESSARY, 0));

  static final FrameLayout MODULES =
      FrameLayout.of(
          0x372,
          8,
          count("online", 0, ONLINE),
          count("block_chg", 2, BLOCK_CHARGE),
          count("block_dsg", 4, BLOCK_DISCHARGE),
          count("offline", 6, OFFLINE));

  /** Kelvin are °C + 273 here, in whole degrees. */
  static final FrameLayout EXTREMES =
      FrameLayout.of(
          0x373,
          8,
          count("vmin_mv", 0, V_MIN),
          count("vmax_mv", 2, V_MAX),
          new NumberSignal("tmin_k", 4, U16, T_MIN_KELVIN, 10, HALF_UP, 0),
          new NumberSignal("tmax_k", 6, U16, T_MAX_KELVIN, 10, HALF_UP, 0));

  /** What went in and out in the bank's life; a counter at the end of its 32 bits stays there. */
  static final FrameLayout ENERGY =
      FrameLayout.of(
              0x378,
              8,
              new NumberSignal("charged_kwh", 0, U32, CHARGED, 100, FLOOR, 1),
              new NumberSignal("discharged_kwh", 4, U32, DISCHARGED, 100, FLOOR, 1))
          .onlyWhole();

  /** An unsigned number of 16 bits, one step for one unit. */
  static NumberSignal count(String name, int offset, BankQuantity quantity) {
    return new NumberSignal(name, offset, U16, quantity, 1, UNNECESSARY, 0);
  }

  /** Where the extremes were found (0x374…0x377), as text. */
  static List<FrameLayout> places(Form form) {
    return List.of(
        place(0x374, Place.V_MIN, form),
        place(0x375, Place.V_MAX, form),
        place(0x376, Place.T_MIN, form),
        place(0x377, Place.T_MAX, form));
  }

  private static FrameLayout place(int id, Place place, Form form) {
    return FrameLayout.of(id, 8, new PlaceSignal("text", 0, place, form));
  }
}
