package io.bankd.spec;

import static io.bankd.spec.Stricter.HIGHER;
import static io.bankd.spec.Stricter.LOWER;
import static io.bankd.spec.Stricter.NEITHER;

import java.util.List;

/**
 * Every figure of AM5000 table 3-1 with the range that is safe: key, words, factory, least, most,
 * stricter side; in mV, mA, 0.1 °C, 0.01 %, ms.
 *
 * <p>Ours, for the document is silent: how far inside its threshold an alarm clears (“clears”), the
 * temperatures' delay, what counts as “charging” (“healing-current” of rows 2, 4 and 8,
 * “idle-current”), the limit on discharge over-current 1's row of trips, and when a row of trips
 * ends (“row-ends-after”).
 */
final class ProtectionFigures {
  private static final int HOUR = 3_600_000;

  private final PackModel model;

  ProtectionFigures(PackModel model) {
    this.model = model;
  }

  List<List<Setting>> tables() {
    return List.of(voltages(), chargeCurrents(), dischargeCurrents(), cold(), hot(), charge());
  }

  private List<Setting> voltages() {
    return List.of(
        Row.volts("prot-1.alarm", "cell over-charge alarm", 3500, 3350, 3600, LOWER),
        Row.volts("prot-1.protection", "cell over-charge protection", 3600, 3400, 3650, LOWER),
        Row.millis("prot-1.delay", "cell over-charge delay", 3000, 0, 10_000, LOWER),
        Row.volts("prot-1.clears", "cell over-charge alarm clears below", 20, 0, 200, HIGHER),
        Row.volts("prot-1.release", "cell over-charge release", 3300, 3200, 3500, LOWER),
        Row.percent("prot-1.release-soc", "cell over-charge release", 9600, 5000, 9900, LOWER),
        discharging("prot-1.healing-current", "cell over-charge release"),
        Row.volts("prot-2.alarm", "cell over-discharge alarm", 2800, 2600, 3200, HIGHER),
        Row.volts("prot-2.protection", "cell over-discharge protection", 2700, 2500, 3100, HIGHER),
        Row.millis("prot-2.delay", "cell over-discharge delay", 3000, 0, 10_000, LOWER),
        Row.volts("prot-2.clears", "cell over-discharge alarm clears above", 20, 0, 200, HIGHER),
        Row.volts("prot-2.release", "cell over-discharge release", 3300, 2900, 3400, HIGHER),
        charging("prot-2.healing-current", "cell over-discharge release"),
        pack("prot-3.alarm", "pack over-charge alarm", 56_800, 53_600, 57_600, LOWER),
        pack("prot-3.protection", "pack over-charge protection", 57_600, 54_400, 58_400, LOWER),
        Row.millis("prot-3.delay", "pack over-charge delay", 3000, 0, 10_000, LOWER),
        Row.volts("prot-3.clears", "pack over-charge alarm clears below", 200, 0, 2000, HIGHER),
        pack("prot-3.release", "pack over-charge release", 54_000, 51_200, 56_000, LOWER),
        Row.percent("prot-3.release-soc", "pack over-charge release", 9600, 5000, 9900, LOWER),
        discharging("prot-3.healing-current", "pack over-charge release"),
        pack("prot-4.alarm", "pack over-discharge alarm", 45_600, 41_600, 51_200, HIGHER),
        pack("prot-4.protection", "pack over-discharge protection", 44_000, 40_000, 49_600, HIGHER),
        Row.millis("prot-4.delay", "pack over-discharge delay", 3000, 0, 10_000, LOWER),
        Row.volts("prot-4.clears", "pack over-discharge alarm clears above", 200, 0, 2000, HIGHER),
        pack("prot-4.release", "pack over-discharge release", 48_000, 46_400, 54_400, HIGHER),
        charging("prot-4.healing-current", "pack over-discharge release"));
  }

  private List<Setting> chargeCurrents() {
    return List.of(
        charge("prot-5.alarm", "charge over-current alarm", 105_000, 5000, 115_000),
        charge("prot-5.protection", "charge over-current protection", 110_000, 10_000, 120_000),
        Row.millis("prot-5.delay", "charge over-current delay", 3000, 0, 10_000, LOWER),
        Row.amperes(
            "prot-5.clears", "charge over-current alarm clears below", 2000, 0, 4000, HIGHER),
        after("prot-5.release-after", "charge over-current released by itself"),
        discharging("prot-5.healing-current", "charge over-current release"),
        locks("prot-5.locks-after", "charge over-current trips in a row that lock"),
        ends("prot-5.row-ends-after", "charge over-current time without a trip that ends a row"));
  }

  private List<Setting> dischargeCurrents() {
    return List.of(
        discharge("prot-6.alarm", "discharge over-current 1 alarm", 105_000, 5000, 115_000),
        discharge("prot-6.protection", "discharge over-current 1", 110_000, 10_000, 120_000),
        Row.millis("prot-6.delay", "discharge over-current 1 delay", 3000, 0, 10_000, LOWER),
        Row.amperes(
            "prot-6.clears", "discharge over-current 1 alarm clears", 2000, 0, 4000, HIGHER),
        after("prot-6.release-after", "discharge over-current 1 released by itself"),
        charging("prot-6.healing-current", "discharge over-current 1 release", 1000),
        locks("prot-6.locks-after", "discharge over-current 1 trips in a row that lock"),
        ends("prot-6.row-ends-after", "discharge over-current 1 time without a trip"),
        discharge("prot-7.protection", "discharge over-current 2", 150_000, 20_000, 200_000),
        Row.millis("prot-7.delay", "discharge over-current 2 delay", 100, 0, 1000, LOWER),
        after("prot-7.release-after", "discharge over-current 2 released by itself"),
        charging("prot-7.healing-current", "discharge over-current 2 release", 1000),
        locks("prot-7.locks-after", "discharge over-current 2 trips in a row that lock"),
        ends("prot-7.row-ends-after", "discharge over-current 2 time without a trip"),
        discharge("prot-8.protection", "short circuit", 350_000, 50_000, 350_000),
        Row.micros("prot-8.delay", "short circuit delay", 300, 0, 300, LOWER),
        Row.amperes("prot-8.release", "short circuit: the load is removed", 1000, 0, 2000, LOWER),
        charging("prot-8.healing-current", "short circuit release"));
  }

  private List<Setting> cold() {
    return List.of(
        Row.degrees("prot-9.alarm", "too cold to charge: alarm", 80, 20, 250, HIGHER),
        Row.degrees("prot-9.protection", "too cold to charge: protection", 50, 0, 200, HIGHER),
        delay("prot-9.delay", "too cold to charge: delay"),
        clears("prot-9.clears", "too cold to charge: alarm clears above"),
        Row.degrees("prot-9.release", "too cold to charge: release", 80, 20, 250, HIGHER),
        idle("prot-9.idle-current", "too cold to charge: silent while discharging with"),
        Row.degrees("prot-11.alarm", "too cold to discharge: alarm", -150, -180, 150, HIGHER),
        Row.degrees("prot-11.protection", "too cold to discharge", -200, -200, 100, HIGHER),
        delay("prot-11.delay", "too cold to discharge: delay"),
        clears("prot-11.clears", "too cold to discharge: alarm clears above"),
        Row.degrees("prot-11.release", "too cold to discharge: release", -100, -180, 150, HIGHER),
        idle("prot-11.idle-current", "too cold to discharge: silent while charging with"),
        Row.degrees("prot-13.alarm", "environment cold: alarm", -150, -230, 150, HIGHER),
        Row.degrees("prot-13.protection", "environment cold: protection", -200, -250, 100, HIGHER),
        delay("prot-13.delay", "environment cold: delay"),
        clears("prot-13.clears", "environment cold: alarm clears above"),
        Row.degrees("prot-13.release", "environment cold: release", -150, -230, 150, HIGHER));
  }

  private List<Setting> hot() {
    return List.of(
        Row.degrees("prot-10.alarm", "too hot to charge: alarm", 520, 300, 570, LOWER),
        Row.degrees("prot-10.protection", "too hot to charge: protection", 580, 350, 600, LOWER),
        delay("prot-10.delay", "too hot to charge: delay"),
        clears("prot-10.clears", "too hot to charge: alarm clears below"),
        Row.degrees("prot-10.release", "too hot to charge: release", 530, 250, 560, LOWER),
        idle("prot-10.idle-current", "too hot to charge: silent while discharging with"),
        Row.degrees("prot-12.alarm", "too hot to discharge: alarm", 520, 300, 570, LOWER),
        Row.degrees("prot-12.protection", "too hot to discharge", 580, 350, 600, LOWER),
        delay("prot-12.delay", "too hot to discharge: delay"),
        clears("prot-12.clears", "too hot to discharge: alarm clears below"),
        Row.degrees("prot-12.release", "too hot to discharge: release", 530, 250, 560, LOWER),
        idle("prot-12.idle-current", "too hot to discharge: silent while charging with"),
        Row.degrees("prot-14.alarm", "environment hot: alarm", 650, 350, 750, LOWER),
        Row.degrees("prot-14.protection", "environment hot: protection", 750, 400, 800, LOWER),
        delay("prot-14.delay", "environment hot: delay"),
        clears("prot-14.clears", "environment hot: alarm clears below"),
        Row.degrees("prot-14.release", "environment hot: release", 650, 300, 750, LOWER));
  }

  private static List<Setting> charge() {
    return List.of(
        Row.percent("prot-15.alarm", "low state of charge: alarm below", 300, 100, 5000, HIGHER),
        Row.percent("prot-15.clears", "low state of charge: alarm clears", 100, 0, 1000, HIGHER),
        idle("prot-15.idle-current", "low state of charge: silent while charging with"));
  }

  private Setting pack(String key, String words, int factory, int least, int most, Stricter side) {
    int scaled = model.packMillivolts(factory);
    return Row.volts(
        key, words, scaled, model.packMillivolts(least), model.packMillivolts(most), side);
  }

  private Setting charge(String key, String words, int factory, int least, int most) {
    int scaled = model.chargeMilliamperes(factory);
    int highest = model.chargeMilliamperes(most);
    return Row.amperes(key, words, scaled, Math.min(least, scaled), highest, LOWER);
  }

  private Setting discharge(String key, String words, int factory, int least, int most) {
    int scaled = model.dischargeMilliamperes(factory);
    int highest = model.dischargeMilliamperes(most);
    return Row.amperes(key, words, scaled, Math.min(least, scaled), highest, LOWER);
  }

  private static Setting discharging(String key, String words) {
    return Row.amperes(key, words + " by discharging more than", 1000, 200, 10_000, HIGHER);
  }

  private static Setting charging(String key, String words) {
    return charging(key, words, 200);
  }

  private static Setting charging(String key, String words, int factory) {
    return Row.amperes(key, words + " by charging more than", factory, 100, 10_000, HIGHER);
  }

  private static Setting after(String key, String words) {
    return Row.millis(key, words + " after", 60_000, 10_000, HOUR, HIGHER);
  }

  private static Setting locks(String key, String words) {
    return Row.count(key, words, 10, 1, 20, LOWER);
  }

  private static Setting ends(String key, String words) {
    return Row.millis(key, words, HOUR, HOUR / 6, 720L * HOUR, HIGHER);
  }

  private static Setting delay(String key, String words) {
    return Row.millis(key, words, 3000, 0, 30_000, LOWER);
  }

  private static Setting clears(String key, String words) {
    return Row.degrees(key, words, 10, 0, 100, HIGHER);
  }

  private static Setting idle(String key, String words) {
    return Row.amperes(key, words + " more than", 200, 100, 2000, NEITHER);
  }
}
