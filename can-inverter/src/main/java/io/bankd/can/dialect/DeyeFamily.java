package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.BLOCK_CHARGE;
import static io.bankd.can.BankQuantity.BLOCK_DISCHARGE;
import static io.bankd.can.BankQuantity.CCL;
import static io.bankd.can.BankQuantity.CURRENT;
import static io.bankd.can.BankQuantity.DCL;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.OFFLINE;
import static io.bankd.can.BankQuantity.ONLINE;
import static io.bankd.can.BankQuantity.TEMPERATURE;
import static io.bankd.can.BankQuantity.TOTAL;
import static io.bankd.can.BankQuantity.T_MAX;
import static io.bankd.can.BankQuantity.T_MIN;
import static io.bankd.can.BankQuantity.VOLTAGE;
import static io.bankd.can.BankQuantity.V_MAX;
import static io.bankd.can.BankQuantity.V_MIN;
import static io.bankd.can.Width.S16;
import static io.bankd.can.Width.S16_NEVER_NEGATIVE;
import static io.bankd.can.Width.U16;
import static io.bankd.can.Width.U8;
import static java.math.RoundingMode.FLOOR;
import static java.math.RoundingMode.HALF_UP;
import static java.math.RoundingMode.UNNECESSARY;

import io.bankd.can.BankQuantity;
import io.bankd.can.BytesSignal;
import io.bankd.can.CanDialect;
import io.bankd.can.FrameLayout;
import io.bankd.can.NumberSignal;
import io.bankd.can.TextSignal;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Deye's own packs tell a Deye inverter (“PCS” V3.3): Pylon's frames with the current's sign
 * the other way round, and frames of their own. For reading a capture of such packs; to a Deye
 * inverter this bank speaks Pylon V1.2.
 */
final class DeyeFamily {
  private DeyeFamily() {}

  /** Positive while discharging on the wire, shown with our sign. */
  private static final FrameLayout MEASURED =
      FrameLayout.of(
          0x356,
          8,
          new NumberSignal("voltage_v", 0, S16, VOLTAGE, 10, HALF_UP, 2),
          new NumberSignal("current_a", 2, S16, CURRENT, -100, HALF_UP, 1),
          new NumberSignal("temp_c", 4, S16, TEMPERATURE, 1, HALF_UP, 1),
          CommonFrames.word6());

  /** Seven bytes of a table of faults that is not public. */
  private static final FrameLayout FAULTS =
      FrameLayout.of(0x359, 8, BytesSignal.hex("tables", 0, "00000000000000"));

  /** Maker 3 and the number of packs; the maker's numbers are not public. */
  private static final FrameLayout NAME =
      FrameLayout.of(
          0x35E,
          8,
          new TextSignal("name", 0, 2, '\0', message -> "DY"),
          new TextSignal("pack", 2, 3, '0', message -> "%03d".formatted(message.online() % 1000)),
          new BytesSignal("maker", 5, "03", bytes -> bytes[0] & 0xFF),
          new NumberSignal("capacity_ah", 6, U16, INSTALLED, 100, HALF_UP, 1));

  private static final FrameLayout CELLS =
      FrameLayout.of(
          0x361,
          8,
          DetailFrames.count("vmax_mv", 0, V_MAX),
          DetailFrames.count("vmin_mv", 2, V_MIN),
          PylonFamily.tenths("tmax_c", 4, T_MAX),
          PylonFamily.tenths("tmin_c", 6, T_MIN));

  private static final FrameLayout VERSIONS =
      FrameLayout.of(0x363, 8, BytesSignal.hex("sw", 0, "0000"), BytesSignal.hex("hw", 2, "0000"));

  private static final FrameLayout MODULES =
      FrameLayout.of(
          0x364,
          8,
          octet("online", 0, ONLINE),
          octet("block_chg", 1, BLOCK_CHARGE),
          octet("block_dsg", 2, BLOCK_DISCHARGE),
          octet("offline", 3, OFFLINE),
          octet("total", 4, TOTAL));

  private static NumberSignal octet(String name, int offset, BankQuantity quantity) {
    return new NumberSignal(name, offset, U8, quantity, 1, UNNECESSARY, 0);
  }

  /** The limits while the grid is there; 0x351 has those without it. */
  private static final FrameLayout ON_GRID =
      FrameLayout.of(
          0x371,
          8,
          new NumberSignal("ongrid_ccl_a", 0, S16_NEVER_NEGATIVE, CCL, 100, FLOOR, 1),
          new NumberSignal("ongrid_dcl_a", 2, S16_NEVER_NEGATIVE, DCL, 100, FLOOR, 1));

  /** Frames of single packs, whose bytes are not public. */
  private static List<FrameLayout> vendor() {
    IntStream fixed = IntStream.of(0x110, 0x150, 0x200, 0x250, 0x400);
    IntStream ranges = IntStream.rangeClosed(0x500, 0x6FF);
    return Stream.concat(fixed.boxed(), ranges.boxed()).map(id -> FrameLayout.of(id, 8)).toList();
  }

  static CanDialect packs() {
    return CanDialect.of(
            "deye_pcs",
            List.of(
                CommonFrames.LIMITS,
                CommonFrames.charge(8, CommonFrames.word4(), CommonFrames.word6()),
                MEASURED,
                FAULTS,
                PylonFrames.requests(8, DialectOptions.DEFAULT),
                NAME,
                CELLS,
                VERSIONS,
                MODULES,
                ON_GRID),
            CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x35C, 0x35E, 0x361, 0x364)
        .seeing(vendor());
  }
}
