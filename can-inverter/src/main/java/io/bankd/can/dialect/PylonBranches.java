package io.bankd.can.dialect;

import static io.bankd.can.BankQuantity.CYCLES;
import static io.bankd.can.BankQuantity.INSTALLED;
import static io.bankd.can.BankQuantity.T_MAX_APART;
import static io.bankd.can.BankQuantity.T_MIN;
import static io.bankd.can.BankQuantity.V_MAX;
import static io.bankd.can.BankQuantity.V_MIN;
import static io.bankd.can.Width.S16;
import static io.bankd.can.Width.U16;
import static java.math.RoundingMode.HALF_UP;

import io.bankd.can.BankQuantity;
import io.bankd.can.CanDialect;
import io.bankd.can.CanSignal;
import io.bankd.can.FrameLayout;
import io.bankd.can.NumberSignal;
import io.bankd.can.SeenSignal;
import io.bankd.can.UnshownSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Pylon V1.2 as other makers changed it: Luxpower, Sol-Ark, and Growatt's reading of it. */
final class PylonBranches {
  private PylonBranches() {}

  /**
   * Luxpower V04, EG4: cells, temperatures, capacity and cycles in the free bytes of V1.2. 0x379 is
   * an addition that makes an SNA5000 show the true capacity.
   */
  static CanDialect luxpower(DialectOptions options) {
    List<FrameLayout> set =
        new ArrayList<>(
            List.of(
                CommonFrames.LIMITS,
                CommonFrames.charge(
                    8,
                    DetailFrames.count("vmax_mv", 4, V_MAX),
                    DetailFrames.count("vmin_mv", 6, V_MIN)),
                CommonFrames.measured(
                    8,
                    PylonFamily.tenths("temp_c", 4, T_MAX_APART),
                    new UnshownSignal(PylonFamily.tenths("tmin_c", 6, T_MIN)),
                    CommonFrames.word6()),
                PylonFrames.alarms(
                    8,
                    options,
                    new NumberSignal("capacity_ah", 5, U16, INSTALLED, 1000, HALF_UP, 0)),
                PylonFrames.requests(
                    8, options, new UnshownSignal(DetailFrames.count("cycles", 2, CYCLES))),
                PylonFamily.name(options)));
    if (!options.has(Quirk.WITHOUT_379)) {
      set.add(CommonFrames.CAPACITY);
    }
    return CanDialect.of("luxpower", set, LUXPOWERS_WORDS)
        .needing(0x351, 0x355, 0x356, 0x359, 0x35C, 0x35E);
  }

  /** Bit 0 of 0x300 asks the battery to shut down (V04); this bank shows it and does not obey. */
  private static final List<FrameLayout> LUXPOWERS_WORDS =
      Stream.concat(
              CommonFrames.HEARTBEATS.stream(),
              Stream.of(
                  FrameLayout.of(
                      0x300,
                      8,
                      new SeenSignal("shut_down", 0, 1, frame -> (frame.u8(0) & 1) == 1))))
          .toList();

  /**
   * Sol-Ark V1.3. It prints the voltage of 0x356 in 0.1 V; Pylontech packs send 0.01 V to the same
   * inverters, and so does this.
   */
  static CanDialect solArk(DialectOptions options) {
    return CanDialect.of(
            "solark",
            List.of(
                CommonFrames.LIMITS,
                PylonFamily.charge(8),
                options.has(Quirk.VOLTAGE_IN_TENTHS)
                    ? OtherBatteries.measuredInTenths(0x356, CommonFrames.word6())
                    : CommonFrames.measured(8),
                PylonFrames.alarms(8, options, PylonFrames.PN),
                PylonFrames.requests(8, options),
                PylonFamily.name(options),
                CommonFrames.CAPACITY),
            CommonFrames.HEARTBEATS)
        .needing(0x351, 0x355, 0x356, 0x359, 0x35C, 0x35E);
  }

  /**
   * A Growatt SPH set to Pylon: the temperature in 0.01 °C, the discharge limit below zero, the
   * name filled with NUL, no PN. One source only, so never chosen by itself. There 0x351 comes
   * fifth; here the set goes in the order of V1.2, limits first.
   */
  static CanDialect growattSph(DialectOptions options) {
    return CanDialect.of(
        "growatt_sph_pylon",
        List.of(
            OtherBatteries.LIMITS_BELOW_ZERO,
            PylonFamily.charge(4),
            CommonFrames.measured(
                6,
                new NumberSignal("temp_c", 4, S16, BankQuantity.TEMPERATURE_FINE, 1, HALF_UP, 2)),
            PylonFrames.alarms(7, options, NO_PN),
            PylonFrames.requests(2, options),
            CommonFrames.name(0x35E, options.nameOr("PYLON"), '\0')),
        CommonFrames.HEARTBEATS);
  }

  private static final CanSignal NO_PN =
      new SeenSignal("pn", 5, 2, frame -> frame.u8(5) == 'P' && frame.u8(6) == 'N');
}
