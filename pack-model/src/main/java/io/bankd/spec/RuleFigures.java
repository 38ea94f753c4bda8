package io.bankd.spec;

import static io.bankd.spec.Stricter.HIGHER;
import static io.bankd.spec.Stricter.LOWER;
import static io.bankd.spec.Stricter.NEITHER;

import java.util.List;

/**
 * The figures of the rules beside table 3-1 with the range that is safe: charge limiter, peaks, end
 * of charge, balancing, cell spread, sleep and wake (AM5000 2.2, 3.1, 3.2 rows 5 and 12, 4.1,
 * 5.10).
 *
 * <p>Ours, for the document is silent: tail hold, recovery voltage, sleep voltage and its delay,
 * path resistance.
 */
final class RuleFigures {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private RuleFigures() {}

  static List<Setting> limits(PackModel model) {
    int turnOn = model.chargeMilliamperes(100_000);
    int most = 2 * Math.max(charge(model), discharge(model));
    // An inverter's and a sensor's error above 100 A would turn the charge limiter on.
    int peak = most / 20 * 19;
    return List.of(
        Row.amperes(
            "lim-1.turn-on", "charge limiter turns on above", turnOn, 10_000, turnOn, LOWER),
        Row.amperes("lim-1.hold-to", "charge limiter holds to", 10_000, 1000, 10_000, LOWER),
        Row.millis("lim-1.hold", "charge limiter holds for", 2 * MINUTE, SECOND, HOUR, HIGHER),
        Row.count("lim-1.locks-after", "re-triggers that lock the limiter", 10, 1, 100, LOWER),
        Row.count("pack-2.peaks", "peaks are offered (1) or only counted (0)", 0, 0, 1, NEITHER),
        Row.amperes("pack-2.peak", "peak current offered", peak, most / 2, most, LOWER),
        Row.millis("pack-2.longest", "longest peak", 3 * MINUTE, 20 * SECOND, 3 * MINUTE, LOWER),
        Row.count("pack-2.times", "peaks in a period", 5, 0, 20, LOWER),
        Row.millis(
            "pack-2.period", "period the peaks are counted in", 30 * DAY, DAY, 365 * DAY, HIGHER),
        Row.millis("pack-2.apart", "time between two peaks", DAY, 0, 30 * DAY, HIGHER));
  }

  static List<Setting> charging(PackModel model) {
    int tail = model.designCapacity().milliampereHours() / 20;
    return List.of(
        Row.amperes("eoc-1.tail", "tail current that ends the charge", tail, 100, 50_000, NEITHER),
        Row.millis("eoc-1.hold", "how long the tail must last", 5 * MINUTE, SECOND, HOUR, NEITHER),
        Row.volts(
            "eoc-1.recovery", "highest cell at which charging resumes", 3330, 3000, 3400, NEITHER),
        Row.millis(
            "eoc-1.standby", "time after which charging resumes", 2 * DAY, HOUR, 30 * DAY, NEITHER),
        Row.volts("bal-1.from", "cell from which balancing is expected", 3500, 3350, 3550, NEITHER),
        Row.volts("bal-1.difference", "difference from which it is", 30, 5, 500, NEITHER),
        Row.millis("bal-1.longest", "longest hold for balancing", 4 * HOUR, 0, DAY, NEITHER));
  }

  static List<Setting> sleep() {
    return List.of(
        Row.millis(
            "slp-1.unreleased", "over-discharge before sleep", 30 * SECOND, SECOND, HOUR, NEITHER),
        Row.volts(
            "slp-1.cell", "cell below which a pack left alone sleeps", 2650, 2000, 3200, NEITHER),
        Row.millis(
            "slp-1.delay", "how long it must be left alone", 5 * MINUTE, SECOND, DAY, NEITHER),
        Row.millis("slp-1.standby", "standby before sleep", DAY, HOUR, 30 * DAY, NEITHER),
        Row.millis("wak-1.every", "interval of the wake-ups", 4 * HOUR, HOUR, DAY, NEITHER),
        Row.count("wak-1.tries", "wake-ups without charge", 10, 1, 100, NEITHER),
        Row.count("wak-2.least-milliohms", "least path resistance in mΩ", 12, 1, 1000, LOWER),
        Row.count("wak-2.most-milliohms", "most path resistance in mΩ", 30, 1, 1000, NEITHER));
  }

  private static int charge(PackModel model) {
    return model.continuousCharge().milliamperes();
  }

  private static int discharge(PackModel model) {
    return model.continuousDischarge().milliamperes();
  }
}
