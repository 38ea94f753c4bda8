package io.bankd.spec;

import static io.bankd.spec.Stricter.HIGHER;
import static io.bankd.spec.Stricter.LOWER;

import java.util.List;

/**
 * The figures of AM5000 table 2-2 and 5.10 that are no protections, in mV, mA, 0.1 °C and 0.01 %.
 *
 * <p>Derating (ours, the document only asks for it): DER-1 pack high, DER-2 pack low, DER-3 cell
 * high, DER-4 cell low, DER-5 hot, DER-6 cold; full current at “from”, nothing at “zero”. Each is
 * over before the protection: cells 10 mV and packs 100 mV short of it, discharging at the
 * end-of-discharge cell (PACK-4) and the lower end of the operating range (PACK-1), heat at 55 °C,
 * where the maker's permission ends (PACK-3).
 */
final class PackFigures {
  private PackFigures() {}

  static List<Setting> nameplate(PackModel model) {
    int charge = model.continuousCharge().milliamperes();
    int discharge = model.continuousDischarge().milliamperes();
    return List.of(
        pack(model, "pack.min-voltage", "lowest pack voltage", 44_800, 44_800, 51_200, HIGHER),
        pack(model, "pack.max-voltage", "highest pack voltage", 57_600, 52_800, 57_600, LOWER),
        Row.amperes("pack.continuous-charge", "continuous charge", charge, 0, charge, LOWER),
        Row.amperes(
            "pack.continuous-discharge", "continuous discharge", discharge, 0, discharge, LOWER),
        Row.volts("pack.end-of-charge-cell", "end of charge", 3600, 3350, 3650, LOWER),
        Row.volts("pack.end-of-discharge-cell", "end of discharge", 2800, 2500, 3200, HIGHER));
  }

  static List<Setting> derating(PackModel model) {
    return List.of(
        pack(model, "der-1.from", "pack high: less charge from", 56_800, 52_800, 57_500, LOWER),
        pack(model, "der-1.zero", "pack high: no charge at", 57_500, 53_600, 58_300, LOWER),
        pack(model, "der-2.from", "pack low: less discharge from", 45_600, 40_100, 52_000, HIGHER),
        pack(model, "der-2.zero", "pack low: no discharge at", 44_800, 40_000, 51_200, HIGHER),
        Row.volts("der-3.from", "cell high: less charge from", 3500, 3300, 3620, LOWER),
        Row.volts("der-3.knee", "cell high: knee of the curve", 3560, 3320, 3630, LOWER),
        Row.percent("der-3.knee-share", "cell high: charge at the knee", 2000, 0, 10_000, LOWER),
        Row.volts("der-3.zero", "cell high: no charge at", 3590, 3350, 3640, LOWER),
        Row.volts("der-4.from", "cell low: less discharge from", 2950, 2550, 3280, HIGHER),
        Row.volts("der-4.knee", "cell low: knee of the curve", 2850, 2530, 3250, HIGHER),
        Row.percent("der-4.knee-share", "cell low: discharge at the knee", 2000, 0, 10_000, LOWER),
        Row.volts("der-4.zero", "cell low: no discharge at", 2800, 2510, 3220, HIGHER),
        Row.degrees("der-5.from", "hot: less of both from", 500, 250, 580, LOWER),
        Row.degrees("der-5.zero", "hot: nothing at", 550, 300, 600, LOWER),
        Row.degrees("der-6.from", "cold: less discharge from", -150, -190, 200, HIGHER),
        Row.degrees("der-6.zero", "cold: no discharge at", -200, -200, 150, HIGHER),
        Row.degrees("der-6.charge-from", "cold: less charge from", 80, 10, 300, HIGHER),
        Row.degrees("der-6.charge-zero", "cold: no charge at", 50, 0, 250, HIGHER));
  }

  private static Setting pack(
      PackModel model,
      String key,
      String words,
      int factory,
      int least,
      int most,
      Stricter stricter) {
    return Row.volts(
        key,
        words,
        model.packMillivolts(factory),
        model.packMillivolts(least),
        model.packMillivolts(most),
        stricter);
  }
}
